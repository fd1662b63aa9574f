//! Something to open: works without scripts.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DisclosureProps {
    pub summary: AttrValue,
    /// Open from the start.
    #[prop_or_default]
    pub open: bool,
    pub children: Html,
}

pub fn disclosure(props: &DisclosureProps) -> Html {
    html! {
        <details open={props.open}>
            <summary>{ &props.summary }</summary>
            <div class="stack">{ props.children.clone() }</div>
        </details>
    }
}

/// [`disclosure`] as a component.
#[component]
pub fn Disclosure(props: &DisclosureProps) -> Html {
    disclosure(props)
}
