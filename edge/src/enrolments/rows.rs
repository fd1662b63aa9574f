//! Rows of enrolments as the database has them, and how they become cards.

use serde::Deserialize;
use shared::courses::CourseKind;
use shared::date::Date;
use shared::enrolments::api::EnrolmentCard;
use shared::enrolments::{NextStep, Progress, next_step};
use shared::id::{EnrolmentId, TraineeId};
use shared::money::Money;
use shared::payments::Dues;

use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

/// One enrolment with its class and course.
#[derive(Debug, Deserialize)]
pub struct CardRow {
    id: EnrolmentId,
    course: String,
    kind: CourseKind,
    class_code: String,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    place: String,
    fee: Money,
    paid: Money,
    stage: i64,
}

/// The newest enrolments of a trainee, at most 50: nobody has more in a lifetime of three-year reviews. What is finished
/// comes last.
pub fn cards_of(context: &Context, trainee: TraineeId) -> Outcome<Vec<EnrolmentCard>> {
    let rows: Vec<CardRow> = context.sql.rows(
        "select json_object('id', e.id, 'course', c.name, 'kind', c.kind, 'class_code', k.code, 'starts_on', k.starts_on,
           'ends_on', k.ends_on, 'place', k.place, 'fee', e.fee, 'paid', e.paid, 'stage', e.stage)
         from enrolments e join classes k on k.id = e.class_id join courses c on c.id = k.course_id
         where e.trainee_id = ?1 order by e.id desc limit 50",
        params![trainee],
    )?;
    let mut cards: Vec<EnrolmentCard> = rows.into_iter().map(|row| card(context, row)).collect::<Outcome<_>>()?;
    cards.sort_by_key(is_finished);
    Ok(cards)
}

/// One enrolment of any trainee.
pub fn card_of(context: &Context, enrolment: EnrolmentId) -> Outcome<Option<EnrolmentCard>> {
    let row: Option<CardRow> = context.sql.row(
        "select json_object('id', e.id, 'course', c.name, 'kind', c.kind, 'class_code', k.code, 'starts_on', k.starts_on,
           'ends_on', k.ends_on, 'place', k.place, 'fee', e.fee, 'paid', e.paid, 'stage', e.stage)
         from enrolments e join classes k on k.id = e.class_id join courses c on c.id = k.course_id
         where e.id = ?1",
        params![enrolment],
    )?;
    row.map(|row| card(context, row)).transpose()
}

/// Paid, and at the last stage.
fn is_finished(card: &EnrolmentCard) -> bool {
    matches!(card.next_step, NextStep::Wait { .. }) && card.progress.stage.position + 1 >= card.progress.total
}

fn card(context: &Context, row: CardRow) -> Outcome<EnrolmentCard> {
    let stages = context.stages()?;
    let stage = stages
        .iter()
        .find(|stage| stage.position == row.stage)
        .ok_or_else(|| Failure::broken(format!("enrolments.stage of {} is not a stage: {}", row.id, row.stage)))?;
    let dues = Dues { due: row.fee, paid: row.paid };
    Ok(EnrolmentCard {
        id: row.id,
        course: row.course,
        kind: row.kind,
        class_code: row.class_code,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        place: row.place,
        dues,
        next_step: next_step(dues, stage),
        progress: Progress { stage: stage.clone(), total: i64::try_from(stages.len()).unwrap_or(i64::MAX) },
    })
}
