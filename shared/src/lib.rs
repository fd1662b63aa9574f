//! What the browser, the edge and the tests have in common: types, validation, rules and the endpoint contract.
//!
//! Invariant: nothing here reads a clock, draws chance, does I/O or knows JavaScript. Time, ids and chance are arguments.
#![forbid(unsafe_code)]

pub mod certificates;
pub mod contract;
pub mod courses;
pub mod credit_code;
pub mod date;
pub mod endpoint;
pub mod enrolments;
pub mod error;
pub(crate) mod flat;
pub mod id;
pub mod identity;
pub mod imports;
pub mod institution;
pub mod items;
pub mod lang;
pub mod lessons;
pub mod links;
pub mod lists;
pub mod messages;
pub mod money;
pub mod page;
pub mod payments;
pub mod percent;
pub mod phone;
pub mod proofs;
pub mod role;
pub mod roster;
pub mod staff;
pub mod text;
pub mod time;
pub mod workdays;
