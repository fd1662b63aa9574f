//! From which day cases wait (shared/src/certificates/waiting.rs), as the database keeps it.

use serde_json::json;
use shared::certificates::regime::RuleSet;
use shared::certificates::waiting::{NOTHING, waits_from};
use shared::date::Date;
use shared::id::EnrolmentId;

use super::cases::{CaseState, load};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// The day of a case, by all that is known of it now.
pub fn of(rules: &RuleSet, state: &CaseState, today: Date) -> Date {
    let (moving, came_on) = (&state.moving, state.moving.since_at.day());
    let waits = match moving.outcome {
        Some(_) => Some(came_on),
        None => waits_from(rules, moving.stage, came_on, &state.results, &state.told, today),
    };
    waits.unwrap_or(NOTHING)
}

/// Sets it for those of some cases that came to a part of the exam without the ledger: rosters move cases by themselves.
pub fn set(context: &Context, ids: &[EnrolmentId]) -> Outcome<()> {
    let at_exam: Vec<EnrolmentId> = context.sql.rows(
        "select e.id from json_each(?1) w join enrolments e on e.id = w.value join stages s on s.position = e.stage
         where s.key in ('theory', 'practical') and e.outcome is null",
        params![serde_json::to_string(ids)?],
    )?;
    if at_exam.is_empty() {
        return Ok(());
    }
    let (rules, today) = (context.rules()?, context.now.day());
    let clocks = load(context, &at_exam)?
        .iter()
        .map(|state| Ok(json!([state.id, of(rules.of(state.rule_set_id)?, state, today)])))
        .collect::<Outcome<Vec<_>>>()?;
    context.sql.run(
        "update enrolments set clock_on = w.value ->> 1 from json_each(?1) w where enrolments.id = w.value ->> 0",
        params![serde_json::to_string(&clocks)?],
    )?;
    Ok(())
}
