//! Imports, newest first.

use shared::imports::RowFate;
use shared::imports::api::ImportSummary;
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use super::outcome::state_tag;
use crate::i18n::import::{self, ImportText};
use crate::staff::StaffRoute;
use crate::ui::{Column, Row, Table, moment};

#[derive(Clone, PartialEq, Properties)]
pub struct ImportTableProps {
    pub lang: Lang,
    pub imports: Vec<ImportSummary>,
}

#[component]
pub fn ImportTable(props: &ImportTableProps) -> Html {
    let lang = props.lang;
    let columns = vec![
        Column::text(ImportText::File.text(lang)),
        Column::text(ImportText::KindShort.text(lang)),
        Column::text(ImportText::State.text(lang)),
        Column::number(ImportText::Rows.text(lang)),
        Column::number(ImportText::Problems.text(lang)),
        Column::text(ImportText::StartedBy.text(lang)),
        Column::text(ImportText::StartedAt.text(lang)),
    ];
    let row = |import: &ImportSummary| {
        let cells = vec![
            html! { &import.file_name },
            html! { import::kind(lang, import.kind) },
            state_tag(lang, import.state),
            html! { import.total_rows },
            html! { import.count(RowFate::Problem) },
            html! { &import.started_by },
            moment(import.created_at),
        ];
        Row::new(import.id, cells).linked(StaffRoute::Import { id: import.id }.to_path())
    };
    let rows: Vec<Row> = props.imports.iter().map(row).collect();
    html! { <Table caption={ImportText::Title.text(lang)} {columns} {rows} /> }
}
