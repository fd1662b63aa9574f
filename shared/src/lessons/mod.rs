//! Recorded lessons: what is known about their files without touching one.

pub mod ranges;
