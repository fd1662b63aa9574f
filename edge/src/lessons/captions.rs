//! `lessons.get_captions`: the captions of a lesson for whoever may watch it.

use serde::{Deserialize, Serialize};
use shared::id::{EnrolmentId, LessonId};

use crate::institution::internal::internal;

/// Which lesson of which enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionsRequest {
    pub id: EnrolmentId,
    pub lesson: LessonId,
}

/// A file of captions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionsFile {
    /// As `text/vtt`.
    pub vtt: String,
}

internal!(
    /// The captions of a lesson; not found without any.
    GetCaptions = "lessons.get_captions", CaptionsRequest => CaptionsFile
);
