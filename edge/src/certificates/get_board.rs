//! `certificates.get_board`: how many cases stand where, which wait longest, which are stuck. What is read depends on the
//! number of ways, stages and authorities, not on that of cases: counts are kept, stuck ones are counted up to a hundred.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::certificates::api::{Board, BoardRequest, BoardStage, MOST_COUNTED, Way};
use shared::certificates::case::Outcome as CaseOutcome;
use shared::certificates::waiting::since;
use shared::date::Date;
use shared::error::ErrorCode;
use shared::id::ClassId;

use super::waits::Waits;
use super::{authorities, moves};
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Counts of all classes stand under this one.
const ALL_CLASSES: i64 = 0;

#[derive(Deserialize)]
struct Count {
    rule_set: i64,
    stage: i64,
    outcome: String,
    cases: i64,
}

/// What the open cases of one stage and authority show.
#[derive(Deserialize, Clone, Copy)]
struct Waiting {
    rule_set: i64,
    stage: i64,
    authority: i64,
    oldest: Date,
}

pub fn get_board(context: &Context, _caller: AnyStaff, request: BoardRequest) -> Outcome<Board> {
    if let Some(class) = request.class_id {
        let there: Option<i64> = context.sql.row("select id from classes where id = ?1", params![class])?;
        there.ok_or(ErrorCode::NotFound)?;
    }
    let counts: Vec<Count> = context.sql.rows(
        "select json_object('rule_set', rule_set_id, 'stage', stage, 'outcome', outcome, 'cases', cases)
         from stage_counts where class_id = ?1 order by rule_set_id, stage",
        params![request.class_id.map_or(ALL_CLASSES, |class| class.0)],
    )?;
    let waiting = waiting(context, &counts, request.class_id)?;
    let (rules, today) = (context.rules()?, context.now.day());
    let mut ways: Vec<Way> = Vec::new();
    for set in rules.all() {
        let of_set = |count: &&Count| count.rule_set == set.id;
        if !counts.iter().any(|count| of_set(&count)) {
            continue;
        }
        let stages = set.stages.iter().map(|stage| {
            let position = stage.stage.position;
            let open = counts.iter().filter(of_set).filter(|count| count.stage == position && count.outcome.is_empty());
            let waits = waiting.get(&(set.id, position));
            BoardStage {
                key: stage.key,
                name: stage.stage.name.clone(),
                actor: stage.actor,
                open: open.map(|count| count.cases).sum(),
                stuck: waits.map_or(0, |(stuck, _)| *stuck),
                oldest: waits.and_then(|(_, oldest)| since(*oldest, today)),
            }
        });
        let mut ended: BTreeMap<CaseOutcome, i64> = BTreeMap::new();
        for count in counts.iter().filter(of_set) {
            if let Some(outcome) = CaseOutcome::from_code(&count.outcome) {
                *ended.entry(outcome).or_default() += count.cases;
            }
        }
        ways.push(Way {
            rule_set: set.id,
            name: set.name.clone(),
            source: set.source.clone(),
            stages: stages.collect(),
            ended: ended.into_iter().collect(),
        });
    }
    Ok(Board { at: context.now, ways, moves: moves::undoable(context)? })
}

/// Per way and stage: how many are stuck, and since when the oldest waits.
fn waiting(context: &Context, counts: &[Count], class: Option<ClassId>) -> Outcome<BTreeMap<(i64, i64), (i64, Date)>> {
    let (rules, calendar, waits) = (context.rules()?, context.calendar()?, Waits::load(context)?);
    let authorities = authorities::of_cases(context)?;
    let wanted: Vec<(i64, i64, i64)> = counts
        .iter()
        .filter(|count| count.outcome.is_empty())
        .flat_map(|count| authorities.iter().map(|authority| (count.rule_set, count.stage, *authority)))
        .collect();
    // Each is one seek: the first of the index for this way, stage and authority.
    let oldest: Vec<Waiting> = context.sql.rows(
        "select json_object('rule_set', q.rule_set, 'stage', q.stage, 'authority', q.authority, 'oldest', q.oldest) from (
           select w.value ->> 0 as rule_set, w.value ->> 1 as stage, w.value ->> 2 as authority,
             iif(?2 is null,
               (select min(e.clock_on) from enrolments e indexed by enrolments_open_by_authority where e.rule_set_id = w.value ->> 0
                  and e.stage = w.value ->> 1 and e.authority_id = w.value ->> 2 and e.outcome is null),
               (select min(e.clock_on) from enrolments e indexed by enrolments_open_of_class_by_authority where e.class_id = ?2
                  and e.stage = w.value ->> 1 and e.rule_set_id = w.value ->> 0 and e.authority_id = w.value ->> 2
                  and e.outcome is null)) as oldest
           from json_each(?1) w) q where q.oldest is not null",
        params![serde_json::to_string(&wanted)?, class],
    )?;
    let today = context.now.day();
    let limits: Vec<(i64, i64, i64, Date)> = oldest
        .iter()
        .filter_map(|row| {
            let set = rules.of(row.rule_set).ok()?;
            let before = waits.expected(set, row.stage, row.authority).stuck_before(&calendar, today)?;
            (row.oldest < before).then_some((row.rule_set, row.stage, row.authority, before))
        })
        .collect();
    let stuck: Vec<(i64, i64, i64)> = context.sql.rows(
        "select json_array(w.value ->> 0, w.value ->> 1, iif(?2 is null,
           (select count(*) from (select 1 from enrolments e indexed by enrolments_open_by_authority where e.rule_set_id = w.value ->> 0
              and e.stage = w.value ->> 1 and e.authority_id = w.value ->> 2 and e.clock_on < w.value ->> 3
              and e.outcome is null limit ?3)),
           (select count(*) from (select 1 from enrolments e indexed by enrolments_open_of_class_by_authority where e.class_id = ?2
              and e.stage = w.value ->> 1 and e.rule_set_id = w.value ->> 0 and e.authority_id = w.value ->> 2
              and e.clock_on < w.value ->> 3 and e.outcome is null limit ?3)))) from json_each(?1) w",
        params![serde_json::to_string(&limits)?, class, MOST_COUNTED],
    )?;
    let mut found: BTreeMap<(i64, i64), (i64, Date)> = BTreeMap::new();
    for row in oldest {
        let entry = found.entry((row.rule_set, row.stage)).or_insert((0, row.oldest));
        entry.1 = entry.1.min(row.oldest);
    }
    for (rule_set, stage, cases) in stuck {
        if let Some(entry) = found.get_mut(&(rule_set, stage)) {
            entry.0 = (entry.0 + cases).min(MOST_COUNTED);
        }
    }
    Ok(found)
}
