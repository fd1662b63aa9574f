//! Through a list whose pages are found by their first row: back to the start, on to the next.

use shared::lang::Lang;
use yew::prelude::*;

use super::button::{Button, ButtonRow};
use crate::i18n::common::CommonText;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PaginationProps {
    pub lang: Lang,
    /// Absent on the first page.
    #[prop_or_default]
    pub on_previous: Option<Callback<()>>,
    /// Absent on the last page.
    #[prop_or_default]
    pub on_next: Option<Callback<()>>,
    #[prop_or_default]
    pub pending: bool,
}

#[component]
pub fn Pagination(props: &PaginationProps) -> Html {
    let PaginationProps { lang, on_previous, on_next, pending } = props;
    if on_previous.is_none() && on_next.is_none() {
        return Html::default();
    }
    html! {
        <nav aria-label={CommonText::Pages.text(*lang)}>
            <ButtonRow>
                <Button
                    disabled={on_previous.is_none()}
                    pending={*pending}
                    onclick={on_previous.clone().unwrap_or_default().reform(|_| ())}
                >
                    { CommonText::PreviousPage.text(*lang) }
                </Button>
                <Button
                    disabled={on_next.is_none()}
                    pending={*pending}
                    onclick={on_next.clone().unwrap_or_default().reform(|_| ())}
                >
                    { CommonText::NextPage.text(*lang) }
                </Button>
            </ButtonRow>
        </nav>
    }
}
