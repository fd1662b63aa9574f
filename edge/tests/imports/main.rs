//! Rosters and lists from the file to the enrolment, and back: whole use cases on real SQLite.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod access;
mod corrections;
mod expiry;
mod later;
mod list_later;
mod list_trouble;
mod lists;
mod restart;
mod rosters;
mod samples;
#[path = "../support/mod.rs"]
mod support;
mod trouble;
mod undo;
