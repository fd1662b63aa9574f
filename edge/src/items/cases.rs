//! The case an item belongs to, and what its course needs.

use serde::Deserialize;
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::TraineeName;
use shared::error::ErrorCode;
use shared::id::{ClassId, EnrolmentId, TraineeId};
use shared::items::ItemKind;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// One case with its course.
#[derive(Debug, Deserialize)]
pub struct Case {
    pub enrolment_id: EnrolmentId,
    pub trainee: TraineeName,
    pub course: String,
    pub regime: Regime,
    pub kind: CourseKind,
    pub class_code: String,
    /// Whether a WeChat account is bound.
    pub bound: bool,
    /// Nothing is wanted for a case that has ended.
    pub open: bool,
}

impl Case {
    pub fn of(context: &Context, enrolment: EnrolmentId) -> Outcome<Self> {
        let case: Option<Self> = context.sql.row(
            "select json_object('enrolment_id', e.id, 'trainee', json_object('id', t.id, 'name', t.name), 'course', c.name,
               'regime', c.regime, 'kind', c.kind, 'class_code', k.code,
               'bound', json(iif(exists (select 1 from bindings b where b.trainee_id = t.id), 'true', 'false')),
               'open', json(iif(e.outcome is null, 'true', 'false')))
             from enrolments e join trainees t on t.id = e.trainee_id join classes k on k.id = e.class_id
             join courses c on c.id = k.course_id where e.id = ?1",
            params![enrolment],
        )?;
        case.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// The same, if it is this trainee's. Somebody else's is answered as if it did not exist.
    pub fn of_trainee(context: &Context, enrolment: EnrolmentId, trainee: TraineeId) -> Outcome<Self> {
        let case = Self::of(context, enrolment)?;
        if case.trainee.id == trainee { Ok(case) } else { Err(ErrorCode::NotFound.into()) }
    }

    pub fn required(&self, context: &Context) -> Outcome<Vec<ItemKind>> {
        required(context, self.regime, self.kind)
    }
}

/// A class with its course.
#[derive(Debug, Deserialize)]
pub struct ClassOfItems {
    pub id: ClassId,
    pub code: String,
    pub course: String,
    pub regime: Regime,
    pub kind: CourseKind,
}

impl ClassOfItems {
    pub fn of(context: &Context, id: ClassId) -> Outcome<Self> {
        let class: Option<Self> = context.sql.row(
            "select json_object('id', k.id, 'code', k.code, 'course', c.name, 'regime', c.regime, 'kind', c.kind)
             from classes k join courses c on c.id = k.course_id where k.id = ?1",
            params![id],
        )?;
        class.ok_or_else(|| ErrorCode::NotFound.into())
    }
}

/// What a course needs, in order.
pub fn required(context: &Context, regime: Regime, kind: CourseKind) -> Outcome<Vec<ItemKind>> {
    Ok(context.sql.rows(
        "select json_quote(item) from required_items where regime = ?1 and kind = ?2 order by position",
        params![regime.code(), kind.code()],
    )?)
}
