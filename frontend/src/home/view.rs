//! The first page.

use shared::enrolments::api::Home;
use shared::lang::Lang;
use yew::prelude::*;

use super::card::EnrolmentSummary;
use super::switcher::TraineeSwitcher;
use crate::i18n::home::{self, HomeText};
use crate::ui::{CallButton, Card, Empty, Heading};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HomeViewProps {
    pub lang: Lang,
    pub home: Home,
    /// *Call us*; empty before the institution has filled it in.
    #[prop_or_default]
    pub phone: AttrValue,
    #[prop_or_default]
    pub form_key: Option<AttrValue>,
}

#[component]
pub fn HomeView(props: &HomeViewProps) -> Html {
    let HomeViewProps { lang, home, phone, form_key } = props;
    html! {
        <>
            <Heading text={home::title(*lang, &home.trainee.name)} />
            <TraineeSwitcher
                lang={*lang}
                current={home.trainee.id}
                trainees={home.switchable.clone()}
                form_key={form_key.clone()}
            />
            { for home.enrolments.iter().map(|card| html! {
                <EnrolmentSummary key={card.id.0} lang={*lang} card={card.clone()} />
            }) }
            if home.enrolments.is_empty() {
                <Card>
                    <Empty title={HomeText::EmptyTitle.text(*lang)}>
                        <p>{ HomeText::EmptyAdvice.text(*lang) }</p>
                        <CallButton lang={*lang} phone={phone.clone()} />
                    </Empty>
                </Card>
            }
        </>
    }
}
