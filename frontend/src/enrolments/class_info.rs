//! Who, where and when.

use shared::enrolments::api::EnrolmentDetail;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::enrolments::EnrolmentText;
use crate::ui::{Card, Cell, CellList, date_range};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ClassInfoProps {
    pub lang: Lang,
    pub detail: EnrolmentDetail,
}

#[component]
pub fn ClassInfo(props: &ClassInfoProps) -> Html {
    let ClassInfoProps { lang, detail } = props;
    let card = &detail.card;
    let text = |text: EnrolmentText| text.text(*lang);
    let or = |value: &str, otherwise: EnrolmentText| {
        if value.is_empty() { text(otherwise).to_owned() } else { value.to_owned() }
    };
    html! {
        <Card title={text(EnrolmentText::Class)}>
            <CellList>
                <Cell label={text(EnrolmentText::Trainee)}>{ &detail.trainee.name }</Cell>
                <Cell label={text(EnrolmentText::ClassCode)}>{ &card.class_code }</Cell>
                <Cell label={text(EnrolmentText::Dates)}>
                    if let Some(from) = card.starts_on {
                        { date_range(*lang, from, card.ends_on) }
                    } else {
                        { text(EnrolmentText::DatesUnknown) }
                    }
                </Cell>
                <Cell label={text(EnrolmentText::Place)}>{ or(&card.place, EnrolmentText::PlaceUnknown) }</Cell>
                <Cell label={text(EnrolmentText::Employer)}>{ or(&detail.employer, EnrolmentText::NoEmployer) }</Cell>
            </CellList>
        </Card>
    }
}
