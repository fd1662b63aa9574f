//! Recorded lessons (录播课): what a lesson is made of and how watching it is credited.

pub mod watching;
