//! `lessons.renew_source`: a fresh address for a play that goes on. One whose lesson was taken back gets none.

use shared::error::ErrorCode;
use shared::id::MediaId;
use shared::lessons::api::{PlayRef, Source};

use super::courses::{MEDIA_JSON, MediaRow};
use super::plays;
use super::rows::Enrolled;
use super::sources::PLAYER_SECONDS;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

pub fn renew_source(context: &Context, caller: Trainee, request: PlayRef) -> Outcome<Source> {
    let play = plays::by_token(context, &request.token, caller.trainee.id)?;
    let enrolled = Enrolled::of(context, play.enrolment_id)?;
    let lesson = enrolled.lesson(context, play.lesson_id)?;
    let is_same = lesson.video_id == Some(play.video_id);
    if !is_same || !enrolled.gate(&lesson, context.now.day()).is_open() {
        return Err(ErrorCode::LessonClosed.into());
    }
    source_of(context, play.video_id)
}

/// For the caller's session, as long as a player needs it.
pub fn source_of(context: &Context, video: MediaId) -> Outcome<Source> {
    let file = file(context, video)?.ok_or_else(|| Failure::broken("a lesson without its video"))?;
    let token = context.facts.session.as_deref().unwrap_or_default();
    Ok(file.grant(context, token, context.now.plus_seconds(PLAYER_SECONDS)).source(context.keys))
}

/// A file by its id.
pub fn file(context: &Context, id: MediaId) -> Outcome<Option<MediaRow>> {
    Ok(context.sql.row(&format!("select {MEDIA_JSON} from media m where m.id = ?1"), params![id])?)
}
