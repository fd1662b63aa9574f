//! `lessons.object`: a trainee says that time was not counted rightly. Staff have to answer by a day.

use serde::Deserialize;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::{EnrolmentId, LessonId, ObjectionId};
use shared::lessons::api::{Decided, ObjectRequest, Objection};
use shared::time::Timestamp;

use super::rows::Enrolled;
use super::rules;
use super::save_lesson::prose;
use crate::institution::audit;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::tries;
use crate::params;

const TEXT_MIN: usize = 5;
const TEXT_MAX: usize = 500;

pub fn object(context: &Context, caller: Trainee, request: ObjectRequest) -> Outcome<Objection> {
    let enrolled = Enrolled::of_trainee(context, request.enrolment_id, caller.trainee.id)?;
    let lesson = enrolled.lesson(context, request.lesson_id)?;
    let until = objection_until(context, &enrolled, lesson.id)?;
    if until.is_none() {
        return Err(ErrorCode::TooLate.into());
    }
    let mut errors = FieldErrors::default();
    let Some(text) = errors.check("text", said(&request.text)) else { return Err(errors.into()) };
    tries::count(context, "objection_trainee", &caller.trainee.id.to_string())?;
    let due_at = context.now.plus_days(rules::talk(context, context.now.day())?.decide_days);
    let id = context.sql.insert(
        "insert into objections (enrolment_id, round, lesson_id, at, text, due_at) values (?1, ?2, ?3, ?4, ?5, ?6)
         returning id",
        params![enrolled.id, enrolled.round, lesson.id, context.now, &text, due_at],
    )?;
    let detail = serde_json::json!({ "enrolment": enrolled.id, "lesson": lesson.id });
    audit::record(context, &caller.actor(), "lessons.object", Some(("objection", id)), &detail)?;
    Ok(Objection { id: ObjectionId(id), at: context.now, text, decided: Decided::Open { due_at } })
}

/// What a trainee says: 5 to 500 characters.
pub fn said(typed: &str) -> Result<String, FieldCode> {
    let text = prose(typed, TEXT_MAX)?;
    match text.chars().count() {
        0 => Err(FieldCode::Required),
        length if length < TEXT_MIN => Err(FieldCode::TooShort),
        _ => Ok(text),
    }
}

/// Until when the trainee may object: some days after the newest play of this round. Absent before the first, and when it is
/// over.
pub fn objection_until(context: &Context, enrolled: &Enrolled, lesson: LessonId) -> Outcome<Option<Timestamp>> {
    let last: Option<Timestamp> = context.sql.one(
        "select json(coalesce((select last_at from plays where enrolment_id = ?1 and lesson_id = ?2 and round = ?3
           order by id desc limit 1), 'null'))",
        params![enrolled.id, lesson, enrolled.round],
    )?;
    let Some(last) = last else { return Ok(None) };
    // As it held on that day: a number that is lowered takes nobody's time away.
    let until = last.plus_days(rules::talk(context, last.day())?.object_days);
    Ok((context.now <= until).then_some(until))
}

#[derive(Deserialize)]
pub struct Row {
    id: ObjectionId,
    at: Timestamp,
    text: String,
    due_at: Timestamp,
    state: String,
    granted_ms: i64,
    reason: String,
    decided_at: Option<Timestamp>,
}

/// The columns of [`Row`] of an objection `o`.
pub const ROW_JSON: &str = "json_object('id', o.id, 'at', o.at, 'text', o.text, 'due_at', o.due_at, 'state', o.state,
    'granted_ms', o.granted_ms, 'reason', o.reason, 'decided_at', o.decided_at)";

impl Row {
    pub fn objection(self) -> Outcome<Objection> {
        let decided = match (self.state.as_str(), self.decided_at) {
            ("open", _) => Decided::Open { due_at: self.due_at },
            ("granted", Some(decided_at)) => {
                Decided::Granted { decided_at, granted_ms: self.granted_ms, reason: self.reason }
            }
            ("refused", Some(decided_at)) => Decided::Refused { decided_at, reason: self.reason },
            _ => return Err(Failure::broken(format!("objections.state of {}", self.id))),
        };
        Ok(Objection { id: self.id, at: self.at, text: self.text, decided })
    }
}

/// Newest first, at most 20.
pub fn objections_of(context: &Context, enrolment: EnrolmentId, lesson: LessonId) -> Outcome<Vec<Objection>> {
    let rows: Vec<Row> = context.sql.rows(
        &format!(
            "select {ROW_JSON} from objections o where o.enrolment_id = ?1 and o.lesson_id = ?2 order by o.id desc limit 20"
        ),
        params![enrolment, lesson],
    )?;
    rows.into_iter().map(Row::objection).collect()
}
