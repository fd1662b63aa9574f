//! `lessons.decide_objection`: staff grant time or refuse it, with a reason that the trainee reads. What was granted stands
//! beside what was watched, so that an inspector sees both.

use serde::Deserialize;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::{EnrolmentId, LessonId, TraineeId};
use shared::lessons::api::{DecideObjectionRequest, StaffObjection};
use shared::lessons::watching::{Progress, finished};
use shared::messages::MessageContent;
use shared::text;

use super::hours;
use super::list_objections::one;
use super::rows::REQUIRED_MS;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::prose;
use crate::messages::{Notice, Sender, tell};
use crate::params;

const REASON_MIN: usize = 2;
const REASON_MAX: usize = 200;
const MOST_MINUTES: i64 = 600;

#[derive(Deserialize)]
struct Row {
    enrolment_id: EnrolmentId,
    trainee_id: TraineeId,
    round: i64,
    lesson_id: LessonId,
    lesson: String,
    length_ms: i64,
    required_ms: i64,
    state: String,
    version: i64,
    counted_ms: i64,
    progress: Option<Progress>,
}

pub fn decide_objection(
    context: &Context,
    Registrar(member): Registrar,
    request: DecideObjectionRequest,
) -> Outcome<StaffObjection> {
    let row: Option<Row> = context.sql.row(
        &format!(
            "select json_object('enrolment_id', o.enrolment_id, 'trainee_id', e.trainee_id, 'round', o.round,
           'lesson_id', l.id, 'lesson', l.title, 'length_ms', coalesce(m.duration_ms, w.duration_ms, 0),
           'required_ms', {REQUIRED_MS}, 'counted_ms', coalesce(p.counted_ms, 0),
           'state', o.state, 'version', o.version, 'progress', json(p.progress))
         from objections o join enrolments e on e.id = o.enrolment_id join lessons l on l.id = o.lesson_id
         left join media m on m.id = l.video_id
         left join lesson_progress p on p.enrolment_id = o.enrolment_id and p.round = o.round and p.lesson_id = l.id
         left join media w on w.id = p.video_id where o.id = ?1"
        ),
        params![request.id],
    )?;
    let row = row.ok_or(ErrorCode::NotFound)?;
    if row.state != "open" || row.version != request.version {
        return Err(ErrorCode::Changed.into());
    }
    let mut errors = FieldErrors::default();
    let (minutes, reason) =
        (errors.check("minutes", minutes(&request.minutes)), errors.check("reason", reason(&request.reason)));
    let (Some(minutes), Some(reason)) = (minutes, reason) else { return Err(errors.into()) };
    let granted_ms = grant(context, &row, minutes * 60_000)?;
    if minutes > 0 && granted_ms == 0 {
        // All of it is counted, or nothing was ever begun: there is nothing to add to.
        errors.push("minutes", FieldCode::OutOfRange);
        return Err(errors.into());
    }
    let state = if minutes > 0 { "granted" } else { "refused" };
    context.sql.run(
        "update objections set state = ?2, granted_ms = ?3, reason = ?4, staff_id = ?5, decided_at = ?6,
           version = version + 1 where id = ?1",
        params![request.id, state, granted_ms, &reason, member.id, context.now],
    )?;
    let detail = serde_json::json!({ "state": state, "granted_ms": granted_ms, "enrolment": row.enrolment_id,
        "lesson": row.lesson_id });
    let subject = Some(("objection", request.id.0));
    audit::record(context, &member.actor(), "lessons.decide_objection", subject, &detail)?;
    let content = MessageContent::ObjectionDecided { lesson: row.lesson, lesson_id: row.lesson_id, granted_ms, reason };
    let notice = Notice { trainee: row.trainee_id, enrolment: Some(row.enrolment_id), content };
    tell(context, notice, context.now, Sender::default())?;
    one(context, request.id)
}

/// Adds what is granted, as far as the lesson is long. Returns by how much the trainee has more.
fn grant(context: &Context, row: &Row, ms: i64) -> Outcome<i64> {
    let Some(before) = row.progress.as_ref().filter(|_| ms > 0) else { return Ok(0) };
    // As far as the lesson is long.
    let room = (row.length_ms - before.credited_ms(row.length_ms)).max(0);
    let more = ms.min(room);
    if more == 0 {
        return Ok(0);
    }
    let after = before.granted(more);
    context.sql.run(
        "update lesson_progress set progress = ?4, counted_ms = ?5,
           finished_at = coalesce(finished_at, iif(?6, ?7, null))
         where enrolment_id = ?1 and round = ?2 and lesson_id = ?3",
        params![
            row.enrolment_id,
            row.round,
            row.lesson_id,
            serde_json::to_string(&after)?,
            row.counted_ms.saturating_add(more),
            finished(&after, row.required_ms, row.length_ms),
            context.now
        ],
    )?;
    hours::add(context, row.enrolment_id, row.round, more)?;
    Ok(more)
}

fn minutes(typed: &str) -> Result<i64, FieldCode> {
    Ok(text::whole_if_any(typed, 0..=MOST_MINUTES)?.unwrap_or_default())
}

fn reason(typed: &str) -> Result<String, FieldCode> {
    let reason = prose::sentence(typed, REASON_MAX)?;
    if reason.chars().count() < REASON_MIN { Err(FieldCode::TooShort) } else { Ok(reason) }
}
