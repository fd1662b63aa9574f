//! Who in a class lacks what.

use shared::items::api::MissingRow;
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use super::words::state_tag;
use crate::i18n::items::{self, StaffItemText};
use crate::i18n::staff::TraineeText;
use crate::staff::StaffRoute;
use crate::ui::{Column, Lines, Row, Table, TagKind, tag, tags, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct MissingTableProps {
    pub lang: Lang,
    pub rows: Vec<MissingRow>,
}

#[component]
pub fn MissingTable(props: &MissingTableProps) -> Html {
    let lang = props.lang;
    let columns = vec![
        Column::text(TraineeText::Name.text(lang)),
        Column::text(TraineeText::Document.text(lang)),
        Column::text(TraineeText::Phone.text(lang)),
        Column::text(StaffItemText::Missing.text(lang)),
    ];
    let rows: Vec<Row> = props.rows.iter().map(|row| missing_row(lang, row)).collect();
    html! { <Table caption={StaffItemText::Missing.text(lang)} {columns} {rows} /> }
}

fn missing_row(lang: Lang, row: &MissingRow) -> Row {
    let reach = if row.bound {
        unbroken(&row.phone)
    } else {
        html! { <Lines>{ unbroken(&row.phone) }{ tag(TagKind::Act, StaffItemText::NotBound.text(lang)) }</Lines> }
    };
    let lacks = row
        .items
        .iter()
        .map(|item| tags(vec![html! { <span>{ items::kind(lang, item.kind) }</span> }, state_tag(lang, &item.state)]));
    let cells =
        vec![html! { &row.name }, unbroken(&row.document_masked), reach, html! { <Lines>{ for lacks }</Lines> }];
    Row::new(row.enrolment_id, cells).linked(StaffRoute::Enrolment { id: row.enrolment_id }.to_path())
}
