//! Label and value, one pair a line; the value drops under the label when there is no room.

use yew::prelude::*;
use yew::props;

use super::link::{AnchorProps, anchor};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CellListProps {
    pub children: Html,
}

pub fn cell_list(props: &CellListProps) -> Html {
    html! { <dl class="cells">{ props.children.clone() }</dl> }
}

/// [`cell_list`] as a component.
#[component]
pub fn CellList(props: &CellListProps) -> Html {
    cell_list(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CellProps {
    pub label: AttrValue,
    /// The value.
    pub children: Html,
}

pub fn cell(props: &CellProps) -> Html {
    html! {
        <div class="cell">
            <dt class="cell-label">{ &props.label }</dt>
            <dd class="cell-value">{ props.children.clone() }</dd>
        </div>
    }
}

/// [`cell`] as a component.
#[component]
pub fn Cell(props: &CellProps) -> Html {
    cell(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CellLinkProps {
    pub href: AttrValue,
    pub children: Html,
}

/// The last line of a card: leads to the same thing in full.
pub fn cell_link(props: &CellLinkProps) -> Html {
    let children = html! { <span>{ props.children.clone() }</span> };
    anchor(&props!(AnchorProps { href: props.href.clone(), class: "cell-link", children }))
}

/// [`cell_link`] as a component.
#[component]
pub fn CellLink(props: &CellLinkProps) -> Html {
    cell_link(props)
}
