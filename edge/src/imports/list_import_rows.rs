//! `imports.list_import_rows`: the staged rows in the order of the file, all or those with one fate.

use shared::identity::document::masked_text;
use shared::imports::RowFate;
use shared::imports::api::{ImportRow, ListImportRowsRequest};
use shared::page::Page;
use shared::roster::columns::Column;

use super::head::Head;
use super::staged::{StagedRow, is_more, rows_after, rows_with_fate_after};
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

const PAGE: usize = 100;

pub fn list_import_rows(
    context: &Context,
    _caller: Registrar,
    request: ListImportRowsRequest,
) -> Outcome<Page<ImportRow>> {
    Head::of(context, request.id)?;
    let (rows, next) = page_of(context, &request, PAGE)?;
    let items = rows.iter().map(|row| Ok(covered(row.shown(context)?))).collect::<Outcome<_>>()?;
    Ok(Page { items, next })
}

/// What is in needs no checking against the file any more: its document number is masked as everywhere else. The report has
/// it whole and is audited.
fn covered(mut row: ImportRow) -> ImportRow {
    if !matches!(row.fate, RowFate::Added | RowFate::Changed | RowFate::Undone) {
        return row;
    }
    // A certificate's number holds the document's (domain.md D4).
    for column in [Column::DocumentNumber, Column::CertificateNumber] {
        let masked = masked_text(row.raw.text(column));
        if !masked.is_empty() {
            row.raw = row.raw.corrected(column, &masked);
        }
        row.normalised.retain(|note| note.column != column);
    }
    row
}

/// One page of rows, and the cursor of the next.
pub fn page_of(
    context: &Context,
    request: &ListImportRowsRequest,
    size: usize,
) -> Outcome<(Vec<StagedRow>, Option<String>)> {
    let after = super::read_cursor(request.after.as_deref())?.unwrap_or(0);
    let most = i64::try_from(size).unwrap_or(i64::MAX);
    let rows = match request.fate {
        Some(fate) => rows_with_fate_after(context, request.id, fate, after, most)?,
        None => rows_after(context, request.id, after, most)?,
    };
    let next = match rows.last() {
        Some(last) if is_more(context, request.id, request.fate, last.row_no)? => Some(last.row_no.to_string()),
        _ => None,
    };
    Ok((rows, next))
}
