//! The tools of the trainee's pages about items: a wasm of its own, which no other page loads.

use super::reader::Bindgen;
use crate::failure::Outcome;
use crate::workspace;
use std::path::PathBuf;

pub fn output() -> PathBuf {
    workspace::root().join("target/xtask-photo")
}

pub fn build() -> Outcome<bool> {
    // A classic script: it knows its own address, from which its wasm is found.
    let photo = Bindgen {
        package: "photo-tool",
        target: "no-modules",
        name: "photo",
        start: START,
        optimise: true,
        out: output(),
    };
    photo.unless_made()
}

/// Only a page with something to help with fetches the wasm. Where it cannot run the page stays as it is: its form needs no
/// script.
const START: &str = r#"
(function (script) {
  if (document.querySelector("form[data-tool]") && typeof WebAssembly === "object") {
    wasm_bindgen({ module_or_path: script.src.replace(/\.js$/, "_bg.wasm") }).catch(function () {});
  }
})(document.currentScript);
"#;
