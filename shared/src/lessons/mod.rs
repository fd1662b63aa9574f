//! Recorded lessons: what is known about their files without touching one.

pub mod bigrams;
pub mod captions;
pub mod mp4;
pub mod ranges;
