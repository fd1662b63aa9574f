//! How long a stage is expected to take here: the institution's own history for the way and the authority, else the limit.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::certificates::estimate::{Estimate, Expected};
use shared::certificates::regime::RuleSet;
use shared::certificates::waiting::{NOTHING, Whereabouts, since};
use shared::date::Date;
use shared::workdays::Calendar;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Estimates by way, stage and authority: some hundreds at most.
#[derive(Debug, Default)]
pub struct Waits {
    estimates: BTreeMap<(String, i64, i64), Estimate>,
}

impl Waits {
    /// All of them, in one statement.
    pub fn load(context: &Context) -> Outcome<Self> {
        #[derive(Deserialize)]
        struct Row(String, i64, i64, Estimate);
        let rows: Vec<Row> = context.sql.rows(
            "select json_array(pipeline, stage, authority_id,
               json_object('cases', cases, 'median_days', median_days, 'slowest_tenth_days', slowest_tenth_days))
             from stage_estimates where cases > 0",
            &[],
        )?;
        let estimates =
            rows.into_iter().map(|Row(way, stage, authority, estimate)| ((way, stage, authority), estimate));
        Ok(Self { estimates: estimates.collect() })
    }

    /// What is expected of a stage.
    pub fn expected(&self, rules: &RuleSet, stage: i64, authority: i64) -> Expected {
        let history = self.estimates.get(&(rules.pipeline.clone(), stage, authority)).copied();
        expected(rules, stage, history)
    }
}

/// What is expected of a stage, given its history.
pub fn expected(rules: &RuleSet, stage: i64, history: Option<Estimate>) -> Expected {
    let limit = rules.stage(stage).and_then(|stage| stage.limit);
    Expected::from_history_or(history, Expected::by_rule(limit))
}

/// Where an open case stands today.
pub fn whereabouts(
    rules: &RuleSet,
    stage: i64,
    clock_on: Date,
    expected: Expected,
    calendar: &Calendar,
    today: Date,
) -> Option<Whereabouts> {
    let actor = rules.stage(stage)?.actor;
    if clock_on == NOTHING {
        let (expected, since, waited) = (Expected::Unknown, None, 0);
        return Some(Whereabouts { actor, since, waited, expected, expected_by: None, estimated: false, stuck: false });
    }
    let (waited, waited_estimated) = expected.waited(calendar, clock_on, today);
    let last = expected.last_day(calendar, clock_on);
    Some(Whereabouts {
        actor,
        since: since(clock_on, today),
        waited,
        expected,
        expected_by: last.map(|(day, _)| day),
        estimated: waited_estimated || last.is_some_and(|(_, estimated)| estimated),
        stuck: expected.is_stuck(waited),
    })
}
