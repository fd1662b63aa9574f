//! The edge: the shell answers the world, the institution object owns the data. One build for every home.
//!
//! On the host this crate holds the same rules and the same SQL, over rusqlite.

pub mod certificates;
pub mod courses;
pub mod enrolments;
pub mod identity;
pub mod imports;
pub mod institution;
pub mod items;
pub mod lessons;
pub mod links;
pub mod messages;
pub mod proofs;
pub mod staff;

#[cfg(target_arch = "wasm32")]
mod gateway;
#[cfg(target_arch = "wasm32")]
mod shell;
