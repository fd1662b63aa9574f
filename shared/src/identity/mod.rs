//! Who somebody is: document numbers, names, sessions, binding a WeChat account to a trainee.

pub mod api;
pub mod document;
