//! `lessons.set_state`: publishes a lesson, takes it back, or deletes a draft that nobody has seen.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::{CourseId, LessonId};
use shared::lessons::LessonState;
use shared::lessons::api::{CourseLessons, LessonStateRequest};

use super::courses::of_course;
use super::media;
use crate::institution::audit;
use crate::institution::callers::Editor;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

#[derive(Deserialize)]
struct Row {
    course: CourseId,
    state: LessonState,
    has_video: bool,
    in_use: bool,
}

pub fn set_state(context: &Context, Editor(member): Editor, request: LessonStateRequest) -> Outcome<CourseLessons> {
    let LessonStateRequest { id, to, version } = request;
    let row: Option<Row> = context.sql.row(
        "select json_object('course', course_id, 'state', state,
           'has_video', json(iif(video_id is null, 'false', 'true')),
           'in_use', json(iif(exists (select 1 from lesson_progress p where p.lesson_id = l.id)
             or exists (select 1 from lessons o where o.after_id = l.id), 'true', 'false')))
         from lessons l where id = ?1 and version = ?2",
        params![id, version],
    )?;
    let Some(row) = row else {
        let there = context.sql.row::<i64>("select 1 from lessons where id = ?1", params![id])?;
        return Err(there.map_or(ErrorCode::NotFound, |_| ErrorCode::Changed).into());
    };
    let action = match (row.state, to) {
        (LessonState::Draft, LessonState::Draft) => {
            if row.in_use {
                return Err(ErrorCode::LessonInUse.into());
            }
            delete(context, id)?;
            "lessons.delete_draft"
        }
        (LessonState::Draft | LessonState::Withdrawn, LessonState::Published) => {
            if !row.has_video {
                return Err(ErrorCode::LessonUnfinished.into());
            }
            go(context, id, to)?;
            "lessons.publish"
        }
        (LessonState::Published, LessonState::Withdrawn) => {
            // Who is watching hears of it with the next heartbeat, and until then nothing more is counted.
            go(context, id, to)?;
            "lessons.withdraw"
        }
        _ => return Err(ErrorCode::Changed.into()),
    };
    audit::record(context, &member.actor(), action, Some(("lesson", id.0)), &serde_json::json!({}))?;
    of_course(context, row.course)
}

fn go(context: &Context, id: LessonId, to: LessonState) -> Outcome<()> {
    context.sql.run("update lessons set state = ?2, version = version + 1 where id = ?1", params![id, to.code()])?;
    Ok(())
}

/// The draft goes at once, its files by the alarm.
fn delete(context: &Context, id: LessonId) -> Outcome<()> {
    media::drop_all(context, id)?;
    for statement in ["delete from lesson_chapters where lesson_id = ?1", "delete from lessons where id = ?1"] {
        context.sql.run(statement, params![id])?;
    }
    Ok(())
}
