//! `lessons.list_questions`: questions for the teacher. Open ones with the oldest first; answered ones, and those with these
//! words, newest first.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::{LessonId, QuestionId};
use shared::lessons::api::{ListQuestionsRequest, StaffQuestion};
use shared::lessons::bigrams;
use shared::page::Page;
use shared::time::Timestamp;

use super::questions::{HAS_TERMS, ROW_JSON, Row};
use crate::institution::callers::Teacher;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::{LAST_ID, Value};
use crate::params;

const PAGE: usize = 30;

pub fn list_questions(
    context: &Context,
    _caller: Teacher,
    request: ListQuestionsRequest,
) -> Outcome<Page<StaffQuestion>> {
    let after: Option<(i64, i64)> =
        request.after.as_deref().map(serde_json::from_str).transpose().or(Err(ErrorCode::Malformed))?;
    let newest = after.unwrap_or((LAST_ID, LAST_ID));
    let limit = PAGE + 1;
    let typed = request.search.trim();
    let (mut rows, by) = if !typed.is_empty() {
        let Some(terms) = bigrams::terms_of_query(typed) else { return Ok(Page::default()) };
        // The rarest term would lead best; the first has to do: questions are some thousands.
        let first = terms.first().cloned().unwrap_or_default();
        let pick = format!(
            "q.id in (select x.question_id from question_terms x where x.term = ?3) and q.id < ?1 and {HAS_TERMS}
             order by q.id desc limit {limit}"
        )
        .replace("?t", "?2");
        (found(context, &pick, params![newest.1, serde_json::to_string(&terms)?, first])?, By::Id)
    } else if request.answered {
        let pick = format!(
            "q.answered_at is not null and (q.answered_at, q.id) < (?1, ?2) order by q.answered_at desc, q.id desc limit {limit}"
        );
        (found(context, &pick, params![newest.0, newest.1])?, By::Answered)
    } else {
        let oldest = after.unwrap_or((0, 0));
        let pick =
            format!("q.answered_at is null and (q.asked_at, q.id) > (?1, ?2) order by q.asked_at, q.id limit {limit}");
        (found(context, &pick, params![oldest.0, oldest.1])?, By::Asked)
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| {
        let at = match by {
            By::Id => Timestamp(0),
            By::Asked => last.asked_at,
            By::Answered => last.answered_at.unwrap_or_default(),
        };
        serde_json::to_string(&(at, last.question.id))
    });
    let next = next.transpose()?;
    Ok(Page { items: rows.into_iter().map(|row| row.complete(context)).collect(), next })
}

enum By {
    Id,
    Asked,
    Answered,
}

pub fn one(context: &Context, id: QuestionId) -> Outcome<StaffQuestion> {
    let row = found(context, "q.id = ?1", params![id])?.pop().ok_or(ErrorCode::NotFound)?;
    Ok(row.complete(context))
}

#[derive(Deserialize)]
struct Found {
    question: Row,
    trainee_name: String,
    class_code: String,
    course: String,
    lesson_id: LessonId,
    lesson: String,
    asked_at: Timestamp,
    answered_at: Option<Timestamp>,
    due_at: Timestamp,
    version: i64,
}

impl Found {
    fn complete(self, context: &Context) -> StaffQuestion {
        StaffQuestion {
            overdue: self.answered_at.is_none() && context.now > self.due_at,
            question: self.question.question(None),
            trainee_name: self.trainee_name,
            class_code: self.class_code,
            course: self.course,
            lesson_id: self.lesson_id,
            lesson: self.lesson,
            version: self.version,
        }
    }
}

fn found(context: &Context, pick: &str, values: &[Value]) -> Outcome<Vec<Found>> {
    Ok(context.sql.rows(
        &format!(
            "select json_object('question', {ROW_JSON}, 'trainee_name', t.name, 'class_code', k.code, 'course', c.name,
               'lesson_id', l.id, 'lesson', l.title, 'asked_at', q.asked_at, 'answered_at', q.answered_at,
               'due_at', q.due_at, 'version', q.version)
             from questions q join enrolments e on e.id = q.enrolment_id join trainees t on t.id = e.trainee_id
             join classes k on k.id = q.class_id join courses c on c.id = k.course_id join lessons l on l.id = q.lesson_id
             where {pick}"
        ),
        values,
    )?)
}
