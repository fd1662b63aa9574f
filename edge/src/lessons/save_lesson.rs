//! `lessons.save_lesson`: creates or changes a lesson. A new one is a draft at the end of its course.

use shared::date::Date;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::{CourseId, LessonId};
use shared::lessons::api::{CourseLessons, LessonForm};
use shared::lessons::chapters::{self, Chapter};
use shared::text;

use super::courses::{MOST_LESSONS, of_course};
use super::rows::REQUIRED_MS;
use crate::institution::audit;
use crate::institution::callers::Editor;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::prose::sentence;
use crate::params;

const TITLE_MAX: usize = 100;
const TEACHER_MAX: usize = 40;
const SUMMARY_MAX: usize = 2_000;
/// Ten hours: no lesson is longer.
const MOST_MINUTES: i64 = 600;

/// A form that can be stored.
struct Checked {
    title: String,
    teacher: String,
    summary: String,
    required_ms: Option<i64>,
    opens_on: Option<Date>,
    closes_on: Option<Date>,
    chapters: Vec<Chapter>,
}

pub fn save_lesson(context: &Context, Editor(member): Editor, form: LessonForm) -> Outcome<CourseLessons> {
    let checked = check(context, &form)?;
    let id = match form.id {
        None => insert(context, &form, &checked)?,
        Some(id) => update(context, id, &form, &checked)?,
    };
    context.sql.run("delete from lesson_chapters where lesson_id = ?1", params![id])?;
    context.sql.run(
        "insert into lesson_chapters (lesson_id, at_ms, title)
         select ?1, value ->> 'at_ms', value ->> 'title' from json_each(?2)",
        params![id, serde_json::to_string(&checked.chapters)?],
    )?;
    let action = if form.id.is_none() { "lessons.create_lesson" } else { "lessons.change_lesson" };
    let detail = serde_json::json!({ "title": checked.title, "required_ms": checked.required_ms,
        "needs_payment": form.needs_payment, "after": form.after, "opens_on": checked.opens_on,
        "closes_on": checked.closes_on, "preview": form.preview });
    audit::record(context, &member.actor(), action, Some(("lesson", id.0)), &detail)?;
    of_course(context, form.course_id)
}

fn check(context: &Context, form: &LessonForm) -> Outcome<Checked> {
    let mut errors = FieldErrors::default();
    let title = errors.check("title", sentence(&form.title, TITLE_MAX));
    let teacher = errors.check("teacher", optional(&form.teacher, TEACHER_MAX));
    let summary = errors.check("summary", prose(&form.summary, SUMMARY_MAX));
    let required_ms = errors.check("required_minutes", minutes(&form.required_minutes));
    let opens_on = errors.check("opens_on", day(&form.opens_on));
    let closes_on = errors.check("closes_on", day(&form.closes_on));
    let chapters = errors.check("chapters", chapters::parse(&form.chapters));
    if let (Some(Some(opens)), Some(Some(closes))) = (opens_on, closes_on)
        && closes < opens
    {
        errors.push("closes_on", FieldCode::Inconsistent);
    }
    if let Some(after) = form.after
        && !may_come_after(context, form, after)?
    {
        errors.push("after", FieldCode::Inconsistent);
    }
    match (title, teacher, summary, required_ms, opens_on, closes_on, chapters) {
        (
            Some(title),
            Some(teacher),
            Some(summary),
            Some(required_ms),
            Some(opens_on),
            Some(closes_on),
            Some(chapters),
        ) if errors.is_empty() => Ok(Checked { title, teacher, summary, required_ms, opens_on, closes_on, chapters }),
        _ => Err(errors.into()),
    }
}

