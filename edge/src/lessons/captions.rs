//! `lessons.get_captions`: the captions of a lesson that is open to the caller. Staff see those of every lesson, to look
//! whether they are the right ones.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, LessonId};

use super::rows::Enrolled;
use crate::institution::callers::{AnyStaff, Anyone, Authenticate as _, Trainee};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionsRequest {
    pub id: EnrolmentId,
    pub lesson: LessonId,
}

/// Of any lesson, for staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffCaptionsRequest {
    pub lesson: LessonId,
}

/// As our own code has written them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionsFile {
    pub vtt: String,
}

internal!(
    /// The captions of an open lesson.
    GetCaptions = "lessons.get_captions", CaptionsRequest => CaptionsFile
);

internal!(
    /// The captions of a lesson in whatever state.
    GetStaffCaptions = "lessons.get_staff_captions", StaffCaptionsRequest => CaptionsFile
);

pub fn get_captions(context: &Context, _caller: Anyone, request: CaptionsRequest) -> Outcome<CaptionsFile> {
    let caller = Trainee::authenticate(context)?;
    let enrolled = Enrolled::of_trainee(context, request.id, caller.trainee.id)?;
    let lesson = enrolled.lesson(context, request.lesson)?;
    if !enrolled.gate(&lesson, context.now.day()).is_open() {
        return Err(ErrorCode::NotFound.into());
    }
    stored(context, request.lesson)
}

pub fn get_staff_captions(context: &Context, _caller: Anyone, request: StaffCaptionsRequest) -> Outcome<CaptionsFile> {
    AnyStaff::authenticate(context)?;
    stored(context, request.lesson)
}

fn stored(context: &Context, lesson: LessonId) -> Outcome<CaptionsFile> {
    let vtt: Option<String> = context
        .sql
        .row("select json_quote(captions) from lessons where id = ?1 and captions <> ''", params![lesson])?;
    Ok(CaptionsFile { vtt: vtt.ok_or(ErrorCode::NotFound)? })
}
