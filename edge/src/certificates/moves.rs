//! Moves that staff made, as the database has them: of cases at the board, and of results and certificates that were typed.

use shared::certificates::api::{MoveSummary, UNDO_SECONDS};
use shared::certificates::case::Deed;
use shared::id::{EnrolmentId, MoveId, StaffId};

use super::ledger::{Origin, Written};
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

const COLUMNS: &str = "json_object('id', m.id, 'staff_id', m.staff_id, 'staff', p.name, 'at', m.at,
  'undo_until', m.undo_until, 'undone_at', m.undone_at, 'did', json(m.did), 'cases', m.cases)";

/// Begins a move: what is done under this origin can be undone, and is told once it cannot be.
pub fn begin(context: &Context, staff: StaffId, did: Deed) -> Outcome<(MoveId, Origin)> {
    let undo_until = context.now.plus_seconds(UNDO_SECONDS);
    let id = MoveId(context.sql.insert(
        "insert into moves (staff_id, at, undo_until, did, cases) values (?1, ?2, ?3, ?4, 0) returning id",
        params![staff, context.now, undo_until, serde_json::to_string(&did)?],
    )?);
    Ok((id, Origin { staff: Some(staff), move_id: Some(id), import_id: None, tell_at: Some(undo_until) }))
}

/// Keeps what was there before. `besides`: things that were made and belong to no case.
pub fn finish(context: &Context, id: MoveId, written: &[Written], besides: usize) -> Outcome<MoveSummary> {
    let effects = written
        .iter()
        .map(|written| Ok((written.id, serde_json::to_string(&written.before)?, written.version_after)))
        .collect::<Outcome<Vec<_>>>()?;
    context.sql.run(
        "insert into move_effects (move_id, enrolment_id, before, version_after)
         select ?1, value ->> 0, value ->> 1, value ->> 2 from json_each(?2)",
        params![id, serde_json::to_string(&effects)?],
    )?;
    let cases = i64::try_from(written.len().saturating_add(besides)).unwrap_or(i64::MAX);
    context.sql.run("update moves set cases = ?2 where id = ?1", params![id, cases])?;
    one(context, id)?.ok_or_else(|| Failure::broken("a move that was made is not there"))
}

/// One move.
pub fn one(context: &Context, id: MoveId) -> Outcome<Option<MoveSummary>> {
    Ok(context.sql.row(
        &format!("select {COLUMNS} from moves m join staff p on p.id = m.staff_id where m.id = ?1"),
        params![id],
    )?)
}

/// Those that can still be undone, newest first.
pub fn undoable(context: &Context) -> Outcome<Vec<MoveSummary>> {
    Ok(context.sql.rows(
        &format!(
            "select {COLUMNS} from moves m join staff p on p.id = m.staff_id
             where m.undo_until > ?1 and m.undone_at is null order by m.undo_until desc limit 20"
        ),
        params![context.now],
    )?)
}

/// The same of one case.
pub fn undoable_of(context: &Context, case: EnrolmentId) -> Outcome<Vec<MoveSummary>> {
    Ok(context.sql.rows(
        &format!(
            "select {COLUMNS} from move_effects x join moves m on m.id = x.move_id join staff p on p.id = m.staff_id
             where x.enrolment_id = ?2 and m.undo_until > ?1 and m.undone_at is null order by m.undo_until desc limit 20"
        ),
        params![context.now, case],
    )?)
}
