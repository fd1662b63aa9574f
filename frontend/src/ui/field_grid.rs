//! Short fields side by side where there is room.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct FieldGridProps {
    pub children: Html,
}

#[component]
pub fn FieldGrid(props: &FieldGridProps) -> Html {
    html! { <div class="field-grid">{ props.children.clone() }</div> }
}
