//! `imports.upload_rows`: some rows arrive, sealed one by one. Sending a row again replaces it.

use std::collections::BTreeSet;

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::imports::api::{ImportSummary, MAX_ROWS_PER_UPLOAD, UploadRowsRequest};
use shared::imports::{ImportState, RowFate};
use shared::roster::row::RawRow;

use super::counts::CountChanges;
use super::head::Head;
use super::staged::sealed;
use super::summary::summary_of;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn upload_rows(context: &Context, _caller: Registrar, request: UploadRowsRequest) -> Outcome<ImportSummary> {
    let head = Head::with_rows(context, request.id, ImportState::may_upload)?;
    if request.rows.len() > MAX_ROWS_PER_UPLOAD {
        return Err(ErrorCode::TooLarge.into());
    }
    let numbers: BTreeSet<u32> = request.rows.iter().map(RawRow::row_no).collect();
    if numbers.is_empty() || numbers.len() != request.rows.len() {
        return Err(invalid(FieldCode::Inconsistent));
    }
    let known: i64 = context.sql.one(
        "select count(*) from import_rows where import_id = ?1 and row_no in (select value from json_each(?2))",
        params![head.id, serde_json::to_string(&numbers)?],
    )?;
    context.sql.run(
        "insert into import_rows (import_id, row_no, raw, course_name, kind)
         select ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?2) where true
         on conflict (import_id, row_no) do update set raw = excluded.raw, course_name = excluded.course_name,
           kind = excluded.kind",
        params![head.id, sealed(context, head.kind, &request.rows)?],
    )?;
    let mut counts = CountChanges::default();
    counts.arrived(RowFate::Pending, i64::try_from(request.rows.len()).unwrap_or(i64::MAX) - known);
    counts.write(context, head.id)?;
    let summary = summary_of(context, head.id)?;
    if summary.uploaded_rows > head.total_rows {
        return Err(invalid(FieldCode::OutOfRange));
    }
    Ok(summary)
}

fn invalid(code: FieldCode) -> crate::institution::failure::Failure {
    let mut errors = FieldErrors::default();
    errors.push("rows", code);
    errors.into()
}
