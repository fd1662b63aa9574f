//! `lessons.get_class_report`: hours due and credited of a class, page by page, lesson by lesson.

use serde::Deserialize;
use shared::courses::CourseKind;
use shared::courses::api::ClassRequest;
use shared::date::Date;
use shared::error::ErrorCode;
use shared::id::CourseId;
use shared::lessons::api::{ClassReport, ReportRow};

use super::courses::MOST_LESSONS;
use super::hours::LESSON_SECONDS;
use super::rows::REQUIRED_MS;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const PAGE: usize = 50;

#[derive(Deserialize)]
struct Head {
    institution: String,
    class_code: String,
    course_id: CourseId,
    course: String,
    course_kind: CourseKind,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    hours_due: Option<i64>,
    /// Of the first enrolment: the class goes by one set of rules.
    rule_set_id: Option<i64>,
}

pub fn get_class_report(context: &Context, _caller: AnyStaff, request: ClassRequest) -> Outcome<ClassReport> {
    let head: Option<Head> = context.sql.row(
        "select json_object('institution', (select name from institution where id = 1), 'class_code', k.code,
           'course_id', c.id, 'course', c.name, 'course_kind', c.kind, 'starts_on', k.starts_on, 'ends_on', k.ends_on,
           'hours_due', c.hours_due,
           'rule_set_id', (select e.rule_set_id from enrolments e where e.class_id = k.id order by e.id limit 1))
         from classes k join courses c on c.id = k.course_id where k.id = ?1",
        params![request.id],
    )?;
    let head = head.ok_or(ErrorCode::NotFound)?;
    let after: i64 = request.after.as_deref().map_or(Ok(0), str::parse).or(Err(ErrorCode::Malformed))?;
    let lessons = context.sql.rows(
        &format!(
            "select json_object('id', l.id, 'title', l.title, 'teacher', l.teacher, 'length_ms', coalesce(m.duration_ms, 0),
               'required_ms', {REQUIRED_MS})
             from lessons l left join media m on m.id = l.video_id
             where l.course_id = ?1 and l.state <> 'draft' order by l.position, l.id limit ?2"
        ),
        params![head.course_id, MOST_LESSONS],
    )?;
    let mut rows: Vec<ReportRow> = context.sql.rows(
        &format!(
            "select json_object('enrolment_id', e.id, 'name', t.name, 'document_masked', t.document_masked,
               'employer', coalesce(m.name, ''), 'done_seconds', e.hours_done + {LESSON_SECONDS},
               'lessons_seconds', {LESSON_SECONDS},
               'lessons', json((select json_group_array(json_object('lesson_id', p.lesson_id,
                   'credit', json_object('counted_ms', p.counted_ms, 'uncounted', json(p.uncounted)),
                   'finished', json(iif(p.finished_at is null, 'false', 'true')), 'plays', p.plays, 'first_at', p.first_at,
                   'last_at', p.last_at) order by p.lesson_id)
                 from lesson_progress p where p.enrolment_id = e.id and p.round = e.round)))
             from enrolments e join trainees t on t.id = e.trainee_id left join employers m on m.id = e.employer_id
             where e.class_id = ?1 and e.id > ?2 order by e.id limit {}",
            PAGE + 1
        ),
        params![request.id, after],
    )?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.enrolment_id.to_string());
    let rules = context.rules()?;
    let set = head.rule_set_id.map(|id| rules.of(id)).transpose()?;
    let class_minutes = set.and_then(|set| u16::try_from(set.class_minutes).ok()).unwrap_or(45);
    let due = head.hours_due.or(set.map(|set| set.hours_due)).unwrap_or_default();
    Ok(ClassReport {
        institution: head.institution,
        class_code: head.class_code,
        course: head.course,
        course_kind: head.course_kind,
        starts_on: head.starts_on,
        ends_on: head.ends_on,
        class_minutes,
        due_seconds: due * i64::from(class_minutes) * 60,
        lessons,
        rows,
        next,
    })
}
