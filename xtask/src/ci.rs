//! `cargo xtask ci`: everything a change has to pass, cheapest first.

use crate::failure::Outcome;
use crate::{budget, build, clock, process, progress, setup, tidy, tools, workspace};
use std::process::Command;

const HOST: [&str; 11] = [
    "shared",
    "xtask",
    "proof",
    "proof-verify",
    "player-tool",
    "roster-reader",
    "slides-tool",
    "wechat-sim",
    "e2e",
    "edge",
    "frontend",
];
/// On this machine the views are compiled as the edge renders them.
const RENDERED: [&str; 2] = ["--features", "frontend/ssr"];
const WASM: &str = "wasm32-unknown-unknown";

pub fn run() -> Outcome {
    let started = clock::now();
    progress::run_visible("formatting", process::cargo().args(["fmt", "--all", "--check"]))?;
    tidy::run()?;
    setup::run(&[tools::WASM_PACK, tools::CARGO_DENY])?;
    deny()?;
    clippy()?;
    documentation()?;
    crate::test::run(None)?;
    build::run()?;
    budget::check()?;
    pack_for_cloudflare()?;
    progress::say(format!("ci: all passed in {}", progress::seconds(started.elapsed())));
    Ok(())
}

/// `advisories` is left out: it fetches a database from a code-hosting site (see deny.toml).
fn deny() -> Outcome {
    let mut deny = process::command(tools::CARGO_DENY.path()?);
    deny.args(["--locked", "check", "bans", "licenses", "sources"]);
    progress::run_visible("licences, bans and sources", &mut deny)
}

fn clippy() -> Outcome {
    let mut host = clippy_command();
    for package in HOST {
        host.args(["-p", package]);
    }
    host.args(RENDERED).arg("--all-targets");
    progress::run_visible("clippy on this machine", deny_warnings(&mut host))?;

    for (what, arguments) in [
        ("edge on wasm32", &["-p", "edge"][..]),
        ("reader on wasm32", &["-p", "roster-reader"]),
        ("slides tool on wasm32", &["-p", "slides-tool"]),
        ("photo tool on wasm32", &["-p", "photo-tool"]),
        ("player on wasm32", &["-p", "player-tool"]),
        ("check of proofs on wasm32", &["-p", "proof-verify"]),
        ("trainee on wasm32", &["-p", "frontend", "--features", "trainee", "--lib", "--bin", "trainee"]),
        ("staff on wasm32", &["-p", "frontend", "--features", "staff", "--lib", "--bin", "staff"]),
        ("browser tests on wasm32", &["-p", "browser-tests", "--tests"]),
    ] {
        let mut wasm = clippy_command();
        wasm.args(["--target", WASM]).args(arguments);
        progress::run_visible(&format!("clippy: {what}"), deny_warnings(&mut wasm))?;
    }
    Ok(())
}

fn clippy_command() -> Command {
    let mut cargo = process::cargo();
    cargo.args(["clippy", "--locked"]);
    cargo
}

fn deny_warnings(command: &mut Command) -> &mut Command {
    command.args(["--", "-D", "warnings"])
}

fn documentation() -> Outcome {
    let mut doc = process::cargo();
    doc.args(["doc", "--locked", "--no-deps", "-p", "shared"]).env("RUSTDOCFLAGS", "-D warnings");
    progress::run_visible("documentation of the contract", &mut doc)
}

/// Proves the Cloudflare configuration as far as it can be without an account.
fn pack_for_cloudflare() -> Outcome {
    let mut wrangler = process::command(workspace::node_bin().join("wrangler"));
    wrangler
        .args(["deploy", "--dry-run", "--config", "edge/wrangler.toml", "--outdir"])
        .arg(workspace::scratch("wrangler")?)
        .env("WRANGLER_SEND_METRICS", "false");
    progress::run_visible("wrangler deploy --dry-run", &mut wrangler)
}
