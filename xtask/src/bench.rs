//! `cargo xtask bench`: builds, and hands over to the measuring program, which knows the portal's use cases.

use crate::failure::Outcome;
use crate::{build, process, progress, setup};

pub fn run(rival: bool) -> Outcome {
    setup::run(&[])?;
    build::run()?;
    let mut cargo = process::cargo();
    cargo.args(["run", "--locked", "-p", "e2e", "--profile", "tool", "--bin", "bench", "--"]);
    if rival {
        cargo.arg("--rival");
    }
    progress::run_visible("bench", &mut cargo)
}
