//! Where things are in the checkout, and what to run when they are missing.

use std::env;
use std::path::{Path, PathBuf};

use crate::fail::OrFail;

/// The top folder of the checkout.
pub fn root() -> PathBuf {
    // Cargo sets it when it runs a test; the compiled-in one serves a test program started by hand.
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.ancestors().nth(2).map(Path::to_path_buf).or_fail("the folder above tests/e2e")
}

/// The compiled `xtask`, which starts the portal. `ANPEI_XTASK` names another one.
pub fn xtask() -> PathBuf {
    if let Some(path) = env::var_os("ANPEI_XTASK") {
        return PathBuf::from(path);
    }
    let test = env::current_exe().or_fail("the test program's own path");
    // target/debug/deps/<test> → target/debug/xtask; then the checkout's usual places.
    let beside = test.ancestors().nth(2).map(|folder| folder.join("xtask"));
    let usual = ["target/debug/xtask", "target/tool/xtask"].map(|path| root().join(path));
    let found = beside.into_iter().chain(usual).find(|path| path.is_file());
    found.or_fail("xtask is not compiled: run `cargo build -p xtask`")
}

/// Fails with the command to run when the product has not been built.
pub fn require_built_product() {
    for needed in ["dist/index.html", "edge/build/index.js"] {
        assert!(root().join(needed).exists(), "{needed} is missing: run `cargo xtask build` first");
    }
}

/// Where screenshots go: `ANPEI_SCREENSHOTS`, else `target/screenshots`.
pub fn screenshots() -> PathBuf {
    env::var_os("ANPEI_SCREENSHOTS").map_or_else(|| root().join("target/screenshots"), PathBuf::from)
}

/// axe-core's script, when npm has installed it.
pub fn axe() -> Option<PathBuf> {
    let path = env::var_os("ANPEI_AXE").map_or_else(|| root().join("node_modules/axe-core/axe.min.js"), PathBuf::from);
    path.is_file().then_some(path)
}
