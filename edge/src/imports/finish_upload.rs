//! `imports.finish_upload`: all rows are here, the portal compares them with what it knows.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::imports::ImportState;
use shared::imports::api::{FinishUploadRequest, ImportSummary, MAX_SKIPPED};

use super::head::Head;
use super::summary::summary_of;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Asked again after it was done, it says how far the work has got.
pub fn finish_upload(context: &Context, _caller: Registrar, request: FinishUploadRequest) -> Outcome<ImportSummary> {
    if request.skipped.len() > MAX_SKIPPED {
        let mut errors = FieldErrors::default();
        errors.push("skipped", FieldCode::OutOfRange);
        return Err(errors.into());
    }
    let head = Head::of(context, request.id)?;
    if matches!(head.state, ImportState::Planning | ImportState::Ready) {
        return summary_of(context, request.id);
    }
    let head = Head::with_rows(context, request.id, ImportState::may_upload)?;
    if summary_of(context, request.id)?.uploaded_rows != head.total_rows {
        return Err(ErrorCode::ImportNotReady.into());
    }
    head.enter(context, ImportState::Planning, 0)?;
    context.sql.run(
        "update imports set skipped = ?2 where id = ?1",
        params![request.id, serde_json::to_string(&request.skipped)?],
    )?;
    summary_of(context, request.id)
}
