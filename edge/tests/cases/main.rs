//! Certificate cases over real SQLite: moves and their undo, results, certificates, reminders, rules, and three years of
//! everything at once.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

mod board;
mod calendar;
mod certificates;
mod estimates;
mod exams;
mod guide;
mod migration;
mod moves;
mod names;
mod people;
mod results;
mod rules;
mod shelf;
mod simulation;
mod typed;
