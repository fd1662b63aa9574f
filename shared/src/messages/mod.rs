//! What the portal tells a trainee: kept as data, worded by the reader's language.

pub mod api;
#[cfg(any(test, feature = "samples"))]
pub mod samples;

use serde::{Deserialize, Serialize};

use crate::certificates::case::Outcome;
use crate::certificates::clocks::Target;
use crate::certificates::exams::{Part, Standing};
use crate::date::Date;
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
    /// A result and what it means.
    Result {
        course: String,
        part: Part,
        score: Option<i64>,
        passed: bool,
        standing: Standing,
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
    /// A review or the end of a certificate comes near.
    Due {
        operation: String,
        target: Target,
        on: Date,
    },
}
