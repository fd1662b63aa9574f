//! `lessons.save_captions`: captions of a lesson. The browser has shown what is wrong with them; here they are written anew
//! by our own code, so that nothing else is ever sent to a trainee.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::CourseId;
use shared::lessons::api::{CaptionsForm, CourseLessons};
use shared::lessons::captions::{self, CaptionsProblem};

use super::courses::of_course;
use crate::institution::audit;
use crate::institution::callers::Editor;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn save_captions(context: &Context, Editor(member): Editor, form: CaptionsForm) -> Outcome<CourseLessons> {
    let course: Option<CourseId> = context.sql.row("select course_id from lessons where id = ?1", params![form.id])?;
    let course = course.ok_or(ErrorCode::NotFound)?;
    let (text, cues) = read(&form.text)?;
    context.sql.run(
        "update lessons set captions = ?2, caption_cues = ?3, version = version + 1 where id = ?1",
        params![form.id, &text, cues],
    )?;
    let detail = serde_json::json!({ "cues": cues });
    audit::record(context, &member.actor(), "lessons.save_captions", Some(("lesson", form.id.0)), &detail)?;
    of_course(context, course)
}

/// None when there is no text.
fn read(typed: &str) -> Outcome<(String, i64)> {
    if typed.is_empty() {
        return Ok((String::new(), 0));
    }
    match captions::read(typed.as_bytes()) {
        Ok(read) => Ok((read.webvtt, i64::try_from(read.cues).unwrap_or(i64::MAX))),
        Err(problem) => {
            let code = match problem {
                CaptionsProblem::Empty => FieldCode::Required,
                CaptionsProblem::TooLong | CaptionsProblem::TooMany => FieldCode::TooLong,
                _ => FieldCode::Format,
            };
            let mut errors = FieldErrors::default();
            errors.push("text", code);
            Err(errors.into())
        }
    }
}
