//! The player of recorded lessons: a wasm of its own, which only the page of a lesson loads.

use super::reader::Bindgen;
use crate::failure::Outcome;
use crate::workspace;
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
    player.unless_made()
}

/// Where it cannot run the page stays as it is, and says that nothing is counted.
const START: &str = r#"
(function (script) {
  if (document.querySelector("video[data-lesson]") && typeof WebAssembly === "object") {
    wasm_bindgen({ module_or_path: script.src.replace(/\.js$/, "_bg.wasm") }).catch(function () {});
  }
})(document.currentScript);
"#;
