//! `lessons.get_class_report`: hours due and credited of a class, page by page, lesson by lesson.

use serde::Deserialize;
use shared::certificates::regime::RuleSet;
use shared::courses::CourseKind;
use shared::courses::api::ClassRequest;
use shared::date::Date;
use shared::error::ErrorCode;
use shared::id::CourseId;
use shared::lessons::api::{ClassReport, ReportLesson, ReportRow};

use super::courses::MOST_LESSONS;
use super::hours::LESSON_SECONDS;
use super::rows::REQUIRED_MS;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Trainees of one page at most, and how many of their lessons: what a page has is bounded by both.
const PAGE: usize = 50;
const PAGE_LESSONS: usize = 2_000;

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
    /// Of the newest enrolment: what stands above the table. Each row has its own.
    rule_set_id: Option<i64>,
}

/// A row as the database has it: hours due are a matter of its rules.
#[derive(Deserialize)]
struct Row {
    rule_set_id: i64,
    #[serde(flatten)]
    row: ReportRow,
}

pub fn get_class_report(context: &Context, _caller: AnyStaff, request: ClassRequest) -> Outcome<ClassReport> {
    page_of(context, request)
}

/// One page.
pub fn page_of(context: &Context, request: ClassRequest) -> Outcome<ClassReport> {
    let head: Option<Head> = context.sql.row(
        "select json_object('institution', (select name from institution where id = 1), 'class_code', k.code,
           'course_id', c.id, 'course', c.name, 'course_kind', c.kind, 'starts_on', k.starts_on, 'ends_on', k.ends_on,
           'hours_due', c.hours_due,
           'rule_set_id', (select e.rule_set_id from enrolments e where e.class_id = k.id order by e.id desc limit 1))
         from classes k join courses c on c.id = k.course_id where k.id = ?1",
        params![request.id],
    )?;
    let head = head.ok_or(ErrorCode::NotFound)?;
    let after: i64 = request.after.as_deref().map_or(Ok(0), str::parse).or(Err(ErrorCode::Malformed))?;
    let lessons: Vec<ReportLesson> = context.sql.rows(
        &format!(
            "select json_object('id', l.id, 'title', l.title, 'teacher', l.teacher, 'length_ms', coalesce(m.duration_ms, 0),
               'required_ms', {REQUIRED_MS})
             from lessons l left join media m on m.id = l.video_id
             where l.course_id = ?1 and l.state <> 'draft' order by l.position, l.id limit ?2"
        ),
        params![head.course_id, MOST_LESSONS],
    )?;
    let page = (PAGE_LESSONS / lessons.len().max(1)).clamp(5, PAGE);
    let mut rows: Vec<Row> = context.sql.rows(
        &format!(
            "select json_object('rule_set_id', e.rule_set_id, 'enrolment_id', e.id, 'name', t.name, 'document_masked', t.document_masked,
               'employer', coalesce(m.name, ''), 'done_seconds', e.hours_done + {LESSON_SECONDS},
               'lessons_seconds', {LESSON_SECONDS},
               'lessons', json((select json_group_array(json_object('lesson_id', p.lesson_id,
                   'credit', json_object('counted_ms', p.counted_ms, 'uncounted', json(p.uncounted)),
                   'finished', json(iif(p.finished_at is null, 'false', 'true')), 'plays', p.plays,
                   'granted_ms', coalesce(p.progress ->> '$.granted_ms', 0), 'first_at', p.first_at,
                   'last_at', p.last_at) order by p.lesson_id)
                 from lesson_progress p where p.enrolment_id = e.id and p.round = e.round)))
             from enrolments e join trainees t on t.id = e.trainee_id left join employers m on m.id = e.employer_id
             where e.class_id = ?1 and e.id > ?2 order by e.id limit {}",
            page + 1
        ),
        params![request.id, after],
    )?;
    let more = rows.len() > page;
    rows.truncate(page);
    let next = rows.last().filter(|_| more).map(|last| last.row.enrolment_id.to_string());
    let rules = context.rules()?;
    let set = head.rule_set_id.map(|id| rules.of(id)).transpose()?;
    let due_by = |set: Option<&RuleSet>| {
        let class_minutes = set.and_then(|set| u16::try_from(set.class_minutes).ok()).unwrap_or(45);
        let due = head.hours_due.or(set.map(|set| set.hours_due)).unwrap_or_default();
        (class_minutes, due * i64::from(class_minutes) * 60)
    };
    let (class_minutes, due_seconds) = due_by(set);
    let rows = rows.into_iter().map(|Row { rule_set_id, row }| {
        let (class_minutes, due_seconds) = due_by(Some(rules.of(rule_set_id)?));
        Ok(ReportRow { class_minutes, due_seconds, ..row })
    });
    let rows = rows.collect::<Outcome<Vec<_>>>()?;
    Ok(ClassReport {
        institution: head.institution,
        class_code: head.class_code,
        course: head.course,
        course_kind: head.course_kind,
        starts_on: head.starts_on,
        ends_on: head.ends_on,
        class_minutes,
        due_seconds,
        lessons,
        rows,
        next,
    })
}
