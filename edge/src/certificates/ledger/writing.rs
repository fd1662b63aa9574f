//! Writes what a ledger of cases has taken in: a fixed number of statements, however many cases.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;
use shared::enrolments::api::HistoryEvent;
use shared::id::{EnrolmentId, ImportId};

use super::{CaseLedger, Entry, Written};
use crate::institution::failure::{Failure, Outcome};
use crate::messages::{Sender, tell_all};
use crate::params;

/// One event on its way into the history.
pub(super) struct Event {
    pub of: EnrolmentId,
    pub happened: HistoryEvent,
    /// Position reached.
    pub stage: Option<i64>,
    /// The outcome then, `""` for open again.
    pub outcome: Option<&'static str>,
    /// The list that it is taken back with.
    pub import_id: Option<ImportId>,
    /// For staff.
    pub note: String,
}

/// A stage that was left: what estimates rest on.
#[derive(Serialize)]
pub(super) struct Span(pub EnrolmentId, pub String, pub i64, pub i64, pub i64);

impl CaseLedger<'_, '_> {
    /// Writes everything. Returns the cases that were changed.
    pub fn write(self) -> Outcome<Vec<Written>> {
        let written = self.write_cases()?;
        self.write_events()?;
        self.write_results()?;
        self.write_spans()?;
        let due = self.origin.tell_at.unwrap_or(self.context.now);
        let sender = Sender { move_id: self.origin.move_id, import_id: self.origin.import_id };
        tell_all(self.context, &self.notices, due, sender)?;
        Ok(written)
    }

    fn write_cases(&self) -> Outcome<Vec<Written>> {
        let changed: Vec<&Entry> =
            self.cases.values().filter(|entry| entry.touched || entry.before != entry.state.moving).collect();
        if changed.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<_> = changed
            .iter()
            .map(|entry| json!({ "id": entry.state.id, "version": entry.state.version, "to": entry.state.moving }))
            .collect();
        let versions: Vec<(EnrolmentId, i64)> = self.context.sql.returning(
            "update enrolments set stage = w.value ->> '$.to.stage', outcome = w.value ->> '$.to.outcome',
               since_at = w.value ->> '$.to.since_at', clock_on = w.value ->> '$.to.clock_on',
               ended_at = w.value ->> '$.to.ended_at', round = w.value ->> '$.to.round', shelf = w.value ->> '$.to.shelf',
               handed_over = w.value ->> '$.to.handed_over', hours_done = w.value ->> '$.to.hours_done',
               authority_id = w.value ->> '$.to.authority_id', version = enrolments.version + 1
             from json_each(?1) w where enrolments.id = w.value ->> 'id' and enrolments.version = w.value ->> 'version'
             returning json_array(id, version)",
            params![serde_json::to_string(&rows)?],
        )?;
        if versions.len() != changed.len() {
            return Err(Failure::broken("a case moved inside a transaction"));
        }
        let versions: BTreeMap<EnrolmentId, i64> = versions.into_iter().collect();
        Ok(changed
            .iter()
            .map(|entry| Written {
                id: entry.state.id,
                before: entry.before.clone(),
                version_before: entry.state.version,
                version_after: versions.get(&entry.state.id).copied().unwrap_or_default(),
            })
            .collect())
    }

    fn write_events(&self) -> Outcome<()> {
        if self.events.is_empty() {
            return Ok(());
        }
        let events: Vec<_> = self
            .events
            .iter()
            .map(|event| json!([event.of, event.happened, event.stage, event.outcome, event.import_id, event.note]))
            .collect();
        self.context.sql.run(
            "insert into enrolment_events (enrolment_id, at, event, stage, outcome, staff_id, move_id, import_id, note)
             select value ->> 0, ?2, value -> 1, value ->> 2, value ->> 3, ?3, ?4, value ->> 4, value ->> 5 from json_each(?1)",
            params![serde_json::to_string(&events)?, self.context.now, self.origin.staff, self.origin.move_id],
        )?;
        Ok(())
    }

    fn write_results(&self) -> Outcome<()> {
        if !self.results.is_empty() {
            self.context.sql.run(
                "insert into exam_results (enrolment_id, round, part, score, passed, sat_on, import_id, staff_id, recorded_at, move_id)
                 select value ->> 0, value ->> 1, value ->> '$[2].part', value ->> '$[2].score', value ->> '$[2].passed',
                   value ->> '$[2].on', ?2, ?3, ?4, ?5 from json_each(?1)",
                params![
                    serde_json::to_string(&self.results)?,
                    self.origin.import_id,
                    self.origin.staff,
                    self.context.now,
                    self.origin.move_id
                ],
            )?;
        }
        if !self.dates.is_empty() {
            self.context.sql.run(
                "insert into exam_dates (enrolment_id, round, part, sits_on, place, import_id, recorded_at)
                 select value ->> 0, value ->> 1, value ->> '$[2].part', value ->> '$[2].on', value ->> '$[2].place', ?2, ?3
                 from json_each(?1)",
                params![serde_json::to_string(&self.dates)?, self.origin.import_id, self.context.now],
            )?;
        }
        if !self.missed.is_empty() {
            self.context.sql.run(
                "insert into exam_dates (enrolment_id, round, part, sits_on, missed, import_id, recorded_at)
                 select value ->> 0, value ->> 1, value ->> 2, value ->> 3, 1, ?2, ?3 from json_each(?1)",
                params![serde_json::to_string(&self.missed)?, self.origin.import_id, self.context.now],
            )?;
        }
        Ok(())
    }

    fn write_spans(&self) -> Outcome<()> {
        if self.spans.is_empty() {
            return Ok(());
        }
        let spans = serde_json::to_string(&self.spans)?;
        self.context.sql.run(
            "insert into stage_spans (enrolment_id, pipeline, stage, authority_id, days, ended_at, move_id, import_id)
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, ?2, ?3, ?4 from json_each(?1)",
            params![&spans, self.context.now, self.origin.move_id, self.origin.import_id],
        )?;
        self.context.sql.run(
            "insert into stage_estimates (pipeline, stage, authority_id)
             select distinct value ->> 1, value ->> 2, value ->> 3 from json_each(?1) where true
             on conflict (pipeline, stage, authority_id) do update set stale = 1",
            params![&spans],
        )?;
        Ok(())
    }
}
