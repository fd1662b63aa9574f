//! What can be done with what is selected: stays at the lower edge of the window, so that rows do not move under the finger.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ActionBarProps {
    /// Said by screen readers.
    pub label: AttrValue,
    pub children: Html,
}

#[component]
pub fn ActionBar(props: &ActionBarProps) -> Html {
    html! {
        <section class="card action-bar" aria-label={props.label.clone()}>{ props.children.clone() }</section>
    }
}
