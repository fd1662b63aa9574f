//! The harness of the end-to-end tests: a portal of its own for each test ([`Portal`]), role-typed HTTP clients
//! ([`Client`], [`Trainee`], [`Staff`]), real browsers ([`Browser`]) and WeChat's stand-in ([`Simulator`]).
//!
//! Tests depend neither on one another nor on an order, wait for conditions instead of sleeping, and fail when
//! something takes longer than [`wait::DEADLINE`]. A harness function that cannot do what it says panics with the
//! reason: that is how a test fails.

#![expect(clippy::missing_panics_doc, reason = "a harness panics to fail the test")]

pub mod accessibility;
pub mod bad;
pub mod browser;
pub mod client;
pub mod console;
pub mod database;
pub mod fail;
pub mod full_lesson;
pub mod institution;
pub mod lessons;
pub mod people;
pub mod player;
pub mod portal;
pub mod ports;
pub mod process;
pub mod roster;
pub mod sample;
pub mod seal;
pub mod simulator;
pub mod staff;
mod template;
pub mod trainee;
pub mod wait;
pub mod workspace;

pub use browser::{Browser, Engine, Look};
pub use client::{Answer, Client};
pub use fail::OrFail;
pub use people::Person;
pub use portal::{Options, Portal};
pub use simulator::Simulator;
pub use staff::Staff;
pub use trainee::Trainee;
