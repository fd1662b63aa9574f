//! `imports.list_import_rows`: the staged rows in the order of the file, all or those with one fate.

use shared::imports::api::{ImportRow, ListImportRowsRequest};
use shared::page::Page;

use super::head::Head;
use super::staged::{StagedRow, rows_after, rows_with_fate_after};
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
    let items = rows.iter().map(|row| row.shown(context)).collect::<Outcome<_>>()?;
    Ok(Page { items, next })
}

/// One page of rows, and the cursor of the next.
pub fn page_of(
    context: &Context,
    request: &ListImportRowsRequest,
    size: usize,
) -> Outcome<(Vec<StagedRow>, Option<String>)> {
    let after = super::read_cursor(request.after.as_deref())?.unwrap_or(0);
    let most = i64::try_from(size).unwrap_or(i64::MAX).saturating_add(1);
    let mut rows = match request.fate {
        Some(fate) => rows_with_fate_after(context, request.id, fate, after, most)?,
        None => rows_after(context, request.id, after, most)?,
    };
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).map(|row| row.row_no.to_string());
    Ok((rows, next))
}
