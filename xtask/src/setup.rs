//! `cargo xtask setup`: everything the build needs, fetched from package registries only. Quick when nothing
//! is missing, so every other command begins with it.

use crate::failure::Outcome;
use crate::tools::{self, Tool};
use crate::{npm, process, progress};

const WASM: &str = "wasm32-unknown-unknown";

pub fn run(more_tools: &[Tool]) -> Outcome {
    wasm_target()?;
    npm::install()?;
    tools::install(&tools::FOR_BUILDING)?;
    tools::install(more_tools)
}

/// rustup does not add the targets of rust-toolchain.toml by itself where automatic installation is off.
fn wasm_target() -> Outcome {
    let mut ask = process::command("rustc");
    ask.args(["--print", "target-libdir", "--target", WASM]);
    let there = process::output_of(&mut ask).is_some_and(|dir| std::path::Path::new(dir.trim()).is_dir());
    if there {
        return Ok(());
    }
    if process::find_program("rustup").is_none() {
        return Err(crate::failure::Failure::new(format!(
            "the Rust target {WASM} is missing and there is no rustup to add it. Install rustup (https://rustup.rs)"
        )));
    }
    let mut add = process::command("rustup");
    add.args(["target", "add", WASM]);
    progress::run_logged(&format!("rustup target add {WASM}"), &mut add)?;
    Ok(())
}
