//! `imports.correct_row`: the cells of a row are replaced, and it is compared anew with all it may touch.

use std::collections::BTreeSet;

use shared::error::ErrorCode;
use shared::id::ImportId;
use shared::imports::api::{CorrectRowRequest, ImportRow};
use shared::imports::{ImportState, RowFate};

use super::head::Head;
use super::planning::plan_rows;
use super::staged::{StagedRow, row_of, rows_numbered, sealed};
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// More rows of one person than this are not compared again at once; the import looks at each before it writes.
const NEIGHBOURS: i64 = 200;

/// A row that is in already cannot be corrected here: its enrolment can.
pub fn correct_row(context: &Context, _caller: Registrar, request: CorrectRowRequest) -> Outcome<ImportRow> {
    let head = Head::with_rows(context, request.id, ImportState::may_correct)?;
    let row_no = request.raw.row_no();
    let before = row_of(context, head.id, row_no)?.ok_or(ErrorCode::NotFound)?;
    if matches!(before.fate, RowFate::Pending | RowFate::Added | RowFate::Changed | RowFate::Undone) {
        return Err(ErrorCode::ImportNotReady.into());
    }
    context.sql.run(
        "update import_rows set raw = w.value ->> 1, course_name = w.value ->> 2, kind = w.value ->> 3
         from json_each(?2) w where import_rows.import_id = ?1 and import_rows.row_no = w.value ->> 0",
        params![head.id, sealed(context, &[request.raw])?],
    )?;
    // Once by itself, which gives it its new indexes; then again with those that shared the old or share the new ones.
    plan_rows(context, head.id, &rows_numbered(context, head.id, &BTreeSet::from([row_no]))?)?;
    let after = row_of(context, head.id, row_no)?.ok_or(ErrorCode::NotFound)?;
    let neighbours = neighbours(context, head.id, &before, &after)?;
    plan_rows(context, head.id, &rows_numbered(context, head.id, &neighbours)?)?;
    row_of(context, head.id, row_no)?.ok_or(ErrorCode::NotFound)?.shown(context)
}

fn neighbours(context: &Context, import: ImportId, before: &StagedRow, after: &StagedRow) -> Outcome<BTreeSet<u32>> {
    let documents: BTreeSet<&String> = [&before.document_index, &after.document_index].into_iter().flatten().collect();
    let rows: Vec<u32> = context.sql.rows(
        "select row_no from import_rows indexed by import_rows_by_document
         where import_id = ?1 and document_index in (select value from json_each(?2))
           and fate in ('add', 'change', 'same', 'repeat', 'problem') order by row_no limit ?3",
        params![import, serde_json::to_string(&documents)?, NEIGHBOURS],
    )?;
    Ok(rows.into_iter().collect())
}
