//! `lessons.move_lesson`: one place up or down. Moving the first up or the last down changes nothing.

use shared::error::ErrorCode;
use shared::id::{CourseId, LessonId};
use shared::lessons::api::{CourseLessons, MoveLessonRequest};

use super::courses::of_course;
use crate::institution::audit;
use crate::institution::callers::Editor;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn move_lesson(context: &Context, Editor(member): Editor, request: MoveLessonRequest) -> Outcome<CourseLessons> {
    let course: Option<CourseId> =
        context.sql.row("select course_id from lessons where id = ?1", params![request.id])?;
    let course = course.ok_or(ErrorCode::NotFound)?;
    let mut order: Vec<LessonId> =
        context.sql.rows("select id from lessons where course_id = ?1 order by position, id", params![course])?;
    let at = order.iter().position(|id| *id == request.id).ok_or(ErrorCode::NotFound)?;
    let other = if request.up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < order.len()) };
    if let Some(other) = other {
        order.swap(at, other);
        // Numbered anew: positions need not be dense, but they must differ.
        context.sql.run(
            "update lessons set position = w.key + 1 from json_each(?1) w where lessons.id = w.value",
            params![serde_json::to_string(&order)?],
        )?;
        let detail = serde_json::json!({ "up": request.up });
        audit::record(context, &member.actor(), "lessons.move_lesson", Some(("lesson", request.id.0)), &detail)?;
    }
    of_course(context, course)
}
