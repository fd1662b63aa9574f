//! `certificates.list_moves`: moves that can still be undone, of everybody or of one case.

use shared::certificates::api::{ListMovesRequest, UndoableMoves};

use super::moves;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn list_moves(context: &Context, _caller: AnyStaff, request: ListMovesRequest) -> Outcome<UndoableMoves> {
    let moves = match request.enrolment_id {
        None => moves::undoable(context)?,
        Some(case) => moves::undoable_of(context, case)?,
    };
    Ok(UndoableMoves { at: context.now, moves })
}
