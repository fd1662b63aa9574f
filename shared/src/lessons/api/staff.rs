//! Lessons as staff keep them.

use serde::{Deserialize, Serialize};

use super::{MediaInfo, Storage};
use crate::courses::CourseKind;
use crate::date::Date;
use crate::id::{CourseId, LessonId};
use crate::lessons::{Chapter, LessonState};

/// Of which course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseLessonsRequest {
    pub id: CourseId,
}

/// The lessons of a course with everything staff may change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseLessons {
    pub course_id: CourseId,
    pub course: String,
    pub course_kind: CourseKind,
    /// In order.
    pub lessons: Vec<StaffLesson>,
    pub storage: Storage,
    pub watching: CourseWatching,
}

/// One lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffLesson {
    pub id: LessonId,
    pub title: String,
    pub teacher: String,
    pub summary: String,
    pub state: LessonState,
    /// How much must be counted for it to be finished.
    pub required_ms: i64,
    pub needs_payment: bool,
    pub after: Option<LessonId>,
    pub opens_on: Option<Date>,
    pub closes_on: Option<Date>,
    pub preview: bool,
    pub chapters: Vec<Chapter>,
    pub video: Option<MediaInfo>,
    pub poster: Option<MediaInfo>,
    pub slides: Vec<MediaInfo>,
    /// Cues of the captions; absent without captions.
    pub caption_cues: Option<i64>,
    /// An upload that was begun and not finished.
    pub uploading: Option<Uploading>,
    /// Trainees who have begun to watch it.
    pub viewers: i64,
    pub version: i64,
}

/// A video that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploading {
    pub id: crate::id::MediaId,
    pub file_name: String,
    pub bytes: i64,
    pub stored_bytes: i64,
}

/// A lesson as typed. `id` absent: a new draft at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<LessonId>,
    pub course_id: CourseId,
    /// 1 to 100 characters.
    pub title: String,
    /// At most 40 characters.
    pub teacher: String,
    /// At most 2,000 characters.
    pub summary: String,
    /// Minutes, a whole number; empty: the whole length of the video.
    pub required_minutes: String,
    pub needs_payment: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<LessonId>,
    /// `2026-10-05` or empty.
    pub opens_on: String,
    pub closes_on: String,
    pub preview: bool,
    /// A line each: `03:20 接地电阻的测量`; see [`crate::lessons::chapters`].
    pub chapters: String,
    pub version: i64,
}

/// One place up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveLessonRequest {
    pub id: LessonId,
    pub up: bool,
}

/// What is to become of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonStateRequest {
    pub id: LessonId,
    /// [`LessonState::Draft`] deletes a draft that nobody has watched.
    pub to: LessonState,
    pub version: i64,
}

/// Captions as the sender's browser has converted them; empty: none any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptionsForm {
    pub id: LessonId,
    /// `WebVTT` or SRT, at most 1 MB.
    pub text: String,
}

/// How the lessons of a course are watched: what was set for the course last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseWatching {
    pub from: Date,
    /// 100 to 200.
    pub speed_percent: i64,
    pub hidden_counts: bool,
    pub checks: bool,
    /// At most so much is counted for a trainee in a day.
    pub daily_cap_minutes: i64,
}

/// From today on. What was counted before stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseWatchingForm {
    pub course_id: CourseId,
    /// 100, 125, 150 or 200.
    pub speed_percent: i64,
    pub hidden_counts: bool,
    pub checks: bool,
    /// Whole minutes, 10 to 1,440.
    pub daily_cap_minutes: String,
}
