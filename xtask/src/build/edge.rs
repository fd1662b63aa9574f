//! The Worker with the institution object: worker-build makes `edge/build/index.js` and `index_bg.wasm`, which
//! both `edge/workerd.capnp` and `edge/wrangler.toml` name.

use super::inputs_of;
use crate::failure::Outcome;
use crate::{budget, fingerprint, process, progress, tools, workspace};
use std::path::PathBuf;

pub fn module() -> PathBuf {
    workspace::root().join("edge/build/index.js")
}

pub fn wasm() -> PathBuf {
    workspace::root().join("edge/build/index_bg.wasm")
}

pub fn build() -> Outcome<bool> {
    let inputs = inputs_of("release/edge.d");
    fingerprint::unless_made("edge", &inputs, &[module(), wasm()], || {
        let mut build = process::command(tools::WORKER_BUILD.path()?);
        build
            .arg("--release")
            .current_dir(workspace::root().join("edge"))
            // Otherwise it downloads its own from a code-hosting site, which closed networks refuse.
            .env("WASM_BINDGEN_BIN", tools::WASM_BINDGEN.path()?)
            .env("WASM_OPT_BIN", workspace::node_bin().join("wasm-opt"))
            .env("ESBUILD_BIN", workspace::node_bin().join("esbuild"));
        progress::run_logged("build the edge", &mut build)?;
        strip()
    })
}

/// worker-build keeps the names of functions: a tenth of what Cloudflare counts. A panic names its file and line
/// without them.
fn strip() -> Outcome {
    let mut strip = process::command("wasm-opt");
    strip.args(["--all-features", "--strip-debug"]).arg(wasm()).arg("-o").arg(wasm());
    progress::run_logged("strip the edge", &mut strip)?;
    Ok(())
}

pub fn print_size() -> Outcome {
    let wasm = workspace::read_bytes(&wasm())?;
    let packed = budget::gzip(&wasm)?;
    progress::note(format!("edge wasm {} KB, gzip {} KB", budget::kb(wasm.len()), budget::kb(packed)));
    Ok(())
}
