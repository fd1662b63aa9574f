//! `lessons.get_lessons`: the lessons of the caller's enrolment.

use shared::enrolments::api::EnrolmentRequest;
use shared::lessons::api::Lessons;

use super::rows::Enrolled;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_lessons(context: &Context, caller: Trainee, request: EnrolmentRequest) -> Outcome<Lessons> {
    let enrolled = Enrolled::of_trainee(context, request.id, caller.trainee.id)?;
    let rows = enrolled.rows(&enrolled.lessons(context)?, context.now.day());
    let next = rows.iter().find(|row| row.gate.is_open() && !row.finished).map(|row| row.id);
    Ok(Lessons { head: enrolled.head(context)?, lessons: rows, next })
}
