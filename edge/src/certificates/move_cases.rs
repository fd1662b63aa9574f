//! `certificates.move_cases`: moves cases exactly as the preview showed them, or none. Its messages wait until it cannot be
//! undone any more.

use shared::certificates::api::{ConfirmMove, MoveSummary, UNDO_SECONDS};
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, MoveId};

use super::ledger::{CaseLedger, Origin};
use super::moves;
use super::preview_move::{check_count, words};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

pub fn move_cases(context: &Context, Registrar(member): Registrar, request: ConfirmMove) -> Outcome<MoveSummary> {
    check_count(request.cases.len())?;
    let (reason, note) = words(request.target, &request.reason, &request.note)?;
    let undo_until = context.now.plus_seconds(UNDO_SECONDS);
    let target = serde_json::to_string(&request.target)?;
    let id = MoveId(context.sql.insert(
        "insert into moves (staff_id, at, undo_until, target, cases) values (?1, ?2, ?3, ?4, 0) returning id",
        params![member.id, context.now, undo_until, &target],
    )?);
    let ids: Vec<EnrolmentId> = request.cases.iter().map(|(id, _)| *id).collect();
    let origin = Origin { staff: Some(member.id), move_id: Some(id), import_id: None, tell_at: Some(undo_until) };
    let mut ledger = CaseLedger::open(context, origin, &ids)?;
    for (case, version) in &request.cases {
        let seen = ledger.case(*case).is_some_and(|state| state.version == *version);
        // Somebody was first, or it would not move any more: the preview has to be looked at again.
        if !seen || ledger.go(*case, request.target, &reason, &note)?.is_err() {
            return Err(ErrorCode::PreviewOutdated.into());
        }
    }
    let written = ledger.write()?;
    let effects = written
        .iter()
        .map(|written| Ok((written.id, serde_json::to_string(&written.before)?, written.version_after)))
        .collect::<Outcome<Vec<_>>>()?;
    context.sql.run(
        "insert into move_effects (move_id, enrolment_id, before, version_after)
         select ?1, value ->> 0, value ->> 1, value ->> 2 from json_each(?2)",
        params![id, serde_json::to_string(&effects)?],
    )?;
    context.sql.run(
        "update moves set cases = ?2 where id = ?1",
        params![id, i64::try_from(written.len()).unwrap_or(i64::MAX)],
    )?;
    let detail = serde_json::json!({ "target": request.target, "cases": ids });
    audit::record(context, &member.actor(), "certificates.move_cases", Some(("move", id.0)), &detail)?;
    moves::one(context, id)?.ok_or_else(|| Failure::broken("a move that was made is not there"))
}
