//! Keeps the institution's own times: what was left lately decides what is expected next.

use shared::certificates::estimate::estimate;

use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::params;

/// So many of the latest cases count: rules and habits change.
const RECENT: i64 = 200;
/// Estimates made anew in one turn.
const PER_TURN: i64 = 20;

/// Whether there is something to do.
pub fn is_due(context: &Context) -> Outcome<bool> {
    let stale: i64 = context.sql.one("select exists (select 1 from stage_estimates where stale = 1)", &[])?;
    Ok(stale == 1)
}

/// One bounded piece of work.
pub fn step(context: &Context) -> Outcome<()> {
    transaction(context, || {
        let stale: Vec<(String, i64, i64)> = context.sql.rows(
            "select json_array(pipeline, stage, authority_id) from stage_estimates where stale = 1 limit ?1",
            params![PER_TURN],
        )?;
        for (pipeline, stage, authority) in stale {
            let days: Vec<i64> = context.sql.rows(
                "select days from stage_spans where pipeline = ?1 and stage = ?2 and authority_id = ?3 order by id desc limit ?4",
                params![&pipeline, stage, authority, RECENT],
            )?;
            let (cases, median, slowest) = estimate(&days).map_or((0, 0, 0), |found| {
                (i64::try_from(found.cases).unwrap_or(i64::MAX), found.median_days, found.slowest_tenth_days)
            });
            context.sql.run(
                "update stage_estimates set cases = ?4, median_days = ?5, slowest_tenth_days = ?6, stale = 0
                 where pipeline = ?1 and stage = ?2 and authority_id = ?3",
                params![&pipeline, stage, authority, cases, median, slowest],
            )?;
        }
        Ok(())
    })
}
