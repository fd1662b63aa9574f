//! A heading of the staff console with what can be done there.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ToolbarProps {
    pub title: AttrValue,
    /// Buttons.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Toolbar(props: &ToolbarProps) -> Html {
    html! {
        <div class="toolbar">
            <h1>{ &props.title }</h1>
            <div class="btn-row">{ props.children.clone() }</div>
        </div>
    }
}
