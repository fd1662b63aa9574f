//! The Web Worker that reads rosters in the staff member's browser: a wasm of its own, loaded when a file is
//! dropped.

use super::inputs_of;
use crate::failure::{Context as _, Outcome};
use crate::fingerprint::{self, Fingerprint};
use crate::{process, progress, tools, workspace};
use std::fs;
use std::path::{Path, PathBuf};

/// A wasm-bindgen package that is not a Trunk application.
pub struct Bindgen {
    pub package: &'static str,
    /// wasm-bindgen's `--target`.
    pub target: &'static str,
    /// The names of its files begin with this.
    pub name: &'static str,
    /// Appended to the script: it alone only defines functions.
    pub start: &'static str,
    /// Whether it is worth the minutes to make it smaller.
    pub optimise: bool,
    pub out: PathBuf,
}

impl Bindgen {
    pub fn unless_made(&self) -> Outcome<bool> {
        let dep_info = format!("web/{}.d", self.crate_name());
        let inputs = inputs_of(&dep_info).words([self.target, self.start]);
        fingerprint::unless_made(self.name, &inputs, std::slice::from_ref(&self.out), || bind(self))
    }

    fn crate_name(&self) -> String {
        self.package.replace('-', "_")
    }
}

pub fn output() -> PathBuf {
    workspace::root().join("target/xtask-reader")
}

pub fn build() -> Outcome<bool> {
    // A classic worker: module workers ask for newer browsers and give nothing here.
    let reader = Bindgen {
        package: "roster-reader",
        target: "no-modules",
        name: "reader",
        start: START,
        optimise: true,
        out: output(),
    };
    reader.unless_made()
}

/// cargo → wasm-bindgen → wasm-opt → names with the hash of the content: `reader-<hash>.js` and
/// `reader-<hash>_bg.wasm`.
fn bind(part: &Bindgen) -> Outcome {
    let mut cargo = process::cargo();
    cargo.args([
        "build",
        "--locked",
        "--lib",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        "web",
        "-p",
        part.package,
    ]);
    progress::run_logged(&format!("compile {}", part.package), &mut cargo)?;

    workspace::remove_dir(&part.out)?;
    workspace::create_dir(&part.out)?;
    let wasm = workspace::target().join("wasm32-unknown-unknown/web").join(format!("{}.wasm", part.crate_name()));
    let mut bindgen = process::command(tools::WASM_BINDGEN.path()?);
    bindgen
        .args(["--target", part.target, "--no-typescript", "--out-name", part.name, "--out-dir"])
        .arg(&part.out)
        .arg(&wasm);
    if !part.optimise {
        // The optimiser would drop them: an eighth of the tool for slides, for nobody to read.
        bindgen.arg("--remove-name-section");
    }
    progress::run_logged(&format!("bind {}", part.package), &mut bindgen)?;

    let bound = part.out.join(format!("{}_bg.wasm", part.name));
    if part.optimise {
        let mut optimise = process::command("wasm-opt");
        optimise.arg("-Oz").arg(&bound).arg("-o").arg(&bound);
        progress::run_logged(&format!("optimise {}", part.package), &mut optimise)?;
    }
    name_by_content(part)
}

/// The current name of the script; its wasm has the same name with `_bg.wasm` instead of `.js`.
pub fn script(folder: &Path, what: &str) -> Outcome<String> {
    let files = workspace::files_below(folder)?;
    let script = files.iter().find(|file| file.extension().is_some_and(|ending| ending == "js"));
    let name = script.and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
    name.context(|| format!("{what} has not been built"))
}

/// The script alone only defines functions: as a worker, or in a page of its own, it starts its wasm, which has the same name.
/// A promise that is refused in a worker is told to nobody: thrown from a timer it becomes the page's `error` event.
pub const START: &str = r#"
wasm_bindgen({ module_or_path: (self.document ? document.currentScript.src : self.location.href).replace(/\.js$/, "_bg.wasm") })
  .catch((error) => setTimeout(() => { throw error; }));
"#;

fn name_by_content(part: &Bindgen) -> Outcome {
    let script = part.out.join(format!("{}.js", part.name));
    let wasm = part.out.join(format!("{}_bg.wasm", part.name));
    let mut content = workspace::read_bytes(&script)?;
    content.extend_from_slice(part.start.as_bytes());
    workspace::write(&script, &content)?;
    content.extend(workspace::read_bytes(&wasm)?);
    let named = format!("{}-{}", part.name, Fingerprint::of_bytes(&content));
    for (from, to) in [(script, format!("{named}.js")), (wasm, format!("{named}_bg.wasm"))] {
        fs::rename(&from, part.out.join(to)).context(|| format!("cannot rename {}", from.display()))?;
    }
    Ok(())
}
