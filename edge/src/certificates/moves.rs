//! Moves that staff confirmed, as the database has them.

use shared::certificates::api::MoveSummary;
use shared::id::{EnrolmentId, MoveId};

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const COLUMNS: &str = "json_object('id', m.id, 'staff_id', m.staff_id, 'staff', p.name, 'at', m.at,
  'undo_until', m.undo_until, 'undone_at', m.undone_at, 'target', json(m.target), 'cases', m.cases)";

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
