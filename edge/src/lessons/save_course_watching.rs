//! `lessons.save_course_watching`: how the lessons of a course are watched from today on. Plays that go on keep their rules.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::lessons::api::{CourseLessons, CourseWatchingForm};
use shared::text;

use super::courses::of_course;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const SPEEDS: [i64; 4] = [100, 125, 150, 200];

pub fn save_course_watching(
    context: &Context,
    Registrar(member): Registrar,
    form: CourseWatchingForm,
) -> Outcome<CourseLessons> {
    let there: Option<i64> = context.sql.row("select 1 from courses where id = ?1", params![form.course_id])?;
    there.ok_or(ErrorCode::NotFound)?;
    let mut errors = FieldErrors::default();
    if !SPEEDS.contains(&form.speed_percent) {
        errors.push("speed_percent", FieldCode::OutOfRange);
    }
    let Some(cap) = errors
        .check("daily_cap_minutes", text::whole(&form.daily_cap_minutes, 10..=1_440))
        .filter(|_| errors.is_empty())
    else {
        return Err(errors.into());
    };
    context.sql.run(
        "insert into course_watching (course_id, effective_from, speed_percent, hidden_counts, checks, daily_cap_minutes,
           staff_id)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         on conflict (course_id, effective_from) do update set speed_percent = excluded.speed_percent,
           hidden_counts = excluded.hidden_counts, checks = excluded.checks,
           daily_cap_minutes = excluded.daily_cap_minutes, staff_id = excluded.staff_id",
        params![
            form.course_id,
            context.now.day(),
            form.speed_percent,
            form.hidden_counts,
            form.checks,
            cap,
            member.id
        ],
    )?;
    let detail = serde_json::json!({ "speed_percent": form.speed_percent, "hidden_counts": form.hidden_counts,
        "checks": form.checks, "daily_cap_minutes": cap });
    let subject = Some(("course", form.course_id.0));
    audit::record(context, &member.actor(), "lessons.save_course_watching", subject, &detail)?;
    of_course(context, form.course_id)
}
