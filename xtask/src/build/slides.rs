//! The Web Worker that draws the pages of a PDF for the console: a wasm of its own, loaded when somebody chooses slides.

use super::reader::{Bindgen, START, bind};
use crate::failure::Outcome;
use crate::fingerprint::{self, Inputs};
use crate::{tools, workspace};
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
    fingerprint::unless_made("slides", &inputs().words([slides.target, START]), &[output()], || bind(&slides))
}

/// Only what it is made from: joining it takes minutes, and the rest of the front end changes daily. Of `shared` it knows
/// the messages and the number of pages.
fn inputs() -> Inputs {
    let versions = tools::FOR_BUILDING.iter().map(|tool| format!("{} {}", tool.package, tool.version));
    Inputs::default()
        .paths(&[
            "Cargo.toml",
            "Cargo.lock",
            "rust-toolchain.toml",
            "shared/src/lessons/mod.rs",
            "shared/src/lessons/slides.rs",
            "frontend/slides",
            "xtask/src/build/reader.rs",
            "xtask/src/build/slides.rs",
        ])
        .words(versions)
        .words([std::env::var("RUSTFLAGS").unwrap_or_default()])
}
