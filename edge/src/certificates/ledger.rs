//! What happens to some cases in one turn, kept in memory while it is decided and then written in a fixed number of
//! statements, however many cases. Every way to move a case leads through here: staff at the board, results and certificates
//! from lists, results typed by hand. So the history, the counters, the times that estimates rest on and the messages have
//! one home.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;
use serde_json::json;
use shared::certificates::case::{Moved, Outcome as CaseOutcome, Refusal, Target};
use shared::certificates::exams::{
    ExamDate, ExamResult, Part, stage_after, stage_when_issued, stage_when_scheduled, standing,
};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::date::Date;
use shared::enrolments::api::HistoryEvent;
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, ImportId, MoveId, ProofId, StaffId};
use shared::lang::LocalText;
use shared::messages::MessageContent;
use shared::time::Timestamp;
use shared::workdays::Calendar;

use super::cases::{CaseState, Moving, load};
use super::rules::Rules;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::messages::{Notice, Sender, tell_all};
use crate::params;

/// Who does it, and what it belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin {
    pub staff: Option<StaffId>,
    pub move_id: Option<MoveId>,
    pub import_id: Option<ImportId>,
    /// From when the messages go out; `None`: now.
    pub tell_at: Option<Timestamp>,
}

/// One event on its way into the history.
struct Event {
    of: EnrolmentId,
    happened: HistoryEvent,
    /// Position reached.
    stage: Option<i64>,
    /// The outcome then, `""` for open again.
    outcome: Option<&'static str>,
}

/// A stage that was left: what estimates rest on.
#[derive(Serialize)]
struct Span(EnrolmentId, String, i64, i64, i64);

/// A case that was written.
#[derive(Clone, Debug)]
pub struct Written {
    pub id: EnrolmentId,
    pub before: Moving,
    pub version_before: i64,
    pub version_after: i64,
}

/// A case in work.
struct Entry {
    state: CaseState,
    before: Moving,
    touched: bool,
}

/// The work of one turn.
pub struct CaseLedger<'a, 'c> {
    context: &'a Context<'c>,
    origin: Origin,
    rules: Rc<Rules>,
    calendar: Rc<Calendar>,
    today: Date,
    cases: BTreeMap<EnrolmentId, Entry>,
    events: Vec<Event>,
    spans: Vec<Span>,
    notices: Vec<Notice>,
    results: Vec<(EnrolmentId, i64, ExamResult)>,
    dates: Vec<(EnrolmentId, i64, ExamDate)>,
    /// Exams to which the trainee did not come.
    missed: Vec<(EnrolmentId, i64, Part, Date)>,
}

impl<'a, 'c> CaseLedger<'a, 'c> {
    /// With the cases of these ids; unknown ids are left out.
    pub fn open(context: &'a Context<'c>, origin: Origin, ids: &[EnrolmentId]) -> Outcome<Self> {
        let cases = load(context, ids)?.into_iter().map(|state| {
            let entry = Entry { before: state.moving.clone(), touched: false, state };
            (entry.state.id, entry)
        });
        Ok(Self {
            context,
            origin,
            rules: context.rules()?,
            calendar: context.calendar()?,
            today: context.now.day(),
            cases: cases.collect(),
            events: Vec::new(),
            spans: Vec::new(),
            notices: Vec::new(),
            results: Vec::new(),
            dates: Vec::new(),
            missed: Vec::new(),
        })
    }

    /// A case as it stands now, with what was done in this turn.
    pub fn case(&self, id: EnrolmentId) -> Option<&CaseState> {
        self.cases.get(&id).map(|entry| &entry.state)
    }

    pub fn cases(&self) -> impl Iterator<Item = &CaseState> {
        self.cases.values().map(|entry| &entry.state)
    }

    /// The rules of a case.
    pub fn rules_of(&self, id: EnrolmentId) -> Outcome<&RuleSet> {
        self.rules.of(self.entry(id)?.state.rule_set_id)
    }

    fn entry(&self, id: EnrolmentId) -> Outcome<&Entry> {
        self.cases.get(&id).ok_or_else(|| ErrorCode::NotFound.into())
    }

