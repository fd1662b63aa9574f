//! A long list inside something short: scrolls by keyboard too.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct ScrollAreaProps {
    /// What is in it, for screen readers.
    pub label: AttrValue,
    pub children: Html,
}

#[component]
pub fn ScrollArea(props: &ScrollAreaProps) -> Html {
    html! {
        <div class="scroll-area" tabindex="0" role="group" aria-label={props.label.clone()}>{ props.children.clone() }</div>
    }
}
