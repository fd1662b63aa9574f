//! `cargo xtask bench`: builds, and hands over to the measuring program, which knows the portal's use cases.

use crate::failure::Outcome;
use crate::{build, debian, process, progress, setup, test};

pub fn run(rival: bool, quick: bool) -> Outcome {
    debian::need(&debian::BROWSER.each_ref())?;
    setup::run(&[])?;
    build::run()?;
    let mut cargo = process::cargo();
    cargo.args(["run", "--locked", "-p", "e2e", "--profile", "tool", "--bin", "bench", "--"]);
    cargo.args(rival.then_some("--rival")).args(quick.then_some("--quick"));
    cargo.env("ANPEI_XTASK", test::this_program()?);
    progress::run_visible("bench", &mut cargo)
}
