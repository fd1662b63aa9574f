//! What a trainee is told about items.

use shared::id::{EnrolmentId, TraineeId};
use shared::items::ItemKind;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Staff ask for these.
pub fn asked(_context: &Context, _trainee: TraineeId, _enrolment: EnrolmentId, _kinds: &[ItemKind]) -> Outcome<()> {
    Ok(())
}

/// Returned for correction.
pub fn returned(
    _context: &Context,
    _trainee: TraineeId,
    _enrolment: EnrolmentId,
    _kind: ItemKind,
    _reason: &str,
) -> Outcome<()> {
    Ok(())
}
