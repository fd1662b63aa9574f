//! Who looked at the whole document number, and why.

use shared::identity::api::DocumentLook;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::identity::IdentityText;
use crate::ui::{self, CardProps, ItemListProps, ItemProps, moment, muted};

/// `looks`: newest first.
pub fn looks(lang: Lang, looks: &[DocumentLook]) -> Html {
    let list = if looks.is_empty() {
        html! { <p>{ IdentityText::LooksEmpty.text(lang) }</p> }
    } else {
        let items = looks.iter().map(|look| {
            ui::item(&props!(ItemProps {
                title: look.staff_name.clone(),
                aside: moment(look.at),
                children: html! { <p>{ &look.reason }</p> }
            }))
        });
        ui::item_list(&props!(ItemListProps { children: items.collect::<Html>() }))
    };
    ui::card(&props!(CardProps {
        title: IdentityText::LooksTitle.text(lang),
        children: html! { <>{ muted(IdentityText::LooksWhy.text(lang).into()) }{ list }</> }
    }))
}
