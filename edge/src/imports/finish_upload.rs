//! `imports.finish_upload`: all rows are here, the portal compares them with what it knows.

use shared::error::ErrorCode;
use shared::imports::ImportState;
use shared::imports::api::{ImportRequest, ImportSummary};

use super::head::Head;
use super::summary::summary_of;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Asked again after it was done, it says how far the work has got.
pub fn finish_upload(context: &Context, _caller: Registrar, request: ImportRequest) -> Outcome<ImportSummary> {
    let head = Head::of(context, request.id)?;
    if matches!(head.state, ImportState::Planning | ImportState::Ready) {
        return summary_of(context, request.id);
    }
    let head = Head::with_rows(context, request.id, ImportState::may_upload)?;
    if summary_of(context, request.id)?.uploaded_rows != head.total_rows {
        return Err(ErrorCode::ImportNotReady.into());
    }
    head.enter(context, ImportState::Planning, 0)?;
    summary_of(context, request.id)
}
