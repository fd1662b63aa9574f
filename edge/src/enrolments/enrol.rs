//! Enrols a trainee by hand: at the first stage, with the course's fee, nothing paid.

use serde::Deserialize;
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::HistoryEvent;
use shared::error::{FieldCode, FieldErrors};
use shared::id::{ClassId, CourseId, TraineeId};
use shared::money::Money;

use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

#[derive(Deserialize)]
struct Class {
    course_id: CourseId,
    regime: Regime,
    kind: CourseKind,
    authority_id: i64,
    fee: Money,
    capacity: Option<i64>,
    enrolments: i64,
}

/// Errors name the field `class_id`: there is no such class, it is full, or the trainee is in it already.
pub fn enrol(context: &Context, trainee: TraineeId, class_id: ClassId) -> Outcome<()> {
    let class: Option<Class> = context.sql.row(
        "select json_object('course_id', k.course_id, 'regime', c.regime, 'kind', c.kind, 'authority_id', c.authority_id,
           'fee', c.fee, 'capacity', k.capacity, 'enrolments', k.enrolments)
         from classes k join courses c on c.id = k.course_id where k.id = ?1",
        params![class_id],
    )?;
    let class = class.ok_or_else(|| refused(FieldCode::Unknown))?;
    if class.capacity.is_some_and(|capacity| class.enrolments >= capacity) {
        return Err(refused(FieldCode::OutOfRange));
    }
    let (rules, today) = (context.rules()?, context.now.day());
    let set = rules.beginning(class.regime, class.kind, today)?;
    let first = set.stages.first().ok_or_else(|| Failure::broken("a way without stages"))?.stage.position;
    let inserted = context.sql.insert(
        "insert into enrolments (trainee_id, class_id, stage, fee, created_at, rule_set_id, since_at, clock_on, authority_id)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?5, ?7, ?8) returning id",
        params![trainee, class_id, first, class.fee, context.now, set.id, today, class.authority_id],
    );
    let enrolment = inserted.map_err(|error| {
        if error.is_unique_violation("enrolments.trainee_id") { refused(FieldCode::Taken) } else { error.into() }
    })?;
    context.sql.run(
        "insert into enrolment_events (enrolment_id, at, event, stage) values (?1, ?2, ?3, ?4)",
        params![enrolment, context.now, serde_json::to_string(&HistoryEvent::Enrolled)?, first],
    )?;
    let owing = i64::from(class.fee > Money::ZERO);
    context.sql.run(
        "update classes set enrolments = enrolments + 1, owing = owing + ?2 where id = ?1",
        params![class_id, owing],
    )?;
    context.sql.run("update courses set enrolments = enrolments + 1 where id = ?1", params![class.course_id])?;
    Ok(())
}

fn refused(code: FieldCode) -> Failure {
    let mut errors = FieldErrors::default();
    errors.push("class_id", code);
    errors.into()
}
