//! The exam in a ledger of cases: days that are set, who did not come, results, and the day after.

use std::rc::Rc;

use shared::certificates::exams::{ExamDate, ExamResult, Part, stage_after, stage_when_scheduled, standing};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::certificates::waiting::{Announced, NOTHING, awaited};
use shared::date::Date;
use shared::enrolments::api::HistoryEvent;
use shared::id::{EnrolmentId, ImportId};
use shared::messages::MessageContent;

use super::CaseLedger;
use super::writing::Event;
use crate::institution::failure::Outcome;

impl CaseLedger<'_, '_> {
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
            Some(StageKey::Training) => self.repeat_training(id, rules, part)?,
            Some(key) => {
                if let Some(to) = rules.stage_of(key) {
                    let (position, name) = (to.stage.position, to.stage.name.clone());
                    self.advance(id, rules, position, name)?;
                }
            }
            None => {}
        }
        self.set_clock(id)
    }

    /// No make-up is left: back to training, in a new round.
    fn repeat_training(&mut self, id: EnrolmentId, rules: &RuleSet, part: Part) -> Outcome<()> {
        let Some(training) = rules.stage_of(StageKey::Training).map(|stage| stage.stage.position) else {
            return Ok(());
        };
        if self.entry(id)?.state.moving.stage <= training {
            return Ok(());
        }
        let entry = self.entry_mut(id)?;
        entry.state.moving.round += 1;
        // The history keeps what was done in the round before.
        entry.state.moving.hours_done = 0;
        entry.state.results.clear();
        entry.state.told.clear();
        self.arrive(id, training)?;
        self.happened(id, HistoryEvent::TrainingRepeated { part }, Some(training), None);
        Ok(())
    }

    /// Takes in when a part of the exam is sat. The result is waited for from the last day that was set.
    pub fn schedule(&mut self, id: EnrolmentId, date: ExamDate) -> Outcome<()> {
        let rules = Rc::clone(&self.rules);
        let rules = rules.of(self.entry(id)?.state.rule_set_id)?;
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let (course, round) = (entry.state.course.clone(), entry.state.moving.round);
        let (stage, open) = (entry.state.moving.stage, entry.state.moving.outcome.is_none());
        let ExamDate { part, on, place } = date.clone();
        entry.state.told.push(Announced { part, on, place: place.clone(), missed: false });
        self.dates.push((id, round, date));
        self.happened(id, HistoryEvent::ExamScheduled { part, on, place: place.clone() }, None, None);
        self.tell(id, MessageContent::ExamScheduled { course, part, on, place })?;
        let scheduled = stage_when_scheduled(rules, part, stage).and_then(|key| rules.stage_of(key));
        if let Some(to) = scheduled.filter(|_| open) {
            let (position, name) = (to.stage.position, to.stage.name.clone());
            self.advance(id, rules, position, name)?;
        }
        self.set_clock(id)
    }

    /// Takes in that the trainee did not come (缺考). That is no attempt: nothing is failed, and the case stays where it is.
    pub fn missed(&mut self, id: EnrolmentId, part: Part, on: Date) -> Outcome<()> {
        let entry = self.entry_mut(id)?;
        entry.touched = true;
        let (course, round) = (entry.state.course.clone(), entry.state.moving.round);
        entry.state.told.push(Announced { part, on, place: String::new(), missed: true });
        self.missed.push((id, round, part, on));
        self.happened(id, HistoryEvent::ExamMissed { part, on }, None, None);
        self.set_clock(id)?;
        self.tell(id, MessageContent::ExamMissed { course, part, on })
    }

    /// The day of the exam is over: a case that was scheduled for it waits for the result, from that day on. `set_by`: the
    /// list that had set the day; when it is taken back, so is this.
    pub fn exam_is_over(&mut self, id: EnrolmentId, set_by: Option<ImportId>) -> Outcome<()> {
        let rules = Rc::clone(&self.rules);
        let state = &self.entry(id)?.state;
        let rules = rules.of(state.rule_set_id)?;
        let at = state.moving.stage;
        let is_scheduled = rules.stage(at).is_some_and(|stage| stage.key == StageKey::Scheduled);
        if !is_scheduled || state.moving.outcome.is_some() {
            return Ok(());
        }
        let exam = awaited(rules, at, &state.results, &state.told, self.today).filter(|exam| exam.on < self.today);
        let Some(exam) = exam else { return self.set_clock(id) };
        let Some(to) = rules.stage_of(exam.part.stage()) else {
            // A way on which results are not waited for.
            self.entry_mut(id)?.state.moving.clock_on = NOTHING;
            return Ok(());
        };
        let (position, stage) = (to.stage.position, to.stage.name.clone());
        self.arrive(id, position)?;
        self.events.push(Event {
            of: id,
            happened: HistoryEvent::StageReached { stage },
            stage: Some(position),
            outcome: None,
            import_id: set_by,
            note: String::new(),
        });
        Ok(())
    }
}
