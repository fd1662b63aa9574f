//! Enrolments (报名): one trainee in one class, with what is due, where the certificate stands, and what to do now.

pub mod api;
mod next_steps;
#[cfg(any(test, feature = "samples"))]
pub mod samples;

pub use next_steps::{Exam, Facts, NextStep, next_steps};

use serde::{Deserialize, Serialize};

use crate::certificates::case::Outcome;
use crate::certificates::regime::StageActor;
use crate::date::Date;
use crate::lang::LocalText;

/// A stage (环节) of the certificate's way, as the institution keeps it: data, not code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// Its place among all stages: larger ones come later. Ways leave some out, so it is no number to be shown.
    pub position: i64,
    pub name: LocalText,
    /// One line: what this stage means for the trainee.
    pub meaning: LocalText,
    /// One line: what the trainee does now; empty when there is nothing but waiting.
    pub todo: LocalText,
}

/// Where an enrolment stands in its pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub stage: Stage,
    /// Number of the stage as people count, from 1.
    pub number: i64,
    /// How many stages its way has.
    pub total: i64,
    /// Who has it there.
    pub actor: StageActor,
    /// How it has ended, if it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Since when it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Date>,
    /// It takes longer than it does for nearly all, or than the limit allows.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub stuck: bool,
    /// It takes longer than a rule allows.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub overdue: bool,
}
