//! Recorded lessons.

pub mod captions;
