//! Cases by scanned or pasted numbers, and those that have ended.

use serde::{Deserialize, Serialize};

use super::CaseRow;
use crate::certificates::case::Outcome;
use crate::id::ClassId;

/// Numbers pasted or scanned: one document number or claim code a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindCasesRequest {
    /// At most [`super::MAX_MOVED`] lines.
    pub text: String,
}

/// What was found for pasted lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCases {
    /// Open cases, without repeats.
    pub cases: Vec<CaseRow>,
    /// Lines that name nobody.
    pub unknown: Vec<FoundLine>,
    /// Lines whose person has no open case.
    pub without_case: Vec<FoundLine>,
    /// Lines whose person has several open cases: all of them are listed, none is chosen.
    pub several: Vec<FoundLine>,
    /// Lines whose person stands in an earlier one.
    pub repeated: i64,
}

/// A line that has to be looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundLine {
    /// From 1.
    pub no: i64,
    /// As it was typed, shortened, document numbers masked.
    pub text: String,
    /// Whom it names, if that is known.
    pub name: Option<String>,
}

/// Which ended cases to list: of one way and outcome, newest enrolments first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListEndedCasesRequest {
    pub rule_set: i64,
    pub outcome: Outcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_id: Option<ClassId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}
