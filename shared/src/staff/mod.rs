//! Staff accounts.

pub mod api;
pub mod password;
