//! What an institution sets for the recorded lessons of all courses.

use serde::{Deserialize, Serialize};

use super::Storage;
use crate::date::Date;

/// In the unit in which room for lessons is set.
pub const GIGABYTE: i64 = 1024 * 1024 * 1024;

/// As it holds today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonSettings {
    /// The day on which it was last changed.
    pub from: Date,
    pub storage: Storage,
    /// A presence check comes between so many …
    pub check_from_minutes: i64,
    /// … and so many minutes after the start or the last answer.
    pub check_to_minutes: i64,
    /// How long there is to answer, from when the question is seen.
    pub check_answer_seconds: i64,
    /// How many days after watching a trainee may object.
    pub object_days: i64,
    /// How many days staff have to decide.
    pub decide_days: i64,
    /// A question that is not answered within so many working hours is flagged.
    pub answer_hours: i64,
}

/// As typed: whole numbers. Plays, objections and questions that have begun keep what held then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LessonSettingsForm {
    /// What was shown: if it no longer holds, nothing is saved.
    pub seen: LessonSettings,
    /// Room for films, slides and posters in [`GIGABYTE`]s, 1 to 100,000. What was shown, rounded down, changes nothing.
    pub limit_gb: String,
    /// 1 to 240.
    pub check_from_minutes: String,
    /// Not less than `check_from_minutes`, at most 240.
    pub check_to_minutes: String,
    /// 20 to 600.
    pub check_answer_seconds: String,
    /// 1 to 90.
    pub object_days: String,
    /// 1 to 90.
    pub decide_days: String,
    /// 1 to 200.
    pub answer_hours: String,
}

impl LessonSettings {
    /// The room in [`GIGABYTE`]s, rounded down.
    pub fn limit_gb(&self) -> String {
        (self.storage.limit_bytes / GIGABYTE).to_string()
    }

    /// Whether staff have set the same; what is used changes by itself.
    pub fn same_numbers(&self, other: &Self) -> bool {
        let storage = Storage { used_bytes: other.storage.used_bytes, ..self.storage };
        Self { storage, ..*self } == *other
    }

    /// What the form begins with.
    pub fn form(&self) -> LessonSettingsForm {
        LessonSettingsForm {
            seen: *self,
            limit_gb: self.limit_gb(),
            check_from_minutes: self.check_from_minutes.to_string(),
            check_to_minutes: self.check_to_minutes.to_string(),
            check_answer_seconds: self.check_answer_seconds.to_string(),
            object_days: self.object_days.to_string(),
            decide_days: self.decide_days.to_string(),
            answer_hours: self.answer_hours.to_string(),
        }
    }
}
