//! How the harness fails a test: with what it was doing, the reason, and the line of the test.

use std::fmt::{Debug, Display};

/// The value, or a panic that says what was being done.
pub trait OrFail<T> {
    fn or_fail(self, doing: impl Display) -> T;
}

impl<T, E: Debug> OrFail<T> for Result<T, E> {
    #[track_caller]
    fn or_fail(self, doing: impl Display) -> T {
        match self {
            Ok(value) => value,
            Err(error) => panic!("{doing}: {error:?}"),
        }
    }
}

impl<T> OrFail<T> for Option<T> {
    #[track_caller]
    fn or_fail(self, doing: impl Display) -> T {
        match self {
            Some(value) => value,
            None => panic!("{doing}"),
        }
    }
}
