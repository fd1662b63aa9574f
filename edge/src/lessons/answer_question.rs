//! `lessons.answer_question`: the teacher answers. The asker gets a message; made public, the class sees question and answer
//! without the asker's name. An answer can be corrected.

use serde::Deserialize;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::{EnrolmentId, LessonId, TraineeId};
use shared::lessons::api::{AnswerRequest, StaffQuestion};
use shared::messages::MessageContent;

use super::list_questions::one;
use super::questions;
use super::save_lesson::prose;
use crate::institution::audit;
use crate::institution::callers::Teacher;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::messages::{Notice, Sender, tell};
use crate::params;

const ANSWER_MAX: usize = 2_000;

#[derive(Deserialize)]
struct Row {
    enrolment_id: EnrolmentId,
    trainee_id: TraineeId,
    lesson_id: LessonId,
    lesson: String,
    text: String,
    version: i64,
}

pub fn answer_question(context: &Context, Teacher(member): Teacher, request: AnswerRequest) -> Outcome<StaffQuestion> {
    let row: Option<Row> = context.sql.row(
        "select json_object('enrolment_id', q.enrolment_id, 'trainee_id', e.trainee_id, 'lesson_id', l.id, 'lesson', l.title,
           'text', q.text, 'version', q.version)
         from questions q join enrolments e on e.id = q.enrolment_id join lessons l on l.id = q.lesson_id where q.id = ?1",
        params![request.id],
    )?;
    let row = row.ok_or(ErrorCode::NotFound)?;
    if row.version != request.version {
        return Err(ErrorCode::Changed.into());
    }
    let mut errors = FieldErrors::default();
    let typed = match prose(&request.text, ANSWER_MAX) {
        Ok(text) if text.is_empty() => Err(FieldCode::Required),
        read => read,
    };
    let Some(answer) = errors.check("text", typed) else { return Err(errors.into()) };
    context.sql.run(
        "update questions set answer = ?2, answered_at = coalesce(answered_at, ?3), staff_id = ?4, public = ?5,
           version = version + 1 where id = ?1",
        params![request.id, &answer, context.now, member.id, request.public],
    )?;
    questions::index(context, request.id, &[&row.text, &answer])?;
    let detail = serde_json::json!({ "public": request.public });
    let subject = Some(("question", request.id.0));
    audit::record(context, &member.actor(), "lessons.answer_question", subject, &detail)?;
    let content = MessageContent::QuestionAnswered { lesson: row.lesson, lesson_id: row.lesson_id };
    let notice = Notice { trainee: row.trainee_id, enrolment: Some(row.enrolment_id), content };
    tell(context, notice, context.now, Sender::default())?;
    one(context, request.id)
}
