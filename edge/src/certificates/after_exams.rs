//! The day after an exam: cases that were scheduled for it wait for its result, whether or not a list has told of it yet. The
//! wait is counted from the day of the exam, also when the portal was down on the day after.

use shared::certificates::regime::{RuleSet, StageKey};
use shared::certificates::waiting::NOTHING;
use shared::date::Date;
use shared::id::{EnrolmentId, ImportId};
use shared::time::Timestamp;

use super::ledger::{CaseLedger, Origin, Written};
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::params;

/// Cases in one turn.
const PER_TURN: i64 = 50;

/// The first day of each way that is kept: one seek each, the first of the index.
pub const FIRST: &str = "select json_quote(min(q.first)) from (
   select (select min(e.clock_on) from enrolments e indexed by enrolments_open where e.rule_set_id = w.value ->> 0
     and e.stage = w.value ->> 1 and e.outcome is null) as first from json_each(?1) w) q";
/// Cases whose exam is over, and which list had set it.
pub const OVER: &str = "select json_array(e.id, (select max(d.import_id) from exam_dates d where d.enrolment_id = e.id
     and d.round = e.round and d.missed = 0 and d.sits_on = e.clock_on))
   from json_each(?1) w cross join enrolments e indexed by enrolments_open on e.rule_set_id = w.value ->> 0
     and e.stage = w.value ->> 1 and e.outcome is null and e.clock_on < ?2 limit ?3";
/// The kind stands in each element, so that SQLite goes through the elements and seeks the effects.
pub const REBASE: &str = "update import_effects set version_after = w.value ->> 3 from json_each(?1) w
   where import_effects.kind = w.value ->> 0 and import_effects.subject_id = w.value ->> 1
     and import_effects.version_after = w.value ->> 2";

/// Where scheduled cases stand: rule set and position, as the index begins.
fn scheduled(context: &Context) -> Outcome<String> {
    let rules = context.rules()?;
    let at = |set: &RuleSet| set.stage_of(StageKey::Scheduled).map(|stage| (set.id, stage.stage.position));
    let places: Vec<(i64, i64)> = rules.all().into_iter().filter_map(at).collect();
    Ok(serde_json::to_string(&places)?)
}

/// When the first of them is due: as the day after its exam begins.
pub fn next_due(context: &Context) -> Outcome<Option<Timestamp>> {
    let first: Option<Date> = context.sql.one(FIRST, params![scheduled(context)?])?;
    Ok(first.filter(|first| *first != NOTHING).map(|first| Timestamp::beginning_of(first.plus_days(1))))
}

/// One bounded piece of work. Every case that it looks at goes on, or waits for a later day or for none.
pub fn step(context: &Context) -> Outcome<()> {
    transaction(context, || {
        let over: Vec<(EnrolmentId, Option<ImportId>)> =
            context.sql.rows(OVER, params![scheduled(context)?, context.now.day(), PER_TURN])?;
        if over.is_empty() {
            return Ok(());
        }
        let ids: Vec<EnrolmentId> = over.iter().map(|(id, _)| *id).collect();
        let mut ledger = CaseLedger::open(context, Origin::default(), &ids)?;
        for (id, set_by) in over {
            ledger.exam_is_over(id, set_by)?;
        }
        rebase(context, &ledger.write()?)
    })
}

/// A list that was the last to change a case can still be taken back: the portal has only drawn the conclusion.
fn rebase(context: &Context, written: &[Written]) -> Outcome<()> {
    let rows: Vec<(&str, EnrolmentId, i64, i64)> = written
        .iter()
        .map(|written| ("enrolment", written.id, written.version_before, written.version_after))
        .collect();
    context.sql.run(REBASE, params![serde_json::to_string(&rows)?])?;
    Ok(())
}
