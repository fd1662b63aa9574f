//! Who looked at the whole document number, and why.

use shared::identity::api::DocumentLook;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::identity::IdentityText;
use crate::ui::{Card, Item, ItemList, moment, muted};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LooksProps {
    pub lang: Lang,
    /// Newest first.
    pub looks: Vec<DocumentLook>,
}

#[component]
pub fn Looks(props: &LooksProps) -> Html {
    let LooksProps { lang, looks } = props;
    html! {
        <Card title={IdentityText::LooksTitle.text(*lang)}>
            { muted(IdentityText::LooksWhy.text(*lang).into()) }
            if looks.is_empty() {
                <p>{ IdentityText::LooksEmpty.text(*lang) }</p>
            } else {
                <ItemList>
                    { for looks.iter().map(|look| html! {
                        <Item title={look.staff_name.clone()} aside={moment(look.at)}>
                            <p>{ &look.reason }</p>
                        </Item>
                    }) }
                </ItemList>
            }
        </Card>
    }
}
