//! Items of a case: asked for, sent, decided, taken back, deleted in their time, exported.
#![cfg(test)]

#[path = "../support/mod.rs"]
mod support;

mod classes;
mod keeping;
mod rules;
mod scene;
mod sending;
