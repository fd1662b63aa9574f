//! Enrolments (报名): one trainee in one class, with what is due, where the certificate stands, and what to do now.

pub mod api;
#[cfg(any(test, feature = "samples"))]
pub mod samples;

use serde::{Deserialize, Serialize};

use crate::certificates::case::Outcome;
use crate::certificates::exams::Part;
use crate::certificates::regime::StageActor;
use crate::date::Date;
use crate::flat::flat_enum;
use crate::lang::LocalText;
use crate::money::Money;
use crate::payments::{Dues, Standing};

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
}

flat_enum! {
    /// The one line on top: what to do now. Money first, because nothing moves without it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum NextStep tagged "step" {
        /// Pay what remains.
        Pay { remaining: Money },
        /// A part of the exam was failed and may be sat once more.
        MakeUp { part: Part },
        /// What the stage asks for.
        Follow { todo: LocalText },
        /// Nothing: the stage only wants waiting.
        Wait { meaning: LocalText },
        /// Nothing any more: the case has ended.
        Ended { outcome: Outcome },
    }
    fields {
        remaining: Money,
        part: Part,
        todo: LocalText,
        meaning: LocalText,
        outcome: Outcome,
    }
}

/// Decides the one line. `make_up` is the part that was failed and not yet passed.
pub fn next_step(dues: Dues, progress: &Progress, make_up: Option<Part>) -> NextStep {
    let stage = &progress.stage;
    match (progress.outcome, dues.standing()) {
        // Whoever has withdrawn is not asked for money by a machine.
        (Some(outcome), _) if !outcome.is_success() => NextStep::Ended { outcome },
        (_, Standing::Unpaid | Standing::Partial) => NextStep::Pay { remaining: dues.remaining() },
        (Some(outcome), _) => NextStep::Ended { outcome },
        (None, Standing::Free | Standing::Paid) => match make_up {
            Some(part) => NextStep::MakeUp { part },
            None if stage.todo.zh.is_empty() => NextStep::Wait { meaning: stage.meaning.clone() },
            None => NextStep::Follow { todo: stage.todo.clone() },
        },
    }
}
