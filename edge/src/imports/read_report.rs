//! `imports.read_report`: every row of the file and what became of it, with whole document numbers; audited.

use shared::imports::ImportKind;
use shared::imports::api::ListImportRowsRequest;
use shared::lists::check::check;
use shared::page::Page;
use shared::roster::columns::Column;
use shared::roster::report::ReportRow;
use shared::roster::row::RawRow;

use super::head::Head;
use super::list_import_rows::page_of;
use super::reading::Reader;
use super::staged::StagedRow;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

const PAGE: usize = 500;

pub fn read_report(context: &Context, caller: Registrar, request: ListImportRowsRequest) -> Outcome<Page<ReportRow>> {
    let head = Head::of(context, request.id)?;
    let (rows, next) = page_of(context, &request, PAGE)?;
    let items = if head.kind.is_list() {
        rows.iter().map(|row| list_row(context, head.kind, row)).collect::<Outcome<_>>()?
    } else {
        let reader = Reader::new(context, request.id)?;
        rows.iter().map(|row| report_row(context, &reader, row)).collect::<Outcome<_>>()?
    };
    let detail = serde_json::json!({ "after": request.after, "fate": request.fate, "rows": rows.len() });
    audit::record(context, &caller.0.actor(), "imports.read_report", Some(("import", request.id.0)), &detail)?;
    Ok(Page { items, next })
}

/// Values as they were understood; as they stand in the file where they were not.
fn report_row(context: &Context, reader: &Reader, row: &StagedRow) -> Outcome<ReportRow> {
    let raw = row.raw(context)?;
    let mut report = as_written(context, row, &raw)?;
    if let Some((values, _)) = reader.read(&raw)?.row {
        report.name = values.name.to_string();
        values.document.number().clone_into(&mut report.document_number);
        report.course = values.course;
        values.kind.label().clone_into(&mut report.kind);
        report.class = values.class;
    }
    Ok(report)
}

/// The same of a list: what it calls the operation stands where a roster has the course.
fn list_row(context: &Context, kind: ImportKind, row: &StagedRow) -> Outcome<ReportRow> {
    let raw = row.raw(context)?;
    let mut report = as_written(context, row, &raw)?;
    raw.text(Column::Operation).clone_into(&mut report.course);
    if let Some(values) = check(kind, &raw).row {
        report.name = values.name.to_string();
        values.document.number().clone_into(&mut report.document_number);
        report.course = values.operation.unwrap_or_default();
        report.class = values.class.unwrap_or_default();
    }
    Ok(report)
}

fn as_written(context: &Context, row: &StagedRow, raw: &RawRow) -> Outcome<ReportRow> {
    let notes = row.notes(context)?;
    let text = |column| raw.text(column).to_owned();
    Ok(ReportRow {
        row_no: row.row_no,
        name: text(Column::Name),
        document_number: text(Column::DocumentNumber),
        course: text(Column::Course),
        kind: text(Column::Kind),
        class: text(Column::Class),
        fate: row.fate,
        repeats_row: row.repeats_row,
        changes: notes.changes,
        problems: notes.problems,
    })
}
