//! Why a use case did not do what was asked.

use shared::error::{ErrorCode, FieldErrors, Problem};

use super::sql::SqlError;

/// The three kinds: the caller can act (a problem with or without fields), or it is our fault.
#[derive(Debug)]
pub enum Failure {
    /// Nothing was changed; the caller can act on it.
    Refused(Box<Problem>),
    /// As `Refused`, but what was written stands: counted tries, audit rows.
    RefusedAndKept(Box<Problem>),
    /// Ours. The text goes to the log once and never outside.
    Broken(String),
}

impl Failure {
    pub fn broken(text: impl Into<String>) -> Self {
        Self::Broken(text.into())
    }

    /// Refuses, but keeps what was written.
    pub fn kept(problem: impl Into<Problem>) -> Self {
        Self::RefusedAndKept(Box::new(problem.into()))
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Refused(Box::new(problem))
    }
}

impl From<ErrorCode> for Failure {
    fn from(code: ErrorCode) -> Self {
        Problem::new(code).into()
    }
}

impl From<FieldErrors> for Failure {
    fn from(errors: FieldErrors) -> Self {
        errors.into_problem().into()
    }
}

impl From<SqlError> for Failure {
    fn from(error: SqlError) -> Self {
        Self::Broken(error.message)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        // Not in serde's own words: they may repeat a value, which may be personal.
        Self::Broken(format!("JSON does not fit: {:?} error at column {}", error.classify(), error.column()))
    }
}

/// What use cases return.
pub type Outcome<T> = Result<T, Failure>;
