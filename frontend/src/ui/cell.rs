//! Label and value, one pair a line; the value drops under the label when there is no room.

use yew::prelude::*;

use super::link::Anchor;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CellListProps {
    pub children: Html,
}

#[component]
pub fn CellList(props: &CellListProps) -> Html {
    html! { <dl class="cells">{ props.children.clone() }</dl> }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CellProps {
    pub label: AttrValue,
    /// The value.
    pub children: Html,
}

#[component]
pub fn Cell(props: &CellProps) -> Html {
    html! {
        <div class="cell">
            <dt class="cell-label">{ &props.label }</dt>
            <dd class="cell-value">{ props.children.clone() }</dd>
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CellLinkProps {
    pub href: AttrValue,
    pub children: Html,
}

/// The last line of a card: leads to the same thing in full.
#[component]
pub fn CellLink(props: &CellLinkProps) -> Html {
    html! { <Anchor href={props.href.clone()} class="cell-link"><span>{ props.children.clone() }</span></Anchor> }
}