/// Another lesson of the same course, which does not wait for this one, however far behind.
fn may_come_after(context: &Context, form: &LessonForm, after: LessonId) -> Outcome<bool> {
    let waits_for: Vec<LessonId> = context.sql.rows(
        "with recursive w(id) as (select id from lessons where id = ?1 and course_id = ?2
           union select l.after_id from w join lessons l on l.id = w.id where l.after_id is not null)
         select id from w",
        params![after, form.course_id],
    )?;
    Ok(!waits_for.is_empty() && form.id.is_none_or(|id| !waits_for.contains(&id)))
}

fn optional(typed: &str, max: usize) -> Result<String, FieldCode> {
    if text::normalise(typed).is_empty() { Ok(String::new()) } else { Ok(text::line(typed, max)?) }
}

/// Several lines.
pub fn prose(typed: &str, max: usize) -> Result<String, FieldCode> {
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    if text.chars().count() > max {
        return Err(FieldCode::TooLong);
    }
    let is_bad = text.lines().any(text::has_forbidden);
    if is_bad { Err(FieldCode::BadCharacters) } else { Ok(text) }
}

fn minutes(typed: &str) -> Result<Option<i64>, FieldCode> {
    Ok(text::whole_if_any(typed, 1..=MOST_MINUTES)?.map(|minutes| minutes * 60_000))
}

fn day(typed: &str) -> Result<Option<Date>, FieldCode> {
    let typed = text::squash(typed);
    if typed.is_empty() { Ok(None) } else { Ok(Some(Date::parse(&typed)?)) }
}

fn insert(context: &Context, form: &LessonForm, checked: &Checked) -> Outcome<LessonId> {
    let known: Option<i64> = context.sql.row(
        "select (select count(*) from lessons l where l.course_id = c.id) from courses c where c.id = ?1",
        params![form.course_id],
    )?;
    if known.ok_or(ErrorCode::NotFound)? >= MOST_LESSONS {
        let mut errors = FieldErrors::default();
        errors.push("title", FieldCode::OutOfRange);
        return Err(errors.into());
    }
    let id = context.sql.insert(
        "insert into lessons (course_id, position, title, teacher, summary, required_ms, needs_payment, after_id, opens_on,
           closes_on, preview, created_at)
         values (?1, (select coalesce(max(position), 0) + 1 from lessons where course_id = ?1), ?2, ?3, ?4, ?5, ?6, ?7, ?8,
           ?9, ?10, ?11) returning id",
        params![
            form.course_id,
            &checked.title,
            &checked.teacher,
            &checked.summary,
            checked.required_ms,
            form.needs_payment,
            form.after,
            checked.opens_on,
            checked.closes_on,
            form.preview,
            context.now
        ],
    )?;
    Ok(LessonId(id))
}

fn update(context: &Context, id: LessonId, form: &LessonForm, checked: &Checked) -> Outcome<LessonId> {
    let course: Option<CourseId> = context.sql.row("select course_id from lessons where id = ?1", params![id])?;
    if course != Some(form.course_id) {
        return Err(ErrorCode::NotFound.into());
    }
    let changed = context.sql.changed(
        "update lessons set title = ?3, teacher = ?4, summary = ?5, required_ms = ?6, needs_payment = ?7, after_id = ?8,
           opens_on = ?9, closes_on = ?10, preview = ?11, version = version + 1
         where id = ?1 and version = ?2 returning 1",
        params![
            id,
            form.version,
            &checked.title,
            &checked.teacher,
            &checked.summary,
            checked.required_ms,
            form.needs_payment,
            form.after,
            checked.opens_on,
            checked.closes_on,
            form.preview
        ],
    )?;
    if changed == 0 {
        return Err(ErrorCode::Changed.into());
    }
    // Whoever has enough by what is asked for now is finished now.
    context.sql.run(
        &format!(
            "update lesson_progress set finished_at = ?2
         where lesson_id = ?1 and finished_at is null and (select m.duration_ms > 0
             and lesson_progress.counted_ms >= {REQUIRED_MS}
           from lessons l join media m on m.id = l.video_id where l.id = ?1)"
        ),
        params![id, context.now],
    )?;
    Ok(id)
}
