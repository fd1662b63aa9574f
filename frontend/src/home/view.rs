//! The first page.

use shared::enrolments::api::Home;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::card::enrolment_summary;
use super::switcher::trainee_switcher;
use crate::i18n::home::{self, HomeText};
use crate::route::MESSAGES;
use crate::ui::{self, CallButtonProps, CardProps, CellLinkProps, EmptyProps, HeadingProps};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HomeViewProps {
    pub lang: Lang,
    pub home: Home,
    /// *Call us*; empty before the institution has filled it in.
    #[prop_or_default]
    pub phone: AttrValue,
    /// Where it is; likewise.
    #[prop_or_default]
    pub address: AttrValue,
    #[prop_or_default]
    pub form_key: Option<AttrValue>,
}

pub fn home_view(props: &HomeViewProps) -> Html {
    let HomeViewProps { lang, home, phone, address, form_key } = props;
    html! {
        <>
            { ui::heading(&props!(HeadingProps { text: home::title(*lang, &home.trainee.name) })) }
            { trainee_switcher(*lang, home.trainee.id, &home.switchable, form_key.as_ref()) }
            { unread(*lang, home.unread) }
            { for home.enrolments.iter().map(|card| enrolment_summary(*lang, card, address)) }
            if home.enrolments.is_empty() {
                { nothing_yet(*lang, phone) }
            }
        </>
    }
}

/// [`home_view`] as a component.
#[component]
pub fn HomeView(props: &HomeViewProps) -> Html {
    home_view(props)
}

/// Leads to the messages while there are new ones.
fn unread(lang: Lang, count: i64) -> Html {
    if count == 0 {
        return Html::default();
    }
    let children = ui::cell_link(&props!(CellLinkProps { href: MESSAGES, children: home::unread(lang, count) }));
    ui::card(&props!(CardProps { children }))
}

fn nothing_yet(lang: Lang, phone: &AttrValue) -> Html {
    let advice = html! {
        <>
            <p>{ HomeText::EmptyAdvice.text(lang) }</p>
            { ui::call_button(&props!(CallButtonProps { lang, phone: phone.clone() })) }
        </>
    };
    ui::card(&props!(CardProps {
        children: ui::empty(&props!(EmptyProps { title: HomeText::EmptyTitle.text(lang), children: advice }))
    }))
}
