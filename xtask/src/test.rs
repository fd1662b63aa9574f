//! `cargo xtask test`: plain cargo test, so that a fresh machine needs nothing more.

use crate::failure::{Failure, Outcome};
use crate::{build, debian, process, progress, setup, tools, workspace};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    Unit,
    Browser,
    EndToEnd,
}

const UNIT_PACKAGES: [&str; 10] = [
    "shared",
    "proof",
    "proof-verify",
    "player-tool",
    "roster-reader",
    "slides-tool",
    "edge",
    "frontend",
    "wechat-sim",
    "xtask",
];

impl Suite {
    pub fn named(name: &str) -> Outcome<Self> {
        match name {
            "unit" => Ok(Self::Unit),
            "browser" => Ok(Self::Browser),
            "e2e" => Ok(Self::EndToEnd),
            _ => Err(Failure::new(format!("there is no test suite `{name}`: unit, browser or e2e"))),
        }
    }
}

pub fn run(only: Option<Suite>) -> Outcome {
    let all = [Suite::Unit, Suite::Browser, Suite::EndToEnd];
    for suite in all.into_iter().filter(|suite| only.is_none_or(|only| only == *suite)) {
        match suite {
            Suite::Unit => unit()?,
            Suite::Browser => browser()?,
            Suite::EndToEnd => end_to_end()?,
        }
    }
    Ok(())
}

fn unit() -> Outcome {
    let mut cargo = process::cargo();
    cargo.args(["test", "--locked"]);
    for package in UNIT_PACKAGES {
        cargo.args(["-p", package]);
    }
    // As the edge renders them.
    cargo.args(["--features", "frontend/ssr"]);
    progress::run_visible("unit tests", &mut cargo)?;
    // The console is not part of what the edge renders.
    let mut console = process::cargo();
    console.args(["test", "--locked", "-p", "frontend", "--features", "staff", "--lib"]);
    progress::run_visible("unit tests of the console", &mut console)
}

fn browser() -> Outcome {
    debian::need(&debian::BROWSER.each_ref())?;
    setup::run(&[tools::WASM_PACK])?;
    let mut wasm_pack = process::command(tools::WASM_PACK.path()?);
    wasm_pack
        .args(["test", "--headless", "--chrome", "--chromedriver", "/usr/bin/chromedriver", "--mode", "no-install"])
        .arg("tests/browser")
        // A browser that has to compile a large debug wasm on a busy machine is slow, not broken.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    progress::run_visible("browser tests", &mut wasm_pack)
}

fn end_to_end() -> Outcome {
    let packages: Vec<_> =
        debian::BROWSER.iter().chain(&debian::WEBKIT).chain(&debian::POPPLER).chain(&debian::FILMS).collect();
    debian::need(&packages)?;
    setup::run(&[])?;
    build::run()?;
    build::SEEDER.build()?;
    let mut cargo = process::cargo();
    // What was built by this run is what is tested.
    cargo.args(["test", "--locked", "-p", "e2e"]).env("ANPEI_XTASK", this_program()?);
    progress::run_visible("end-to-end tests", &mut cargo)
}

/// The harness starts portals by `xtask serve`: asking cargo again each time would cost a second.
pub fn this_program() -> Outcome<std::path::PathBuf> {
    std::env::current_exe().map_err(|error| {
        Failure::new(format!("cannot find this program in {}: {error}", workspace::target().display()))
    })
}
