//! The user interface: the trainee app (rendered on the edge, taken over in the browser) and the staff console.
//!
//! Invariant: views take props and show them; only pages fetch, through [`hooks`]. Only [`ui`] knows class names, only
//! [`i18n`] holds text that a person reads.

#[cfg(feature = "staff")]
pub mod accounts;
pub mod app;
#[cfg(any(feature = "trainee", feature = "staff"))]
pub mod browser;
#[cfg(feature = "staff")]
pub mod cases;
#[cfg(feature = "edge")]
pub mod certificates;
#[cfg(feature = "staff")]
pub mod courses;
#[cfg(feature = "edge")]
pub mod edge_pages;
pub mod enrolments;
pub mod home;
pub mod hooks;
pub mod i18n;
pub mod identity;
#[cfg(feature = "staff")]
pub mod imports;
#[cfg(any(feature = "edge", feature = "staff"))]
pub mod items;
pub mod lessons;
#[cfg(feature = "edge")]
pub mod links;
#[cfg(feature = "edge")]
pub mod messages;
#[cfg(feature = "edge")]
pub mod plain_pages;
pub mod preload;
pub mod problem_view;
#[cfg(any(feature = "edge", feature = "staff"))]
pub mod proofs;
pub mod route;
#[cfg(feature = "edge")]
pub mod server;
#[cfg(feature = "staff")]
pub mod settings;
#[cfg(feature = "staff")]
pub mod staff;
pub mod title;
#[cfg(feature = "staff")]
pub mod trainees;
pub mod ui;
