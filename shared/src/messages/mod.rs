//! What the portal tells a trainee: kept as data, worded by the reader's language.

pub mod api;
#[cfg(any(test, feature = "samples"))]
pub mod samples;

use serde::{Deserialize, Serialize};

use crate::certificates::case::Outcome;
use crate::certificates::clocks::Target;
use crate::certificates::exams::{Part, Standing};
use crate::date::Date;
use crate::id::{LessonId, ProofId};
use crate::items::ItemKind;
use crate::lang::LocalText;

/// One message. Stored as JSON: variants are added, old ones stay readable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "message")]
pub enum MessageContent {
    /// The case has come to a stage. `todo` is empty when there is nothing but waiting.
    StageReached {
        course: String,
        stage: LocalText,
        todo: LocalText,
    },
    /// The case was moved back.
    MovedBack {
        course: String,
        stage: LocalText,
        reason: String,
    },
    ExamScheduled {
        course: String,
        part: Part,
        on: Date,
        place: String,
    },
    /// The trainee did not come. That is no attempt.
    ExamMissed {
        course: String,
        part: Part,
        on: Date,
    },
    /// A result and what it means.
    Result {
        course: String,
        part: Part,
        score: Option<i64>,
        passed: bool,
        standing: Standing,
    },
    /// A training proof is there, or one in the place of another.
    ProofIssued {
        course: String,
        proof: ProofId,
        number: String,
        replaces: String,
    },
    ProofRevoked {
        course: String,
        proof: ProofId,
        number: String,
        reason: String,
    },
    CertificateRecorded {
        operation: String,
        valid_until: Option<Date>,
    },
    /// The certificate lies at the institution.
    Ready {
        course: String,
        shelf: String,
    },
    /// `reason` is empty after a hand-over; for a mailing it is the mailing number.
    Ended {
        course: String,
        outcome: Outcome,
        reason: String,
    },
    Reopened {
        course: String,
        reason: String,
    },
    /// Somebody who was bound to this account was bound to another one.
    BindingMoved,
    /// Staff ask for items that are missing.
    ItemsAsked {
        course: String,
        items: Vec<ItemKind>,
    },
    /// An item has to be corrected (补正).
    ItemReturned {
        course: String,
        item: ItemKind,
        reason: String,
    },
    /// Staff have decided about an objection to what was counted of a lesson; nothing granted: refused.
    ObjectionDecided {
        lesson: String,
        lesson_id: LessonId,
        granted_ms: i64,
        reason: String,
    },
    /// The teacher has answered.
    QuestionAnswered {
        lesson: String,
        lesson_id: LessonId,
    },
    /// A review or the end of a certificate comes near.
    Due {
        operation: String,
        target: Target,
        on: Date,
    },
}
