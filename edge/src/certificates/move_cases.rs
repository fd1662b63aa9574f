//! `certificates.move_cases`: moves cases exactly as the preview showed them, or none. Its messages wait until it cannot be
//! undone any more.

use shared::certificates::api::{ConfirmMove, MoveSummary};
use shared::certificates::case::Deed;
use shared::error::ErrorCode;
use shared::id::EnrolmentId;

use super::ledger::CaseLedger;
use super::moves;
use super::preview_move::{check_count, words};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn move_cases(context: &Context, Registrar(member): Registrar, request: ConfirmMove) -> Outcome<MoveSummary> {
    check_count(request.cases.len())?;
    let (reason, note) = words(request.target, &request.reason, &request.note)?;
    let (id, origin) = moves::begin(context, member.id, Deed::Went(request.target))?;
    let ids: Vec<EnrolmentId> = request.cases.iter().map(|(id, _)| *id).collect();
    let mut ledger = CaseLedger::open(context, origin, &ids)?;
    for (case, version) in &request.cases {
        let seen = ledger.case(*case).is_some_and(|state| state.version == *version);
        // Somebody was first, or it would not move any more: the preview has to be looked at again.
        if !seen || ledger.go(*case, request.target, &reason, &note)?.is_err() {
            return Err(ErrorCode::PreviewOutdated.into());
        }
    }
    let made = moves::finish(context, id, &ledger.write()?, 0)?;
    let detail = serde_json::json!({ "target": request.target, "cases": ids });
    audit::record(context, &member.actor(), "certificates.move_cases", Some(("move", id.0)), &detail)?;
    Ok(made)
}
