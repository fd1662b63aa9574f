//! A table of the staff console. On a narrow screen each row becomes a block, its cells labelled by their columns.

use yew::prelude::*;

use super::link::Anchor;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    pub title: AttrValue,
    /// Amounts and counts: aligned at their end.
    pub numeric: bool,
}

impl Column {
    pub fn text(title: impl Into<AttrValue>) -> Self {
        Self { title: title.into(), numeric: false }
    }

    pub fn number(title: impl Into<AttrValue>) -> Self {
        Self { title: title.into(), numeric: true }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: AttrValue,
    /// One for each column.
    pub cells: Vec<Html>,
    /// The first cell becomes a link to it.
    pub href: Option<AttrValue>,
    /// Something is wrong in this row.
    pub marked: bool,
}

impl Row {
    pub fn new(key: impl ToString, cells: Vec<Html>) -> Self {
        Self { key: key.to_string().into(), cells, href: None, marked: false }
    }

    #[must_use]
    pub fn linked(mut self, href: impl Into<AttrValue>) -> Self {
        self.href = Some(href.into());
        self
    }

    #[must_use]
    pub fn marked(mut self, marked: bool) -> Self {
        self.marked = marked;
        self
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TableProps {
    /// Said by screen readers; shown nowhere else.
    pub caption: AttrValue,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// The rows are being replaced.
    #[prop_or_default]
    pub busy: bool,
    /// Only an example of what there is: on a phone, where a row is a block, the first two are enough.
    #[prop_or_default]
    pub sample: bool,
}

#[component]
pub fn Table(props: &TableProps) -> Html {
    html! {
        // A wide table scrolls inside its frame: by keyboard too.
        <div class="table-frame" tabindex="0" role="group" aria-label={props.caption.clone()}>
            <table class={classes!("table", props.sample.then_some("table-sample"))} aria-busy={props.busy.then_some("true")}>
                <caption class="hidden-text">{ &props.caption }</caption>
                <thead>
                    <tr>{ for props.columns.iter().map(|column| html! {
                        <th scope="col" class={column.numeric.then_some("num")}>{ &column.title }</th>
                    }) }</tr>
                </thead>
                <tbody>{ for props.rows.iter().map(|row| table_row(&props.columns, row)) }</tbody>
            </table>
        </div>
    }
}

fn table_row(columns: &[Column], row: &Row) -> Html {
    let cells = columns.iter().zip(&row.cells).enumerate().map(|(index, (column, cell))| {
        let content = match &row.href {
            Some(href) if index == 0 => html! { <Anchor href={href.clone()}>{ cell.clone() }</Anchor> },
            _ => cell.clone(),
        };
        html! { <td class={column.numeric.then_some("num")} data-label={column.title.clone()}>{ content }</td> }
    });
    html! { <tr key={row.key.as_str()} class={row.marked.then_some("marked")}>{ for cells }</tr> }
}
