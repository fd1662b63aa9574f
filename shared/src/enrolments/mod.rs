//! Enrolments (报名): one trainee in one class, with what is due, where the certificate stands, and what to do now.

pub mod api;
#[cfg(any(test, feature = "samples"))]
pub mod samples;

use serde::{Deserialize, Serialize};

use crate::lang::LocalText;
use crate::money::Money;
use crate::payments::{Dues, Standing};

/// A stage (环节) of the certificate's way, as the institution keeps it: data, not code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    /// From 0, in order of the pipeline.
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
    /// How many stages the pipeline has.
    pub total: i64,
}

/// The one line on top: what to do now. Money first, because nothing moves without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NextStep {
    /// Pay what remains.
    Pay { remaining: Money },
    /// What the stage asks for.
    Follow { todo: LocalText },
    /// Nothing: the stage only wants waiting.
    Wait { meaning: LocalText },
}

/// Decides the one line.
pub fn next_step(dues: Dues, stage: &Stage) -> NextStep {
    match dues.standing() {
        Standing::Unpaid | Standing::Partial => NextStep::Pay { remaining: dues.remaining() },
        Standing::Free | Standing::Paid if stage.todo.zh.is_empty() => {
            NextStep::Wait { meaning: stage.meaning.clone() }
        }
        Standing::Free | Standing::Paid => NextStep::Follow { todo: stage.todo.clone() },
    }
}
