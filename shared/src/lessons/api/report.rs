//! What an inspector is shown: hours due and credited, with the plays behind them.

use serde::{Deserialize, Serialize};

use super::{Credit, LessonRow, LessonsHead, PlayRow};
use crate::courses::CourseKind;
use crate::date::Date;
use crate::id::{ClassId, EnrolmentId, LessonId};
use crate::time::Timestamp;

/// One trainee's lessons with every play, newest first, at most 500.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub head: LessonsHead,
    pub lessons: Vec<LessonRow>,
    pub plays: Vec<PlayRow>,
}

/// One page of a class, 50 trainees at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassReport {
    pub institution: String,
    pub class_code: String,
    pub course: String,
    pub course_kind: CourseKind,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub class_minutes: u16,
    pub due_seconds: i64,
    /// Published lessons, in order.
    pub lessons: Vec<ReportLesson>,
    pub rows: Vec<ReportRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A lesson as a column of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLesson {
    pub id: LessonId,
    pub title: String,
    pub teacher: String,
    pub length_ms: i64,
    pub required_ms: i64,
}

/// A trainee as a row of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    pub enrolment_id: EnrolmentId,
    pub name: String,
    pub document_masked: String,
    pub employer: String,
    /// In the classroom and by lessons.
    pub done_seconds: i64,
    /// By lessons.
    pub lessons_seconds: i64,
    /// What the rules of this enrolment ask for; see [`ClassReport::due_of`].
    #[serde(default)]
    pub due_seconds: i64,
    /// How long a class hour is by these rules; 0: as in the class.
    #[serde(default)]
    pub class_minutes: u16,
    /// Those that were begun.
    pub lessons: Vec<ReportCredit>,
}

/// What a trainee has of one lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportCredit {
    pub lesson_id: LessonId,
    pub credit: Credit,
    /// Of what is counted, granted after an objection.
    #[serde(default)]
    pub granted_ms: i64,
    pub finished: bool,
    pub plays: i64,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
}

/// A report that was handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordReportRequest {
    pub class_id: ClassId,
    /// Hex, of its lines as [`crate::lessons::report`] writes them.
    pub sha256: String,
}

/// When it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedReport {
    pub at: Timestamp,
}
