//! Programs of this machine that stand beside the portal. Cargo itself knows whether they are up to date, but asking
//! costs a second: the fingerprint answers sooner.

use crate::failure::Outcome;
use crate::fingerprint::{self, Inputs};
use crate::{process, progress, workspace};
use std::path::PathBuf;

pub struct Program {
    package: &'static str,
    name: &'static str,
    /// Besides `shared`, which all use.
    sources: &'static [&'static str],
}

/// The stand-in for WeChat's servers.
pub const SIMULATOR: Program = Program { package: "wechat-sim", name: "wechat-sim", sources: &["tests/wechat-sim"] };
/// Makes the demo data through the public API, with the clients of the tests.
pub const SEEDER: Program =
    Program { package: "e2e", name: "seed", sources: &["tests/wechat-sim", "tests/e2e", "frontend/reader"] };

impl Program {
    pub fn path(&self) -> PathBuf {
        workspace::target().join("tool").join(self.name)
    }

    pub fn build(&self) -> Outcome<bool> {
        let inputs = Inputs::default().paths(&["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "shared"]);
        fingerprint::unless_made(self.name, &inputs.paths(self.sources), &[self.path()], || {
            let mut cargo = process::cargo();
            cargo.args(["build", "--locked", "--profile", "tool", "-p", self.package, "--bin", self.name]);
            progress::run_logged(&format!("build {}", self.name), &mut cargo)?;
            Ok(())
        })
    }
}
