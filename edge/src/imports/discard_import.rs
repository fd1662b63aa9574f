//! `imports.discard_import`: thrown away before anything was imported.

use shared::error::ErrorCode;
use shared::imports::ImportState;
use shared::imports::api::{ImportRequest, ImportSummary};

use super::head::Head;
use super::summary::summary_of;
use super::work;
use crate::institution::audit;
use crate::institution::callers::{Registrar, StaffMember};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// The staged rows expire at once: the alarm deletes them piece by piece.
pub fn discard_import(context: &Context, caller: Registrar, request: ImportRequest) -> Outcome<ImportSummary> {
    let head = Head::of(context, request.id)?;
    if !head.state.may_discard(head.is_in()) {
        return Err(ErrorCode::ImportNotReady.into());
    }
    discard(context, &caller.0, &head)?;
    summary_of(context, request.id)
}

/// Throws an import away that may be discarded.
pub fn discard(context: &Context, member: &StaffMember, head: &Head) -> Outcome<()> {
    head.leave(context, ImportState::Discarded)?;
    work::expire_now(context, head.id)?;
    let subject = Some(("import", head.id.0));
    audit::record(context, &member.actor(), "imports.discard_import", subject, &serde_json::json!({}))
}
