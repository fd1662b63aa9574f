//! What a proof rests on: the trainee, the class, the case with its rules and hours, and the settings.

use serde::Deserialize;
use shared::certificates::case::Outcome as CaseOutcome;
use shared::certificates::regime::StageKey;
use shared::courses::{CourseKind, Regime};
use shared::date::Date;
use shared::id::{EnrolmentId, ProofId};
use shared::proofs::{PrintedHours, ProofBasis, ProofFields, ProofObstacle, obstacles};

use super::settings::{Common, common};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::Value;
use crate::lessons::hours::LESSON_SECONDS;
use crate::params;

/// An enrolment with all that stands on a proof.
#[derive(Clone, Debug, Deserialize)]
pub struct Basis {
    pub enrolment_id: EnrolmentId,
    pub name: String,
    pub document_masked: String,
    course: String,
    kind: CourseKind,
    regime: Regime,
    class_code: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    rule_set_id: i64,
    stage: i64,
    outcome: Option<CaseOutcome>,
    hours_done: i64,
    /// Of the course, where it asks for other hours than the rules.
    hours_due: Option<i64>,
    pub in_force: Option<InForce>,
    /// Why the newest proof was taken back, if it was.
    pub revoked: Option<String>,
}

/// The proof in force.
#[derive(Clone, Debug, Deserialize)]
pub struct InForce {
    pub id: ProofId,
    pub number: String,
    /// As printed.
    pub name: String,
}

fn select(filter: &str) -> String {
    format!(
        "select json_object('enrolment_id', e.id, 'name', t.name, 'document_masked', t.document_masked, 'course', c.name,
           'kind', c.kind, 'regime', c.regime, 'class_code', k.code, 'starts_on', k.starts_on, 'ends_on', k.ends_on,
           'rule_set_id', e.rule_set_id, 'stage', e.stage, 'outcome', e.outcome, 'hours_done', e.hours_done + {LESSON_SECONDS},
           'hours_due', c.hours_due,
           'revoked', (select iif(x.state = 'revoked', x.reason, null) from proofs x where x.enrolment_id = e.id
             order by x.id desc limit 1),
           'in_force', iif(p.id is null, null, json_object('id', p.id, 'number', p.number, 'name', p.fields ->> 'name')))
         from enrolments e join trainees t on t.id = e.trainee_id join classes k on k.id = e.class_id
         join courses c on c.id = k.course_id left join proofs p on p.enrolment_id = e.id and p.state = 'issued'
         where {filter}"
    )
}

/// Of one enrolment.
pub fn basis_of(context: &Context, id: EnrolmentId) -> Outcome<Option<Basis>> {
    Ok(context.sql.row(&select("e.id = ?1"), params![id])?)
}

/// Of a class: those after an enrolment, at most so many.
pub fn basis_of_class(context: &Context, values: &[Value]) -> Outcome<Vec<Basis>> {
    Ok(context.sql.rows(&select("e.class_id = ?1 and e.id > ?2 order by e.id limit ?3"), values)?)
}

impl Basis {
    /// What stands in the way of a proof.
    pub fn obstacles(&self, context: &Context) -> Outcome<Vec<ProofObstacle>> {
        let rules = context.rules()?;
        let set = rules.of(self.rule_set_id)?;
        let (due, done) = self.hours(context)?;
        let training = set.stage_of(StageKey::Training).map(|stage| stage.stage.position);
        let today = context.now.day();
        Ok(obstacles(&ProofBasis {
            settings_complete: common(context)?.is_complete(),
            in_training: training.is_none_or(|training| self.stage >= training),
            failed: self.outcome.is_some_and(|outcome| !outcome.is_success()),
            has_dates: self.starts_on.is_some(),
            runs: self.ends_on.or(self.starts_on).is_some_and(|last| last > today),
            hours_due: due,
            hours_done: done,
        }))
    }

    /// Due and done, by the course and the rules of the case.
    pub fn hours(&self, context: &Context) -> Outcome<(PrintedHours, PrintedHours)> {
        let rules = context.rules()?;
        let set = rules.of(self.rule_set_id)?;
        let done = PrintedHours::from_seconds(self.hours_done, set.class_minutes);
        Ok((PrintedHours::whole(self.hours_due.unwrap_or(set.hours_due)), done))
    }

    /// What a proof of this number and day says. It names the rule in force on that day, whatever the case began under
    /// (domain.md D0).
    pub fn fields(&self, context: &Context, common: &Common, number: &str, issued_on: Date) -> Outcome<ProofFields> {
        let rules = context.rules()?;
        let (hours_due, hours_done) = self.hours(context)?;
        Ok(ProofFields {
            number: number.to_owned(),
            name: self.name.clone(),
            document: self.document_masked.clone(),
            course: self.course.clone(),
            kind: self.kind,
            class_code: self.class_code.clone(),
            trained_from: self.starts_on,
            trained_to: self.ends_on,
            hours_due,
            hours_done,
            rule: rules.beginning(self.regime, self.kind, issued_on)?.source.zh.clone(),
            institution: common.institution.clone(),
            signatory: common.signatory.clone(),
            issued_on,
        })
    }
}
