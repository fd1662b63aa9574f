//! What trainees say about a lesson: objections to what was counted, and questions to the teacher.

use serde::{Deserialize, Serialize};

use super::PlayRow;
use crate::id::{EnrolmentId, LessonId, ObjectionId, QuestionId};
use crate::time::Timestamp;

/// Says that time was not counted rightly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectRequest {
    pub enrolment_id: EnrolmentId,
    pub lesson_id: LessonId,
    /// 5 to 500 characters.
    pub text: String,
}

/// What has become of an objection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decided")]
pub enum Decided {
    /// Staff answer until `due_at`.
    Open {
        due_at: Timestamp,
    },
    Granted {
        decided_at: Timestamp,
        granted_ms: i64,
        reason: String,
    },
    Refused {
        decided_at: Timestamp,
        reason: String,
    },
}

/// An objection, for its trainee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Objection {
    pub id: ObjectionId,
    pub at: Timestamp,
    pub text: String,
    pub decided: Decided,
}

/// Which objections.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListObjectionsRequest {
    /// Decided ones, newest first, instead of open ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// An objection with its evidence, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffObjection {
    pub objection: Objection,
    pub enrolment_id: EnrolmentId,
    pub trainee_name: String,
    pub course: String,
    pub class_code: String,
    pub lesson_id: LessonId,
    pub lesson: String,
    pub length_ms: i64,
    pub counted_ms: i64,
    /// Of this lesson, newest first, at most 20.
    pub plays: Vec<PlayRow>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    pub version: i64,
}

impl StaffObjection {
    /// What can be added at most: as far as the lesson is long.
    pub fn room_ms(&self) -> i64 {
        self.length_ms.saturating_sub(self.counted_ms).max(0)
    }
}

/// What staff decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideObjectionRequest {
    pub id: ObjectionId,
    /// Whole minutes that are added; empty or 0 refuses.
    pub minutes: String,
    /// 2 to 200 characters, which the trainee reads.
    pub reason: String,
    pub version: i64,
}

/// A question about a second of a lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskRequest {
    pub enrolment_id: EnrolmentId,
    pub lesson_id: LessonId,
    pub at_ms: i64,
    /// 5 to 500 characters.
    pub text: String,
}

/// A question as the class sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub id: QuestionId,
    /// Asked by the reader.
    pub own: bool,
    pub at_ms: i64,
    pub text: String,
    pub asked_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
}

/// What the teacher says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub text: String,
    pub at: Timestamp,
    /// Seen by the class, without the asker's name.
    pub public: bool,
}

/// Which questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuestionsRequest {
    /// Words, of all questions and answers; empty: the open ones.
    #[serde(default)]
    pub search: String,
    /// Answered ones, newest first, instead of open ones.
    #[serde(default)]
    pub answered: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A question for the teacher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffQuestion {
    pub question: Question,
    pub trainee_name: String,
    pub class_code: String,
    pub course: String,
    pub lesson_id: LessonId,
    pub lesson: String,
    /// Not answered in the time that the rules give.
    pub overdue: bool,
    pub version: i64,
}

/// An answer as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRequest {
    pub id: QuestionId,
    /// 1 to 2,000 characters.
    pub text: String,
    pub public: bool,
    pub version: i64,
}
