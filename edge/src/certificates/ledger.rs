//! What happens to some cases in one turn, kept in memory while it is decided and then written in a fixed number of
//! statements, however many cases. Every way to move a case leads through here: staff at the board, results and certificates
//! from lists, results typed by hand. So the history, the counters, the times that estimates rest on and the messages have
//! one home.

use std::collections::BTreeMap;
use std::rc::Rc;

use shared::certificates::case::{Moved, Outcome as CaseOutcome, Refusal, Target};
use shared::certificates::exams::{ExamDate, ExamResult, Part, stage_when_issued};
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
use super::clock;
use super::rules::Rules;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::messages::Notice;

mod exams;
mod writing;

use writing::{Event, Span};

/// Who does it, and what it belongs to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin {
    pub staff: Option<StaffId>,
    pub move_id: Option<MoveId>,
    pub import_id: Option<ImportId>,
    /// From when the messages go out; `None`: now.
    pub tell_at: Option<Timestamp>,
}

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

    /// Moves a case. `note` is the shelf, the mailing number or who signed; elsewhere it stays in the history, for staff.
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
        let now = self.context.now;
        let entry = self.entry_mut(id)?;
        let course = entry.state.course.clone();
        let moving = &mut entry.state.moving;
        moving.stage = after.stage();
        moving.outcome = after.outcome();
        moving.since_at = now;
        moving.ended_at = after.outcome().map(|_| now);
        let mut shelved = false;
        if target == Target::Stage(StageKey::Ready) && !note.is_empty() {
            note.clone_into(&mut moving.shelf);
            shelved = true;
        }
        if after.outcome().is_some_and(CaseOutcome::is_success) {
            note.clone_into(&mut moving.handed_over);
        }
        self.set_clock(id)?;
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
        let handed_over = after.outcome().is_some_and(CaseOutcome::is_success);
        if shelved {
            self.happened(id, HistoryEvent::Shelved { shelf: note.to_owned() }, None, None);
        } else if let Some(event) = self.events.last_mut().filter(|_| !handed_over) {
            note.clone_into(&mut event.note);
        }
        Ok(Ok(moved))
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
        let now = self.context.now;
        let moving = &mut self.entry_mut(id)?.state.moving;
        moving.stage = position;
        moving.since_at = now;
        self.set_clock(id)
    }

    /// Sets from which day the case waits, by all that is known of it now.
    fn set_clock(&mut self, id: EnrolmentId) -> Outcome<()> {
        let (rules, today) = (Rc::clone(&self.rules), self.today);
        let state = &mut self.entry_mut(id)?.state;
        state.moving.clock_on = clock::of(rules.of(state.rule_set_id)?, state, today);
        Ok(())
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

    /// A training proof was taken back. A case that stood there because of it is in training again; one that has gone on
    /// stays where it is: staff know what that means for it.
    pub fn proof_revoked(&mut self, id: EnrolmentId, proof: ProofId, number: &str, reason: &str) -> Outcome<()> {
        let rules = Rc::clone(&self.rules);
        let rules = rules.of(self.entry(id)?.state.rule_set_id)?;
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let course = entry.state.course.clone();
        let (from, open) = (entry.state.moving.stage, entry.state.moving.outcome.is_none());
        let (number, reason) = (number.to_owned(), reason.to_owned());
        let event = HistoryEvent::ProofRevoked { number: number.clone(), reason: reason.clone() };
        self.happened(id, event, None, None);
        self.tell(id, MessageContent::ProofRevoked { course, proof, number, reason: reason.clone() })?;
        let stood_there = open && rules.stage_of(StageKey::Proof).is_some_and(|stage| stage.stage.position == from);
        if let Some(training) = rules.stage_of(StageKey::Training).filter(|_| stood_there) {
            let (position, stage) = (training.stage.position, training.stage.name.clone());
            self.leave(id, rules, from, Moved::Back)?;
            self.arrive(id, position)?;
            self.happened(id, HistoryEvent::MovedBack { stage, reason }, Some(position), None);
        }
        Ok(())
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

    fn happened(&mut self, of: EnrolmentId, happened: HistoryEvent, stage: Option<i64>, outcome: Option<&'static str>) {
        let (import_id, note) = (self.origin.import_id, String::new());
        self.events.push(Event { of, happened, stage, outcome, import_id, note });
    }

    fn tell(&mut self, id: EnrolmentId, content: MessageContent) -> Outcome<()> {
        let trainee = self.entry(id)?.state.trainee_id;
        self.notices.push(Notice { trainee, enrolment: Some(id), content });
        Ok(())
    }

    /// A stage that was left forwards tells how long it took; one that was left backwards tells nothing. Waiting that begins
    /// with a day to come (an exam) has not begun, and nobody is waited for while an exam is only scheduled.
    fn leave(&mut self, id: EnrolmentId, rules: &RuleSet, stage: i64, moved: Moved) -> Outcome<()> {
        let moving = &self.entry(id)?.state.moving;
        let is_scheduled = rules.stage(stage).is_some_and(|stage| stage.key == StageKey::Scheduled);
        if !matches!(moved, Moved::Forward | Moved::Ended) || is_scheduled || moving.clock_on > self.today {
            return Ok(());
        }
        let (days, _estimate) = self.calendar.workdays_between(moving.clock_on, self.today);
        self.spans.push(Span(id, rules.pipeline.clone(), stage, moving.authority_id, days));
        Ok(())
    }
}
