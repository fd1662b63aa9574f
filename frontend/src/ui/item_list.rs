//! A list of things that happened: payments, history, who looked.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ItemListProps {
    pub children: Html,
}

#[component]
pub fn ItemList(props: &ItemListProps) -> Html {
    html! { <ul class="items">{ props.children.clone() }</ul> }
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

#[component]
pub fn Item(props: &ItemProps) -> Html {
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
