//! A lesson for its trainee.

use serde::{Deserialize, Serialize};

use super::{Objection, PlayRow, Question, Source};
use crate::courses::CourseKind;
use crate::date::Date;
use crate::enrolments::api::TraineeName;
use crate::id::{EnrolmentId, LessonId};
use crate::lessons::Chapter;
use crate::lessons::watching::Uncounted;
use crate::time::Timestamp;

/// Whether a lesson can be watched now, and if not, why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "gate")]
pub enum Gate {
    Open,
    /// Only what is paid for.
    NotPaid,
    /// First another lesson has to be finished.
    After {
        title: String,
    },
    /// It opens on this day.
    NotYet {
        on: Date,
    },
    /// It closed with this day.
    Over {
        on: Date,
    },
    /// The case has ended: nothing is counted any more.
    CaseEnded,
    /// It was taken back, or its file is not there yet.
    Withdrawn,
}

impl Gate {
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Open)
    }
}

/// Time of one lesson, or of all, in milliseconds of the lesson.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    pub counted_ms: i64,
    /// Watched and not counted, by reason, in all plays.
    pub uncounted: Uncounted,
}

/// A lesson in the list of its course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonRow {
    pub id: LessonId,
    /// From 1.
    pub number: i64,
    pub title: String,
    pub teacher: String,
    pub length_ms: i64,
    /// How much of it must be counted for the lesson to be finished.
    pub required_ms: i64,
    /// May be watched by everybody who is enrolled, paid or not.
    pub preview: bool,
    pub gate: Gate,
    pub credit: Credit,
    pub finished: bool,
    /// The last place, 0 at the beginning.
    pub place_ms: i64,
}

/// What stands above every page about an enrolment's lessons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonsHead {
    pub enrolment_id: EnrolmentId,
    pub trainee: TraineeName,
    pub course: String,
    pub course_kind: CourseKind,
    pub class_code: String,
    /// How long a class hour is.
    pub class_minutes: u16,
    /// Seconds that the course asks for.
    pub due_seconds: i64,
    /// Seconds that are done: in the classroom and by lessons.
    pub done_seconds: i64,
    /// Of these, by lessons.
    pub lessons_seconds: i64,
}

/// The lessons of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lessons {
    pub head: LessonsHead,
    /// In order.
    pub lessons: Vec<LessonRow>,
    /// The next one to watch: open and not finished.
    pub next: Option<LessonId>,
}

/// One lesson of one enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonRequest {
    pub id: EnrolmentId,
    pub lesson: LessonId,
    /// Only questions with these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// Everything on the page of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonPage {
    pub head: LessonsHead,
    pub lesson: LessonRow,
    pub summary: String,
    pub chapters: Vec<Chapter>,
    /// Absent when the lesson is not open.
    pub video: Option<LessonVideo>,
    pub watching: PlayerRules,
    /// Newest first, at most 20.
    pub plays: Vec<PlayRow>,
    /// Whether an objection can still be made, and until when.
    pub objection_until: Option<Timestamp>,
    /// Newest first, at most 20.
    pub objections: Vec<Objection>,
    /// The caller's own, and public ones of the class; newest first, at most 50.
    pub questions: Vec<Question>,
    /// The lesson after this one.
    pub next: Option<NextLesson>,
}

/// The lesson after this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextLesson {
    pub id: LessonId,
    pub title: String,
    pub gate: Gate,
}

/// What is shown of a lesson that is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonVideo {
    pub source: Source,
    pub bytes: i64,
    pub width: i64,
    pub height: i64,
    pub has_captions: bool,
    pub poster: Option<String>,
    /// Pictures of the slides' pages, in order.
    pub slides: Vec<String>,
}

/// How the player has to behave. The server keeps the account, whatever a player does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayerRules {
    pub beat_seconds: i64,
    /// 100 to 200.
    pub speed_percent: i64,
    /// Whether time counts while the page is in the background.
    pub hidden_counts: bool,
    /// Whether it is asked now and then if somebody is there.
    pub checks: bool,
}
