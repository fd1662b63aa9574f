//! A list of things that happened: payments, history, who looked.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ItemListProps {
    pub children: Html,
}

pub fn item_list(props: &ItemListProps) -> Html {
    html! { <ul class="items">{ props.children.clone() }</ul> }
}

/// [`item_list`] as a component.
#[component]
pub fn ItemList(props: &ItemListProps) -> Html {
    item_list(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ItemProps {
    pub title: Html,
    /// When, or how much: stands at the end of the first line.
    #[prop_or_default]
    pub aside: Html,
    /// Lines under the first.
    #[prop_or_default]
    pub children: Html,
}

pub fn item(props: &ItemProps) -> Html {
    html! {
        <li>
            <p class="item-head">
                <span>{ props.title.clone() }</span>
                <span class="muted">{ props.aside.clone() }</span>
            </p>
            { props.children.clone() }
        </li>
    }
}

/// [`item`] as a component.
#[component]
pub fn Item(props: &ItemProps) -> Html {
    item(props)
}
