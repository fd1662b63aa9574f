//! Hours that lessons add to a case. What is typed of the classroom (`enrolments.hours_done`) stays as it was typed: the two
//! are added where hours are shown or looked at.

use shared::id::EnrolmentId;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Seconds that the lessons of the present round add to an enrolment `e`.
pub const LESSON_SECONDS: &str =
    "coalesce((select h.counted_ms / 1000 from lesson_hours h where h.enrolment_id = e.id and h.round = e.round), 0)";

/// Adds to the sum of a round, in the transaction of what has earned it.
pub fn add(context: &Context, enrolment: EnrolmentId, round: i64, ms: i64) -> Outcome<()> {
    if ms == 0 {
        return Ok(());
    }
    context.sql.run(
        "insert into lesson_hours (enrolment_id, round, counted_ms) values (?1, ?2, ?3)
         on conflict (enrolment_id, round) do update set counted_ms = counted_ms + excluded.counted_ms",
        params![enrolment, round, ms],
    )?;
    Ok(())
}
