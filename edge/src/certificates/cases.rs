//! Cases as the database has them.

use serde::{Deserialize, Serialize};
use shared::certificates::case::{Case, Outcome as CaseOutcome};
use shared::certificates::exams::ExamResult;
use shared::certificates::waiting::Announced;
use shared::date::Date;
use shared::id::{ClassId, EnrolmentId, TraineeId};
use shared::time::Timestamp;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// What moves of a case: the columns that an undo brings back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moving {
    /// Position (shared/src/enrolments/mod.rs).
    pub stage: i64,
    pub outcome: Option<CaseOutcome>,
    pub since_at: Timestamp,
    /// See [`shared::certificates::waiting`].
    pub clock_on: Date,
    pub ended_at: Option<Timestamp>,
    pub round: i64,
    pub shelf: String,
    pub handed_over: String,
    /// Seconds.
    pub hours_done: i64,
    pub authority_id: i64,
}

impl Moving {
    pub const fn case(&self) -> Case {
        Case::from_columns(self.stage, self.outcome)
    }
}

/// A case with what its moves need to know.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CaseState {
    pub id: EnrolmentId,
    pub trainee_id: TraineeId,
    pub class_id: ClassId,
    pub course: String,
    pub rule_set_id: i64,
    pub version: i64,
    #[serde(flatten)]
    pub moving: Moving,
    /// Of the present round, oldest first.
    pub results: Vec<ExamResult>,
    /// Of the present round, in the order in which it was told.
    pub told: Vec<Announced>,
}

/// The results of a round of an enrolment `e`, as a JSON array; oldest first.
macro_rules! results_of {
    ($round:literal) => {
        concat!(
            "json(coalesce((select json_group_array(json_object('part', x.part, 'score', x.score,
               'passed', json(iif(x.passed = 1, 'true', 'false')), 'on', x.sat_on) order by x.sat_on, x.id)
             from exam_results x where x.enrolment_id = e.id and x.round = ",
            $round,
            "), '[]'))"
        )
    };
}

/// Of the present round.
pub const RESULTS: &str = results_of!("e.round");

/// Of the round before.
pub const EARLIER: &str = results_of!("e.round - 1");

/// What was told of the exams of the present round of an enrolment `e`, as a JSON array; in the order in which it was told.
pub const TOLD: &str = "json(coalesce((select json_group_array(json_object('part', x.part, 'on', x.sits_on,
    'place', x.place, 'missed', json(iif(x.missed = 1, 'true', 'false'))) order by x.id)
  from exam_dates x where x.enrolment_id = e.id and x.round = e.round), '[]'))";

/// The cases with these ids, in one statement; unknown ids are left out.
pub fn load(context: &Context, ids: &[EnrolmentId]) -> Outcome<Vec<CaseState>> {
    let sql = format!(
        "select json_object('id', e.id, 'trainee_id', e.trainee_id, 'class_id', e.class_id, 'course', c.name,
           'rule_set_id', e.rule_set_id, 'version', e.version, 'stage', e.stage, 'outcome', e.outcome,
           'since_at', e.since_at, 'clock_on', e.clock_on, 'ended_at', e.ended_at, 'round', e.round, 'shelf', e.shelf,
           'handed_over', e.handed_over, 'hours_done', e.hours_done, 'authority_id', e.authority_id, 'results', {RESULTS},
           'told', {TOLD})
         from json_each(?1) w join enrolments e on e.id = w.value
         join classes k on k.id = e.class_id join courses c on c.id = k.course_id"
    );
    Ok(context.sql.rows(&sql, params![serde_json::to_string(ids)?])?)
}
