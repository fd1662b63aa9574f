//! Recorded lessons: kept by staff, watched by trainees, counted, objected to, asked about.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

mod course;
mod files;
mod reports;
mod scene;
mod talk;
mod watching;
