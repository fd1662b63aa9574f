//! `certificates.undo_move`: within ten minutes a move is as if it had not been: cases, history, times and waiting messages,
//! and what was typed with it. A case or certificate that was changed since stays as it is, and is counted.

use shared::certificates::api::{MoveRef, MoveSummary};
use shared::certificates::case::Deed;
use shared::error::ErrorCode;
use shared::id::{CertificateId, EnrolmentId, MoveId};

use super::moves;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn undo_move(context: &Context, Registrar(member): Registrar, request: MoveRef) -> Outcome<MoveSummary> {
    let made = moves::one(context, request.id)?.ok_or(ErrorCode::NotFound)?;
    let marked = context.sql.changed(
        "update moves set undone_at = ?2 where id = ?1 and undone_at is null and undo_until > ?2 returning 1",
        params![request.id, context.now],
    )?;
    if marked == 0 {
        return Err(ErrorCode::UndoTooLate.into());
    }
    let restored: Vec<(EnrolmentId, i64)> = context.sql.returning(
        "update enrolments set stage = x.before ->> 'stage', outcome = x.before ->> 'outcome',
           since_at = x.before ->> 'since_at', clock_on = x.before ->> 'clock_on', ended_at = x.before ->> 'ended_at',
           round = x.before ->> 'round', shelf = x.before ->> 'shelf', handed_over = x.before ->> 'handed_over',
           hours_done = x.before ->> 'hours_done', authority_id = x.before ->> 'authority_id',
           version = enrolments.version + 1
         from move_effects x where x.move_id = ?1 and enrolments.id = x.enrolment_id and enrolments.version = x.version_after
           and not exists (select 1 from certificates c where c.move_id = x.move_id and c.version <> 1)
         returning json_array(id, version)",
        params![request.id],
    )?;
    rebase(context, &serde_json::to_string(&restored)?)?;
    let restored: Vec<EnrolmentId> = restored.into_iter().map(|(id, _)| id).collect();
    let cases = serde_json::to_string(&restored)?;
    context.sql.run(
        "update stage_estimates set stale = 1 where (pipeline, stage, authority_id) in (
           select pipeline, stage, authority_id from stage_spans where move_id = ?1)",
        params![request.id],
    )?;
    for statement in [
        "delete from stage_spans where move_id = ?1 and enrolment_id in (select value from json_each(?2))",
        "delete from enrolment_events where move_id = ?1 and enrolment_id in (select value from json_each(?2))",
        "delete from exam_results where move_id = ?1 and enrolment_id in (select value from json_each(?2))",
        "delete from outbox where move_id = ?1 and enrolment_id in (select value from json_each(?2))",
    ] {
        context.sql.run(statement, params![request.id, &cases])?;
    }
    let forgotten = forget_certificate(context, request.id, &cases)?;
    // A certificate is that of the only case, or of none.
    let undone = if made.did == Deed::Certified { forgotten } else { restored.len() };
    let kept = made.cases.saturating_sub(i64::try_from(undone).unwrap_or(i64::MAX));
    let detail = serde_json::json!({ "cases": restored, "kept": kept });
    audit::record(context, &member.actor(), "certificates.undo_move", Some(("move", request.id.0)), &detail)?;
    Ok(MoveSummary { undone_at: Some(context.now), kept, ..made })
}

/// The certificate that was typed goes, where it belongs to no case or to one that was restored; the one that it replaced
/// counts again, and is reminded of again from where its clock was stopped. Returns how many went.
fn forget_certificate(context: &Context, id: MoveId, cases: &str) -> Outcome<usize> {
    let gone: Vec<CertificateId> = context.sql.rows(
        "select id from certificates where move_id = ?1 and version = 1
           and (enrolment_id is null or enrolment_id in (select value from json_each(?2)))",
        params![id, cases],
    )?;
    let ids = serde_json::to_string(&gone)?;
    for statement in [
        "update reminders set state = 'waiting', at = null
         where state = 'void' and (certificate_id, at) in (select o.id, n.recorded_at from json_each(?1) w
           join certificates n on n.id = w.value join certificates o on o.replaced_by = n.id)",
        "update certificates set replaced_by = null, version = version + 1
         where replaced_by in (select value from json_each(?1))",
        "delete from reminders where certificate_id in (select value from json_each(?1))",
        "delete from certificates where id in (select value from json_each(?1))",
    ] {
        context.sql.run(statement, params![&ids])?;
    }
    Ok(gone.len())
}

/// Whatever saw the state that stands again (an import, an earlier move) stands on its new version: it can still be undone.
fn rebase(context: &Context, restored: &str) -> Outcome<()> {
    for statement in [
        "update import_effects set version_after = w.value ->> 1 from json_each(?1) w
         where import_effects.kind = 'enrolment' and import_effects.subject_id = w.value ->> 0
           and import_effects.version_after = (w.value ->> 1) - 2",
        "update move_effects set version_after = w.value ->> 1 from json_each(?1) w
         where move_effects.enrolment_id = w.value ->> 0 and move_effects.version_after = (w.value ->> 1) - 2",
    ] {
        context.sql.run(statement, params![restored])?;
    }
    Ok(())
}
