//! What the changes of a row lead to: foreseen in the preview, and done by the import, by the same rules of the case.

use shared::certificates::exams::{ExamResult, stage_after, stage_when_issued, stage_when_scheduled};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::date::Date;
use shared::lists::check::{ListRow, ResultWord};
use shared::lists::decide::{KnownCase, take_in};
use shared::roster::plan::Change;

use super::known::{Person, label};
use crate::certificates::rules::Rules;
use crate::institution::failure::Outcome;

/// Takes a row's changes into what is known of the person, and adds to them how the case moves.
pub fn foresee(
    person: &mut Person,
    place: usize,
    row: &ListRow,
    changes: &mut Vec<Change>,
    rules: &Rules,
    today: Date,
) -> Outcome<()> {
    let Some(facts) = person.facts.get(place) else { return Ok(()) };
    let rules = rules.of(facts.rule_set_id)?;
    let from = facts.stage;
    let mut now_at = from;
    for change in changes.iter() {
        let Some(case) = person.trainee.cases.get_mut(place) else { return Ok(()) };
        take_in(case, row, std::slice::from_ref(change));
        let Some(to) = next_stage(rules, case, change, now_at, today) else { continue };
        if to < now_at {
            // The training is repeated: what was sat counts no more.
            case.results.iter_mut().for_each(|result| result.is_of_earlier_round = true);
            case.exams.clear();
        }
        now_at = to;
        person.moved(place, rules, now_at);
    }
    if now_at != from {
        let labels = Some([label(rules, from), label(rules, now_at)]);
        changes.push(Change::Stage { from, to: now_at, labels });
    }
    Ok(())
}

/// Where the case goes with a change that is taken in already; `None`: it stays.
fn next_stage(rules: &RuleSet, case: &KnownCase, change: &Change, now_at: i64, today: Date) -> Option<i64> {
    let key = match change {
        Change::Exam { part, .. } => stage_when_scheduled(rules, *part, now_at),
        Change::ExamResult { outcome: ResultWord::Absent, .. } => None,
        Change::ExamResult { .. } => stage_after(rules, &sat(case), now_at, today),
        Change::Certificate { .. } => stage_when_issued(rules, now_at),
        _ => None,
    }?;
    let to = rules.stage_of(key)?.stage.position;
    // Who is in training already does not go back to it.
    (key != StageKey::Training || to < now_at).then_some(to)
}

/// What was sat in the present round.
fn sat(case: &KnownCase) -> Vec<ExamResult> {
    let counting =
        case.results.iter().filter(|result| !result.is_of_earlier_round && result.outcome != ResultWord::Absent);
    counting
        .map(|result| ExamResult {
            part: result.part,
            score: result.score,
            passed: result.outcome == ResultWord::Passed,
            on: result.on,
        })
        .collect()
}
