//! Rosters (学员名册): what a spreadsheet of an institution says, read, checked and compared. Pure rules.
//!
//! A file becomes sheets of [`cell::Cell`]s in the browser (package `roster-reader`); [`header`] finds the header
//! and [`columns`] says which column is what; [`row::RawRow`] is what travels to the server; [`check`] turns its texts into values,
//! notes and problems; [`plan`] decides what the values would change. The lists of the authority are read by the same
//! code: only what their rows say and would do is in [`crate::lists`].

pub mod cell;
pub mod check;
pub mod columns;
pub mod course_name;
pub mod header;
pub mod messages;
pub mod plan;
pub mod report;
pub mod row;
