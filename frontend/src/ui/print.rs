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
    /// Text under a heading of one word, which is not broken where nobody has anything below it.
    Word,
    /// Names and numbers: never broken.
    Whole,
    /// Whatever staff have typed without a space: broken anywhere.
    Code,
    /// Written into by hand.
    Signature,
    Day,
}

impl PrintColumnKind {
    const fn head_class(self) -> Option<&'static str> {
        match self {
            Self::Word => Some("print-whole"),
            _ => self.class(),
        }
    }

    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Text | Self::Word => None,
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
            { print_table(&props.columns, &props.rows, "print-table") }
        </section>
    }
}

fn print_table(columns: &[PrintColumn], rows: &[Vec<Html>], class: &'static str) -> Html {
    html! {
        <table {class}>
            <thead>
                <tr>{ for columns.iter().map(|column| html! {
                    <th scope="col" class={column.kind.head_class()}>{ &column.title }</th>
                }) }</tr>
            </thead>
            <tbody>
                { for rows.iter().map(|row| html! {
                    <tr>{ for columns.iter().zip(row).map(|(column, cell)| html! {
                        <td class={column.kind.class()}>{ cell.clone() }</td>
                    }) }</tr>
                }) }
            </tbody>
        </table>
    }
}

/// A table of a printed report.
#[derive(Clone, PartialEq)]
pub struct PrintTable {
    /// Absent for the only one.
    pub title: Option<AttrValue>,
    pub columns: Vec<PrintColumn>,
    /// One for each column.
    pub rows: Vec<Vec<Html>>,
}

#[derive(Clone, PartialEq, Properties)]
pub struct PrintReportProps {
    pub title: AttrValue,
    /// Who gives it out.
    pub owner: AttrValue,
    /// What it is about: label and value.
    pub facts: Vec<(AttrValue, Html)>,
    pub tables: Vec<PrintTable>,
    /// How it is to be read, in small print.
    pub notes: Vec<AttrValue>,
    /// Each with a line to write on, or room for a seal.
    pub signatures: Vec<AttrValue>,
}

/// A report on paper: what it is about, its tables, and room for signatures and the seal at its end.
#[component]
pub fn PrintReport(props: &PrintReportProps) -> Html {
    html! {
        // Wide as the paper: on a narrow screen it scrolls, by keyboard too.
        <section class="card print-list print-report" tabindex="0" aria-label={props.title.clone()}>
            <h2 class="slip-head">
                <span>{ &props.title }</span>
                <span class="small">{ &props.owner }</span>
            </h2>
            <dl class="print-facts">
                { for props.facts.iter().map(|(label, value)| html! {
                    <div class="print-fact">
                        <dt>{ label }</dt>
                        <dd>{ value.clone() }</dd>
                    </div>
                }) }
            </dl>
            { for props.tables.iter().map(|table| html! {
                <>
                    if let Some(title) = &table.title {
                        <h3 class="print-title">{ title }</h3>
                    }
                    { print_table(&table.columns, &table.rows, "print-table print-dense") }
                </>
            }) }
            <div class="print-end">
                { for props.notes.iter().map(|note| html! { <p class="small">{ note }</p> }) }
                <div class="print-signatures">
                    { for props.signatures.iter().map(|label| html! { <p>{ label }</p> }) }
                </div>
            </div>
        </section>
    }
}
