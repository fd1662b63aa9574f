//! The one error of this program: a line for a person, and where the details are.

use std::fmt;
use std::path::PathBuf;

pub type Outcome<T = ()> = Result<T, Failure>;

/// Why a command could not be carried out. `what` says what happened and, where known, what to do.
#[derive(Debug)]
pub struct Failure {
    what: String,
    log: Option<PathBuf>,
    exit_code: u8,
}

impl Failure {
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), log: None, exit_code: 1 }
    }

    /// The person asked us to stop: not an error, but not a success either (128 + SIGINT).
    pub fn interrupted() -> Self {
        Self { what: "stopped".to_owned(), log: None, exit_code: 130 }
    }

    pub fn is_interruption(&self) -> bool {
        self.exit_code == Self::interrupted().exit_code
    }

    pub fn with_log(mut self, log: impl Into<PathBuf>) -> Self {
        self.log = Some(log.into());
        self
    }

    pub fn exit_code(&self) -> u8 {
        self.exit_code
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(log) = &self.log {
            write!(f, "\n  full log: {}", log.display())?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::new(format!("{error} (see `cargo xtask --help`)"))
    }
}

/// Says what was being done when a lower layer failed.
pub trait Context<T> {
    fn context(self, doing: impl FnOnce() -> String) -> Outcome<T>;
}

impl<T, E: fmt::Display> Context<T> for Result<T, E> {
    fn context(self, doing: impl FnOnce() -> String) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("{}: {error}", doing())))
    }
}

impl<T> Context<T> for Option<T> {
    fn context(self, missing: impl FnOnce() -> String) -> Outcome<T> {
        self.ok_or_else(|| Failure::new(missing()))
    }
}