    fn entry_mut(&mut self, id: EnrolmentId) -> Outcome<&mut Entry> {
        self.cases.get_mut(&id).ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// Moves a case. `note` is the shelf, the mailing number or who signed.
    ///
    /// # Errors
    /// Inside: why the case does not move; nothing has changed then.
    pub fn go(&mut self, id: EnrolmentId, target: Target, reason: &str, note: &str) -> Outcome<Result<Moved, Refusal>> {
        let rules = Rc::clone(&self.rules);
        let entry = self.entry(id)?;
        let rules = rules.of(entry.state.rule_set_id)?;
        let (after, moved) = match entry.state.moving.case().go(rules, target, !reason.is_empty()) {
            Ok(gone) => gone,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let from = entry.state.moving.stage;
        let name = |position: i64| rules.stage(position).map(|stage| stage.stage.name.clone()).unwrap_or_default();
        self.leave(id, rules, from, moved)?;
        let (now, today) = (self.context.now, self.today);
        let entry = self.entry_mut(id)?;
        let course = entry.state.course.clone();
        let moving = &mut entry.state.moving;
        moving.stage = after.stage();
        moving.outcome = after.outcome();
        moving.since_at = now;
        moving.clock_on = today;
        moving.ended_at = after.outcome().map(|_| now);
        let mut shelved = false;
        if target == Target::Stage(StageKey::Ready) && !note.is_empty() {
            note.clone_into(&mut moving.shelf);
            shelved = true;
        }
        if after.outcome().is_some_and(CaseOutcome::is_success) {
            note.clone_into(&mut moving.handed_over);
        }
        let stage = Some(after.stage());
        match moved {
            Moved::Forward => {
                let todo = rules.stage(after.stage()).map(|stage| stage.stage.todo.clone()).unwrap_or_default();
                self.happened(id, HistoryEvent::StageReached { stage: name(after.stage()) }, stage, None);
                let content = if target == Target::Stage(StageKey::Ready) {
                    MessageContent::Ready { course, shelf: note.to_owned() }
                } else {
                    MessageContent::StageReached { course, stage: name(after.stage()), todo }
                };
                self.tell(id, content)?;
            }
            Moved::Back => {
                let (stage_name, reason) = (name(after.stage()), reason.to_owned());
                let event = HistoryEvent::MovedBack { stage: stage_name.clone(), reason: reason.clone() };
                self.happened(id, event, stage, None);
                self.tell(id, MessageContent::MovedBack { course, stage: stage_name, reason })?;
            }
            Moved::Ended => {
                let outcome = after.outcome().unwrap_or(CaseOutcome::Withdrawn);
                let said = if outcome.is_success() { note } else { reason }.to_owned();
                let event = HistoryEvent::Ended { outcome, reason: said.clone() };
                self.happened(id, event, stage, Some(outcome.code()));
                self.tell(id, MessageContent::Ended { course, outcome, reason: said })?;
            }
            Moved::Reopened => {
                let reason = reason.to_owned();
                self.happened(id, HistoryEvent::Reopened { reason: reason.clone() }, stage, Some(""));
                self.tell(id, MessageContent::Reopened { course, reason })?;
            }
        }
        if shelved {
            self.happened(id, HistoryEvent::Shelved { shelf: note.to_owned() }, None, None);
        }
        Ok(Ok(moved))
    }

    /// Takes a result in, and moves the case where the rules say so. The caller has looked whether it contradicts what is
    /// known.
    pub fn result(&mut self, id: EnrolmentId, result: ExamResult) -> Outcome<()> {
        let rules = Rc::clone(&self.rules);
        let rules = rules.of(self.entry(id)?.state.rule_set_id)?;
        let today = self.today;
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        entry.state.results.push(result);
        entry.state.results.sort_by_key(|result| result.on);
        let (course, results) = (entry.state.course.clone(), entry.state.results.clone());
        let (stage, round, open) =
            (entry.state.moving.stage, entry.state.moving.round, entry.state.moving.outcome.is_none());
        self.results.push((id, round, result));
        let ExamResult { part, score, passed, on } = result;
        self.happened(id, HistoryEvent::ResultRecorded { part, score, passed, on }, None, None);
        let meaning = standing(rules, &results, today);
        self.tell(id, MessageContent::Result { course, part, score, passed, standing: meaning })?;
        match stage_after(rules, &results, stage, today).filter(|_| open) {
            Some(StageKey::Training) => self.repeat_training(id, rules, part),
            Some(key) => {
                let Some(to) = rules.stage_of(key) else { return Ok(()) };
                let (position, name) = (to.stage.position, to.stage.name.clone());
                self.advance(id, rules, position, name)
            }
            None => Ok(()),
        }
    }

    /// On to a later stage, without a message of its own: what moved the case was told.
    fn advance(&mut self, id: EnrolmentId, rules: &RuleSet, position: i64, name: LocalText) -> Outcome<()> {
        let from = self.entry(id)?.state.moving.stage;
        self.leave(id, rules, from, Moved::Forward)?;
        self.arrive(id, position)?;
        self.happened(id, HistoryEvent::StageReached { stage: name }, Some(position), None);
        Ok(())
    }

    fn arrive(&mut self, id: EnrolmentId, position: i64) -> Outcome<()> {
        let (now, today) = (self.context.now, self.today);
        let moving = &mut self.entry_mut(id)?.state.moving;
        moving.stage = position;
        moving.since_at = now;
        moving.clock_on = today;
        Ok(())
    }

    /// No make-up is left: back to training, in a new round.
    fn repeat_training(
        &mut self,
        id: EnrolmentId,
        rules: &RuleSet,
        part: shared::certificates::exams::Part,
    ) -> Outcome<()> {
        let Some(training) = rules.stage_of(StageKey::Training).map(|stage| stage.stage.position) else {
            return Ok(());
        };
        if self.entry(id)?.state.moving.stage <= training {
            return Ok(());
        }
        self.arrive(id, training)?;
        let entry = self.entry_mut(id)?;
        entry.state.moving.round += 1;
        entry.state.results.clear();
        self.happened(id, HistoryEvent::TrainingRepeated { part }, Some(training), None);
        Ok(())
    }

    /// Takes in when a part of the exam is sat. The result is waited for from then on.
    pub fn schedule(&mut self, id: EnrolmentId, date: ExamDate) -> Outcome<()> {
        let rules = Rc::clone(&self.rules);
        let rules = rules.of(self.entry(id)?.state.rule_set_id)?;
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let (course, round) = (entry.state.course.clone(), entry.state.moving.round);
        let (stage, open) = (entry.state.moving.stage, entry.state.moving.outcome.is_none());
        self.dates.push((id, round, date.clone()));
        let ExamDate { part, on, place } = date;
        self.happened(id, HistoryEvent::ExamScheduled { part, on, place: place.clone() }, None, None);
        self.tell(id, MessageContent::ExamScheduled { course, part, on, place })?;
        let scheduled = stage_when_scheduled(rules, part, stage).and_then(|key| rules.stage_of(key));
        if let Some(to) = scheduled.filter(|_| open) {
            let (position, name) = (to.stage.position, to.stage.name.clone());
            self.advance(id, rules, position, name)?;
        }
        let entry = self.entry_mut(id)?;
        if open && on > entry.state.moving.clock_on {
            entry.state.moving.clock_on = on;
        }
        Ok(())
    }

    /// Takes in that the trainee did not come (缺考). That is no attempt: nothing is failed, and the case stays where it is.
    pub fn missed(&mut self, id: EnrolmentId, part: Part, on: Date) -> Outcome<()> {
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let (course, round) = (entry.state.course.clone(), entry.state.moving.round);
        self.missed.push((id, round, part, on));
        self.happened(id, HistoryEvent::ExamMissed { part, on }, None, None);
        self.tell(id, MessageContent::ExamMissed { course, part, on })
    }

    /// The authority has issued the certificate: a case that waits for it goes on.
    pub fn issued(
        &mut self,
        id: EnrolmentId,
        number_masked: &str,
        operation: &str,
        valid_until: Option<Date>,
    ) -> Outcome<()> {
        let rules = Rc::clone(&self.rules);
        let rules = rules.of(self.entry(id)?.state.rule_set_id)?;
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let (stage, open) = (entry.state.moving.stage, entry.state.moving.outcome.is_none());
        let event = HistoryEvent::CertificateRecorded {
            number_masked: number_masked.to_owned(),
            operation: operation.to_owned(),
        };
        self.happened(id, event, None, None);
        self.tell(id, MessageContent::CertificateRecorded { operation: operation.to_owned(), valid_until })?;
        let next = stage_when_issued(rules, stage).and_then(|key| rules.stage_of(key));
        if let Some(to) = next.filter(|_| open) {
            let (position, name) = (to.stage.position, to.stage.name.clone());
            self.advance(id, rules, position, name)?;
        }
        Ok(())
    }

    /// A training proof was issued, perhaps in the place of another. A case whose training it ends goes on.
    pub fn proof_issued(&mut self, id: EnrolmentId, proof: ProofId, number: &str, replaces: &str) -> Outcome<()> {
        let rules = Rc::clone(&self.rules);
        let rules = rules.of(self.entry(id)?.state.rule_set_id)?;
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let course = entry.state.course.clone();
        let (stage, open) = (entry.state.moving.stage, entry.state.moving.outcome.is_none());
        let (number, replaces) = (number.to_owned(), replaces.to_owned());
        let event = HistoryEvent::ProofIssued { number: number.clone(), replaces: replaces.clone() };
        self.happened(id, event, None, None);
        self.tell(id, MessageContent::ProofIssued { course, proof, number, replaces })?;
        if let Some(to) = rules.stage_of(StageKey::Proof).filter(|to| open && to.stage.position > stage) {
            let (position, name) = (to.stage.position, to.stage.name.clone());
            self.advance(id, rules, position, name)?;
        }
        Ok(())
    }

    /// A training proof was taken back. The case stays where it is: staff know what that means for it.
    pub fn proof_revoked(&mut self, id: EnrolmentId, proof: ProofId, number: &str, reason: &str) -> Outcome<()> {
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let course = entry.state.course.clone();
        let (number, reason) = (number.to_owned(), reason.to_owned());
        let event = HistoryEvent::ProofRevoked { number: number.clone(), reason: reason.clone() };
        self.happened(id, event, None, None);
        self.tell(id, MessageContent::ProofRevoked { course, proof, number, reason })
    }

    /// Seconds of training that are done.
    pub fn hours(&mut self, id: EnrolmentId, seconds: i64) -> Outcome<()> {
        let entry = self.entry_mut(id)?;
        if entry.state.moving.hours_done != seconds {
            entry.touched = true;
            entry.state.moving.hours_done = seconds;
            self.happened(id, HistoryEvent::HoursRecorded { seconds }, None, None);
        }
        Ok(())
    }

    /// Where the certificate lies.
    pub fn shelf(&mut self, id: EnrolmentId, shelf: &str) -> Outcome<()> {
        let moving = &mut self.entry_mut(id)?.state.moving;
        if moving.shelf != shelf {
            shelf.clone_into(&mut moving.shelf);
            self.happened(id, HistoryEvent::Shelved { shelf: shelf.to_owned() }, None, None);
        }
        Ok(())
    }

    /// The authority that a list names.
    pub fn authority(&mut self, id: EnrolmentId, authority: i64) -> Outcome<()> {
        self.entry_mut(id)?.state.moving.authority_id = authority;
        Ok(())
    }

    fn happened(&mut self, of: EnrolmentId, happened: HistoryEvent, stage: Option<i64>, outcome: Option<&'static str>) {
        self.events.push(Event { of, happened, stage, outcome });
    }

    fn tell(&mut self, id: EnrolmentId, content: MessageContent) -> Outcome<()> {
        let trainee = self.entry(id)?.state.trainee_id;
        self.notices.push(Notice { trainee, enrolment: Some(id), content });
        Ok(())
    }

    /// A stage that was left forwards tells how long it took; one that was left backwards tells nothing. Waiting that begins
    /// with a day to come (an exam) has not begun.
    fn leave(&mut self, id: EnrolmentId, rules: &RuleSet, stage: i64, moved: Moved) -> Outcome<()> {
        let moving = &self.entry(id)?.state.moving;
        if !matches!(moved, Moved::Forward | Moved::Ended) || moving.clock_on > self.today {
            return Ok(());
        }
        let (days, _estimate) = self.calendar.workdays_between(moving.clock_on, self.today);
        self.spans.push(Span(id, rules.pipeline.clone(), stage, moving.authority_id, days));
        Ok(())
    }

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
        let events: Vec<_> =
            self.events.iter().map(|event| json!([event.of, event.happened, event.stage, event.outcome])).collect();
        self.context.sql.run(
            "insert into enrolment_events (enrolment_id, at, event, stage, outcome, staff_id, move_id, import_id)
             select value ->> 0, ?2, value -> 1, value ->> 2, value ->> 3, ?3, ?4, ?5 from json_each(?1)",
            params![
                serde_json::to_string(&events)?,
                self.context.now,
                self.origin.staff,
                self.origin.move_id,
                self.origin.import_id
            ],
        )?;
        Ok(())
    }

    fn write_results(&self) -> Outcome<()> {
        if !self.results.is_empty() {
            self.context.sql.run(
                "insert into exam_results (enrolment_id, round, part, score, passed, sat_on, import_id, staff_id, recorded_at)
                 select value ->> 0, value ->> 1, value ->> '$[2].part', value ->> '$[2].score', value ->> '$[2].passed',
                   value ->> '$[2].on', ?2, ?3, ?4 from json_each(?1)",
                params![
                    serde_json::to_string(&self.results)?,
                    self.origin.import_id,
                    self.origin.staff,
                    self.context.now
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
