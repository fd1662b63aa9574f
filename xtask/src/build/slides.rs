//! The Web Worker that draws the pages of a PDF for the console: a wasm of its own, loaded when somebody chooses slides.

use super::reader::{Bindgen, START};
use crate::failure::Outcome;
use crate::workspace;
use std::path::PathBuf;

pub fn output() -> PathBuf {
    workspace::root().join("target/xtask-slides")
}

/// Left as the compiler makes it: making it smaller takes longer than all other parts together, for a file that staff load once
/// a month.
pub fn build() -> Outcome<bool> {
    let slides = Bindgen {
        package: "slides-tool",
        target: "no-modules",
        name: "slides",
        start: START,
        optimise: false,
        out: output(),
    };
    slides.unless_made()
}
