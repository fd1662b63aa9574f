//! `lessons.list_objections`: what trainees object to, with the plays behind it. Open ones by the day they have to be
//! answered by; decided ones newest first.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, LessonId, ObjectionId};
use shared::lessons::api::{ListObjectionsRequest, StaffObjection};
use shared::page::Page;
use shared::time::Timestamp;

use super::object::{ROW_JSON, Row};
use super::plays;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::{LAST_ID, Value};
use crate::params;

const PAGE: usize = 20;
const MOST_PLAYS: usize = 20;

pub fn list_objections(
    context: &Context,
    _caller: AnyStaff,
    request: ListObjectionsRequest,
) -> Outcome<Page<StaffObjection>> {
    let after = request.after.as_deref().map(serde_json::from_str::<(i64, i64)>).transpose();
    let after = after.or(Err(ErrorCode::Malformed))?;
    let limit = PAGE + 1;
    let (filter, order, after) = if request.decided.is_some() {
        let after = after.unwrap_or((LAST_ID, LAST_ID));
        ("o.state in ('granted', 'refused') and o.id < ?2 and ?1 is not null", "o.id desc", after)
    } else {
        let after = after.unwrap_or((0, 0));
        ("o.state = 'open' and (o.due_at, o.id) > (?1, ?2)", "o.due_at, o.id", after)
    };
    let pick = format!("{filter} order by {order} limit {limit}");
    let mut rows = found(context, &pick, params![after.0, after.1])?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| serde_json::to_string(&(last.due_at, last.objection_id)));
    let items = rows.into_iter().map(|row| complete(context, row)).collect::<Outcome<_>>()?;
    Ok(Page { items, next: next.transpose()? })
}

pub fn one(context: &Context, id: ObjectionId) -> Outcome<StaffObjection> {
    let row = found(context, "o.id = ?1", params![id])?.pop().ok_or(ErrorCode::NotFound)?;
    complete(context, row)
}

#[derive(Deserialize)]
struct Found {
    objection: Row,
    objection_id: ObjectionId,
    due_at: Timestamp,
    enrolment_id: EnrolmentId,
    trainee_name: String,
    course: String,
    class_code: String,
    lesson_id: LessonId,
    lesson: String,
    length_ms: i64,
    counted_ms: i64,
    by: Option<String>,
    version: i64,
}

fn found(context: &Context, pick: &str, values: &[Value]) -> Outcome<Vec<Found>> {
    Ok(context.sql.rows(
        &format!(
            "select json_object('objection', {ROW_JSON}, 'objection_id', o.id, 'due_at', o.due_at,
               'enrolment_id', o.enrolment_id, 'trainee_name', t.name, 'course', c.name, 'class_code', k.code,
               'lesson_id', l.id, 'lesson', l.title, 'length_ms', coalesce(m.duration_ms, w.duration_ms, 0),
               'counted_ms', coalesce(p.counted_ms, 0), 'by', s.name, 'version', o.version)
             from objections o join enrolments e on e.id = o.enrolment_id join trainees t on t.id = e.trainee_id
             join classes k on k.id = e.class_id join courses c on c.id = k.course_id join lessons l on l.id = o.lesson_id
             left join media m on m.id = l.video_id
             left join lesson_progress p on p.enrolment_id = o.enrolment_id and p.round = o.round and p.lesson_id = l.id
             left join media w on w.id = p.video_id
             left join staff s on s.id = o.staff_id
             where {pick}"
        ),
        values,
    )?)
}

fn complete(context: &Context, row: Found) -> Outcome<StaffObjection> {
    let of_lesson = params![row.enrolment_id, row.lesson_id];
    Ok(StaffObjection {
        plays: plays::rows(context, "y.enrolment_id = ?1 and y.lesson_id = ?2", of_lesson, MOST_PLAYS)?,
        objection: row.objection.objection()?,
        enrolment_id: row.enrolment_id,
        trainee_name: row.trainee_name,
        course: row.course,
        class_code: row.class_code,
        lesson_id: row.lesson_id,
        lesson: row.lesson,
        length_ms: row.length_ms,
        counted_ms: row.counted_ms,
        by: row.by,
        version: row.version,
    })
}
