//! The clock of this host program, read in one place.

use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "a host program that measures its own steps")]
pub fn now() -> Instant {
    Instant::now()
}
