//! Reads rosters and lists, and writes reports. Runs in a Web Worker of the staff console, so that the page never waits and a
//! broken file never reaches the server; the same code is tested on the host.
//!
//! The rules of what a file means are in [`shared::roster`] and [`shared::lists`]; here are only the file formats. Entry points:
//! [`book::read`] for a file, [`report::write`] for a report, [`protocol::Session`] for the conversation with the page.

pub mod book;
mod csv;
pub mod pack;
pub mod protocol;
pub mod report;
mod sheet_builder;
mod sniff;
mod workbook;
#[cfg(all(target_arch = "wasm32", feature = "worker"))]
mod worker;
