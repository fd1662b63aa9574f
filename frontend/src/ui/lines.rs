//! Short things one below the other, close together: what happens to one row of a list.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct LinesProps {
    pub children: Html,
}

#[component]
pub fn Lines(props: &LinesProps) -> Html {
    html! { <div class="lines stack-s">{ props.children.clone() }</div> }
}
