//! The player of recorded lessons: a wasm of its own, which only the page of a lesson loads.

use super::common_inputs;
use super::reader::{Bindgen, bind};
use crate::failure::Outcome;
use crate::{fingerprint, workspace};
use std::path::PathBuf;

pub fn output() -> PathBuf {
    workspace::root().join("target/xtask-player")
}

pub fn build() -> Outcome<bool> {
    // A classic script: it knows its own address, from which its wasm is found.
    let player = Bindgen {
        package: "player-tool",
        target: "no-modules",
        name: "player",
        start: START,
        optimise: true,
        out: output(),
    };
    fingerprint::unless_made("player", &common_inputs().words([player.target, START]), &[output()], || bind(&player))
}

/// Where it cannot run the page stays as it is, and says that nothing is counted.
const START: &str = r#"
(function (script) {
  if (document.querySelector("video[data-lesson]") && typeof WebAssembly === "object") {
    wasm_bindgen({ module_or_path: script.src.replace(/\.js$/, "_bg.wasm") }).catch(function () {});
  }
})(document.currentScript);
"#;
