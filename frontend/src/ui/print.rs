//! What goes to the printer: slips that are never torn over two sheets of paper, and lists to be signed.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct PrintSheetProps {
    pub children: Html,
}

#[component]
pub fn PrintSheet(props: &PrintSheetProps) -> Html {
    html! { <div class="slips">{ props.children.clone() }</div> }
}

#[derive(Clone, PartialEq, Properties)]
pub struct PrintSlipProps {
    pub title: AttrValue,
    /// Who gives it out.
    pub owner: AttrValue,
    pub picture: Html,
    pub children: Html,
}

#[component]
pub fn PrintSlip(props: &PrintSlipProps) -> Html {
    html! {
        <section class="slip">
            <h2 class="slip-head">
                <span>{ &props.title }</span>
                <span class="small">{ &props.owner }</span>
            </h2>
            <div class="slip-body">
                <div class="slip-text stack-s">{ props.children.clone() }</div>
                { props.picture.clone() }
            </div>
        </section>
    }
}

/// A column of a printed list, and how much of the paper it gets.
#[derive(Clone, Debug, PartialEq)]
pub struct PrintColumn {
    pub title: AttrValue,
    pub kind: PrintColumnKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintColumnKind {
    Text,
    /// Names and numbers: never broken.
    Whole,
    /// Whatever staff have typed without a space: broken anywhere.
    Code,
    /// Written into by hand.
    Signature,
    Day,
}

impl PrintColumnKind {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Text => None,
            Self::Whole => Some("print-whole"),
            Self::Code => Some("print-code"),
            Self::Signature => Some("print-sign"),
            Self::Day => Some("print-day"),
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct PrintListProps {
    pub title: AttrValue,
    /// Who gives it out, and when.
    pub owner: AttrValue,
    pub columns: Vec<PrintColumn>,
    /// One for each column; an empty cell is written into by hand.
    pub rows: Vec<Vec<Html>>,
}

/// A list with room to sign. The head is repeated on every sheet of paper.
#[component]
pub fn PrintList(props: &PrintListProps) -> Html {
    html! {
        // Wide as the paper: on a narrow screen it scrolls, by keyboard too.
        <section class="card print-list" tabindex="0" aria-label={props.title.clone()}>
            <h2 class="slip-head">
                <span>{ &props.title }</span>
                <span class="small">{ &props.owner }</span>
            </h2>
            <table class="print-table">
                <thead>
                    <tr>{ for props.columns.iter().map(|column| html! {
                        <th scope="col" class={column.kind.class()}>{ &column.title }</th>
                    }) }</tr>
                </thead>
                <tbody>
                    { for props.rows.iter().map(|row| html! {
                        <tr>{ for props.columns.iter().zip(row).map(|(column, cell)| html! {
                            <td class={column.kind.class()}>{ cell.clone() }</td>
                        }) }</tr>
                    }) }
                </tbody>
            </table>
        </section>
    }
}
