//! Who, where and when.

use shared::enrolments::api::EnrolmentDetail;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::enrolments::EnrolmentText;
use crate::ui::{self, CardProps, CellListProps, CellProps, date_range};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ClassInfoProps {
    pub lang: Lang,
    pub detail: EnrolmentDetail,
}

/// [`class_info`] as a component.
#[component]
pub fn ClassInfo(props: &ClassInfoProps) -> Html {
    class_info(props.lang, &props.detail)
}

pub fn class_info(lang: Lang, detail: &EnrolmentDetail) -> Html {
    let card = &detail.card;
    let text = |text: EnrolmentText| text.text(lang);
    let or = |value: &str, otherwise: EnrolmentText| Html::from(if value.is_empty() { text(otherwise) } else { value });
    let dates = match card.starts_on {
        Some(from) => date_range(lang, from, card.ends_on),
        None => text(EnrolmentText::DatesUnknown).into(),
    };
    let cells = [
        (EnrolmentText::Trainee, Html::from(&detail.trainee.name)),
        (EnrolmentText::ClassCode, Html::from(&card.class_code)),
        (EnrolmentText::Dates, dates),
        (EnrolmentText::Place, or(&card.place, EnrolmentText::PlaceUnknown)),
        (EnrolmentText::Employer, or(&detail.employer, EnrolmentText::NoEmployer)),
    ];
    let cells =
        cells.into_iter().map(|(label, children)| ui::cell(&props!(CellProps { label: text(label), children })));
    ui::card(&props!(CardProps {
        title: text(EnrolmentText::Class),
        children: ui::cell_list(&props!(CellListProps { children: cells.collect::<Html>() }))
    }))
}
