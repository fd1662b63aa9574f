//! What comes from npm: workerd, wrangler, wasm-opt, esbuild, and a Node new enough for wrangler.

use crate::failure::{Failure, Outcome};
use crate::fingerprint::Fingerprint;
use crate::{process, progress, tools, workspace};
use std::path::PathBuf;

/// The machine's Node only runs npm; wrangler gets the Node of package.json.
const OLDEST_NODE: u32 = 18;

pub fn install() -> Outcome {
    let stamp = workspace::root().join("node_modules/.anpei-stamp");
    let wanted = Fingerprint::of_files(&[workspace::root().join("package-lock.json")])?.to_string();
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    check_node()?;
    let mut npm = process::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).env("npm_config_update_notifier", "false");
    // Not with the Node that npm is about to replace.
    npm.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    progress::run_logged("npm ci", &mut npm)?;
    for program in ["node", "workerd", "wrangler", "esbuild", "wasm-opt"] {
        if !workspace::node_bin().join(program).exists() {
            return Err(Failure::new(format!(
                "npm installed no `{program}`: are install scripts switched off (`npm config get ignore-scripts`)? \
                 Allow them and run `npm ci`"
            )));
        }
    }
    workspace::write(&stamp, wanted)
}

fn check_node() -> Outcome {
    let advice = format!("Install Node {OLDEST_NODE} or newer with npm (https://nodejs.org or the system's packages)");
    let Some(node) = process::find_program("node") else {
        return Err(Failure::new(format!("Node is missing. {advice}")));
    };
    let said = process::output_of(process::command(node).arg("--version")).unwrap_or_default();
    match tools::major_version(&said) {
        Some(version) if version >= OLDEST_NODE => {}
        _ => return Err(Failure::new(format!("Node {} is too old. {advice}", said.trim()))),
    }
    if process::find_program("npm").is_none() {
        return Err(Failure::new(format!("npm is missing. {advice}")));
    }
    Ok(())
}

/// The workerd binary itself: the package's own `bin/workerd` may be a script that would stand between us and
/// the process we have to stop.
pub fn workerd() -> PathBuf {
    let platform = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("macos", "aarch64") => "workerd-darwin-arm64",
        ("macos", _) => "workerd-darwin-64",
        (_, "aarch64") => "workerd-linux-arm64",
        _ => "workerd-linux-64",
    };
    let modules = workspace::root().join("node_modules");
    let binary = modules.join("@cloudflare").join(platform).join("bin/workerd");
    if binary.is_file() { binary } else { modules.join("workerd/bin/workerd") }
}
