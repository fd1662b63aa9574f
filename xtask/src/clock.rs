//! The clock of this host program, read in one place.

use std::time::{Instant, SystemTime};

#[expect(clippy::disallowed_methods, reason = "a host program that measures its own steps")]
pub fn now() -> Instant {
    Instant::now()
}

/// The calendar's time, as files are stamped with.
#[expect(clippy::disallowed_methods, reason = "the one place that reads it")]
pub fn wall() -> SystemTime {
    SystemTime::now()
}
