//! The stand-in for WeChat's servers, a program of this machine. Cargo itself knows whether it is up to date, but
//! asking costs a second: the fingerprint answers sooner.

use crate::failure::Outcome;
use crate::fingerprint::{self, Inputs};
use crate::{process, progress, workspace};
use std::path::PathBuf;

pub fn program() -> PathBuf {
    workspace::target().join("tool/wechat-sim")
}

pub fn build() -> Outcome<bool> {
    let inputs =
        Inputs::default().paths(&["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "shared", "tests/wechat-sim"]);
    fingerprint::unless_made("wechat-sim", &inputs, &[program()], || {
        let mut cargo = process::cargo();
        cargo.args(["build", "--locked", "-p", "wechat-sim", "--profile", "tool"]);
        progress::run_logged("build wechat-sim", &mut cargo)?;
        Ok(())
    })
}
