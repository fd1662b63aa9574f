//! `lessons.ask_question`: a question to the teacher about a second of a lesson.

use shared::error::{ErrorCode, FieldErrors};
use shared::id::QuestionId;
use shared::lessons::api::{AskRequest, Question};
use shared::time::Timestamp;

use super::object::said;
use super::rows::Enrolled;
use super::{questions, rules};
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::tries;
use crate::params;

/// Hours of a working day of the office.
const HOURS_OF_DAY: i64 = 8;

pub fn ask_question(context: &Context, caller: Trainee, request: AskRequest) -> Outcome<Question> {
    let enrolled = Enrolled::of_trainee(context, request.enrolment_id, caller.trainee.id)?;
    let lesson = enrolled.lesson(context, request.lesson_id)?;
    // Who may not see it yet has nothing to ask about it; who has seen it may ask later too.
    if !enrolled.gate(&lesson, context.now.day()).is_open() && lesson.seen.plays == 0 {
        return Err(ErrorCode::LessonClosed.into());
    }
    let mut errors = FieldErrors::default();
    let Some(text) = errors.check("text", said(&request.text)) else { return Err(errors.into()) };
    tries::count(context, "question_trainee", &caller.trainee.id.to_string())?;
    let at_ms = request.at_ms.clamp(0, lesson.length_ms);
    let id = context.sql.insert(
        "insert into questions (enrolment_id, class_id, lesson_id, at_ms, text, asked_at, due_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7) returning id",
        params![enrolled.id, enrolled.class_id, lesson.id, at_ms, &text, context.now, due_at(context)?],
    )?;
    let id = QuestionId(id);
    questions::index(context, id, &[&text])?;
    Ok(Question { id, own: true, at_ms, text, asked_at: context.now, answer: None })
}

/// So many working hours from now, as whole working days of eight hours, rounded up: the office has no hours of its own in the
/// portal. Due at the same time of that day.
fn due_at(context: &Context) -> Outcome<Timestamp> {
    let hours = rules::talk(context, context.now.day())?.answer_hours;
    let today = context.now.day();
    let days = (hours + HOURS_OF_DAY - 1).div_euclid(HOURS_OF_DAY).max(1);
    let due = context.calendar()?.plus_workdays(today, days).day;
    let passed = due.days_since_epoch().saturating_sub(today.days_since_epoch());
    Ok(context.now.plus_days(passed))
}
