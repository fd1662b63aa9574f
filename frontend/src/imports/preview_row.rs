//! Rows of the preview: who, where, and what the row would change or what is wrong with it.

use shared::error::Problem;
use shared::imports::api::ImportRow;
use shared::imports::{ImportKind, RowFate};
use shared::lang::Lang;
use shared::roster::columns::Column as RosterColumn;
use shared::roster::row::RawRow;
use yew::prelude::*;

use super::change_words::change_lines;
use super::outcome::fate_tag;
use super::row_correction::RowCorrection;
use crate::i18n::import::{self, ImportText};
use crate::ui::{Column, Disclosure, Lines, Row, Table, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct PreviewRowsProps {
    pub lang: Lang,
    pub kind: ImportKind,
    pub rows: Vec<ImportRow>,
    pub may_correct: bool,
    pub correcting: Option<u32>,
    pub problem: Option<(Problem, u32)>,
    pub on_correct: Callback<RawRow>,
}

#[component]
pub fn PreviewRows(props: &PreviewRowsProps) -> Html {
    let lang = props.lang;
    let columns = vec![
        Column::number(ImportText::RowNo.text(lang)),
        Column::text(import::column(lang, RosterColumn::Name)),
        Column::text(import::column(lang, RosterColumn::DocumentNumber)),
        Column::text(import::column(lang, what_for(props.kind))),
        Column::text(import::column(lang, RosterColumn::Class)),
        Column::text(ImportText::WhatHappens.text(lang)),
    ];
    let rows: Vec<Row> = props.rows.iter().map(|row| preview_row(props, row)).collect();
    html! { <Table caption={ImportText::RowsTitle.text(lang)} {columns} {rows} /> }
}

/// A list calls the course by its operation.
const fn what_for(kind: ImportKind) -> RosterColumn {
    if kind.is_list() { RosterColumn::Operation } else { RosterColumn::Course }
}

fn preview_row(props: &PreviewRowsProps, row: &ImportRow) -> Row {
    let text = |column: RosterColumn| html! { row.raw.text(column).to_owned() };
    let course = format!("{} {}", row.raw.text(what_for(props.kind)), row.raw.text(RosterColumn::Kind));
    let cells = vec![
        html! { row.raw.row_no() },
        text(RosterColumn::Name),
        unbroken(row.raw.text(RosterColumn::DocumentNumber)),
        html! { course },
        unbroken(row.raw.text(RosterColumn::Class)),
        what_happens(props, row),
    ];
    Row::new(row.raw.row_no(), cells)
}

fn what_happens(props: &PreviewRowsProps, row: &ImportRow) -> Html {
    let lang = props.lang;
    let row_no = row.raw.row_no();
    let mut lines: Vec<String> = change_lines(lang, &row.changes).collect();
    if let Some(other) = row.repeats_row {
        lines.push(import::repeats(lang, other));
    }
    let noted: Vec<String> = row.normalised.iter().map(|note| import::normalised(lang, note)).collect();
    html! {
        <Lines>
            { fate_tag(lang, row.fate) }
            { for lines.into_iter().map(|line| html! { <p>{ line }</p> }) }
            if !row.problems.is_empty() {
                <RowCorrection
                    {lang}
                    row={row.clone()}
                    may_correct={props.may_correct && !is_settled(row.fate)}
                    pending={props.correcting == Some(row_no)}
                    problem={props.problem.clone().filter(|(_, of)| *of == row_no).map(|(problem, _)| problem)}
                    on_correct={props.on_correct.clone()}
                />
            }
            if !noted.is_empty() {
                <Disclosure summary={import::normalised_count(lang, noted.len())}>
                    { for noted.into_iter().map(|note| html! { <p>{ note }</p> }) }
                </Disclosure>
            }
        </Lines>
    }
}

/// What is in already is corrected at the trainee, not in the roster.
const fn is_settled(fate: RowFate) -> bool {
    matches!(fate, RowFate::Added | RowFate::Changed | RowFate::Undone)
}
