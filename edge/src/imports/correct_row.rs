//! `imports.correct_row`: the cells of a row are replaced, and it is compared anew with all it may touch.

use std::collections::BTreeSet;

use serde::Deserialize;
use shared::courses::CourseKind;
use shared::error::ErrorCode;
use shared::id::ImportId;
use shared::imports::api::{CorrectRowRequest, ImportRow};
use shared::imports::{ImportState, RowFate};

use super::head::Head;
use super::planning::plan_rows_of;
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
    let named_before = name_of(context, head.id, row_no)?;
    context.sql.run(
        "update import_rows set raw = w.value ->> 1, course_name = w.value ->> 2, kind = w.value ->> 3
         from json_each(?2) w where import_rows.import_id = ?1 and import_rows.row_no = w.value ->> 0",
        params![head.id, sealed(context, head.kind, &[request.raw])?],
    )?;
    // Once by itself, which gives it its new indexes; then again with those that shared the old or share the new ones.
    plan_rows_of(context, &head, &rows_numbered(context, head.id, &BTreeSet::from([row_no]))?)?;
    let after = row_of(context, head.id, row_no)?.ok_or(ErrorCode::NotFound)?;
    let neighbours = neighbours(context, head.id, &before, &after)?;
    plan_rows_of(context, &head, &rows_numbered(context, head.id, &neighbours)?)?;
    head.count_preview(context)?;
    let named_after = name_of(context, head.id, row_no)?;
    // Short names find the full ones that the file names: with another set of names other rows may mean other courses.
    if (&named_before.course, named_before.kind) != (&named_after.course, named_after.kind)
        && (named_before.is_only_here() || named_after.is_only_here())
    {
        head.plan_again(context)?;
    }
    row_of(context, head.id, row_no)?.ok_or(ErrorCode::NotFound)?.shown(context)
}

/// The course that a row names, if it is good by itself, and in how many rows of the file it stands.
#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Name {
    course: Option<String>,
    kind: Option<CourseKind>,
    rows: i64,
}

impl Name {
    const fn is_only_here(&self) -> bool {
        self.course.is_some() && self.rows == 1
    }
}

fn name_of(context: &Context, import: ImportId, row_no: u32) -> Outcome<Name> {
    Ok(context.sql.one(
        "select json_object('course', r.course_name, 'kind', r.kind, 'rows', (select count(*) from (
           select 1 from import_rows o where o.import_id = r.import_id and o.course_name = r.course_name and o.kind = r.kind
           limit 2)))
         from import_rows r where r.import_id = ?1 and r.row_no = ?2",
        params![import, i64::from(row_no)],
    )?)
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
