//! Programs from crates.io that the build needs: each is compiled once per user and version, outside the
//! checkout, and a ready binary of exactly the right version on the PATH is used as it is.

use crate::failure::{Context as _, Outcome};
use crate::{process, progress, workspace};
use std::env;
use std::fs::{self, File};
use std::path::PathBuf;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tool {
    /// The package on crates.io.
    pub package: &'static str,
    pub version: &'static str,
    /// Its main program; for a cargo subcommand, with the prefix.
    pub program: &'static str,
}

/// Must be the version of the `wasm-bindgen` crate in Cargo.toml: the two check each other.
pub const WASM_BINDGEN: Tool = Tool { package: "wasm-bindgen-cli", version: "0.2.129", program: "wasm-bindgen" };
pub const WORKER_BUILD: Tool = Tool { package: "worker-build", version: "0.8.7", program: "worker-build" };
pub const TRUNK: Tool = Tool { package: "trunk", version: "0.21.14", program: "trunk" };
/// Only the browser tests need it.
pub const WASM_PACK: Tool = Tool { package: "wasm-pack", version: "0.15.1", program: "wasm-pack" };
/// Only `cargo xtask ci` needs it.
pub const CARGO_DENY: Tool = Tool { package: "cargo-deny", version: "0.20.2", program: "cargo-deny" };

pub const FOR_BUILDING: [Tool; 3] = [WASM_BINDGEN, WORKER_BUILD, TRUNK];
const ALL: [Tool; 5] = [WASM_BINDGEN, WORKER_BUILD, TRUNK, WASM_PACK, CARGO_DENY];

impl Tool {
    fn home(self) -> PathBuf {
        cache().join(format!("{}-{}", self.package, self.version))
    }

    fn cached(self) -> PathBuf {
        self.home().join("bin").join(self.program)
    }

    /// Where the right version is, if it is anywhere. The cache's folder names the version, so that only a
    /// program of the machine has to be asked.
    pub fn installed(self) -> Option<PathBuf> {
        let cached = self.cached();
        if cached.is_file() {
            return Some(cached);
        }
        let found = process::find_program(self.program)?;
        let said = process::output_of(process::command(&found).arg("--version"))?;
        is_version(&said, self.version).then_some(found)
    }

    /// The program's path; a failure when `setup` has not been run.
    pub fn path(self) -> Outcome<PathBuf> {
        self.installed()
            .context(|| format!("{} {} is not installed; run `cargo xtask setup`", self.package, self.version))
    }
}

/// `$ANPEI_TOOLS`, else the user's cache folder.
pub fn cache() -> PathBuf {
    if let Some(place) = env::var_os("ANPEI_TOOLS") {
        return PathBuf::from(place);
    }
    let user = env::var_os("XDG_CACHE_HOME").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    let user = user.or_else(|| env::home_dir().map(|home| home.join(".cache")));
    user.unwrap_or_else(env::temp_dir).join("anpei/tools")
}

/// For the PATH of what we start: trunk and wasm-pack look there for wasm-bindgen.
pub fn cached_bin_dirs() -> impl Iterator<Item = PathBuf> {
    ALL.into_iter().filter(|tool| tool.cached().is_file()).map(|tool| tool.home().join("bin"))
}

/// Compiles what is missing. One at a time per user: a second call waits for the first and finds it done.
pub fn install(tools: &[Tool]) -> Outcome {
    if tools.iter().all(|tool| tool.installed().is_some()) {
        return Ok(());
    }
    workspace::create_dir(&cache())?;
    let lock_file = cache().join("lock");
    let lock = File::create(&lock_file).context(|| format!("cannot write {}", lock_file.display()))?;
    if lock.try_lock().is_err() {
        progress::say("waiting for another `cargo xtask setup` to finish");
        lock.lock().context(|| format!("cannot lock {}", lock_file.display()))?;
    }
    let missing: Vec<_> = tools.iter().filter(|tool| tool.installed().is_none()).collect();
    let shared_target = cache().join("build");
    for (index, tool) in missing.iter().enumerate() {
        let step = format!("compile {} {} ({} of {})", tool.package, tool.version, index + 1, missing.len());
        progress::run_logged(&step, &mut cargo_install(**tool, &shared_target))?;
    }
    workspace::remove_dir(&shared_target)?;
    // A failure to remove the lock file harms nobody.
    let _stays = fs::remove_file(&lock_file);
    Ok(())
}

/// These programs are run a few times a day and compiled once: quick to compile wins.
fn cargo_install(tool: Tool, shared_target: &std::path::Path) -> std::process::Command {
    let mut command = process::cargo();
    command
        .args(["install", "--locked", "--no-track", "--root"])
        .arg(tool.home())
        .args(["--version", tool.version, tool.package])
        .env("CARGO_TARGET_DIR", shared_target)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env_remove("RUSTFLAGS");
    command
}

/// Whether a program's answer to `--version` names exactly this version (`trunk 0.21.14`, `v22.3.1`, `0.8.7`).
pub fn is_version(said: &str, wanted: &str) -> bool {
    said.split_whitespace().any(|word| word.strip_prefix('v').unwrap_or(word) == wanted)
}

/// The first number of a version: `v22.23.3` → 22.
pub fn major_version(said: &str) -> Option<u32> {
    let word = said.split_whitespace().find(|word| word.contains('.'))?;
    word.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_exactly_the_right_version_counts() {
        assert!(is_version("wasm-bindgen 0.2.129\n", "0.2.129"));
        assert!(is_version("0.8.7\n", "0.8.7"));
        assert!(is_version("v22.23.3", "22.23.3"));
        assert!(!is_version("trunk 0.21.140", "0.21.14"));
        assert!(!is_version("trunk 0.21.14-beta.1", "0.21.14"));
        assert!(!is_version("", "0.21.14"));
    }

    #[test]
    fn a_major_version_is_read_from_what_programs_say() {
        assert_eq!(major_version("v22.23.3\n"), Some(22));
        assert_eq!(major_version("wasm-opt 132.0 (x)"), Some(132));
        assert_eq!(major_version("none"), None);
    }

    #[test]
    fn the_tool_and_the_crate_have_the_same_version() {
        let manifest = workspace::read_text(&workspace::root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", WASM_BINDGEN.version)));
        assert!(manifest.contains(&format!("worker = \"={}\"", WORKER_BUILD.version)));
    }
}
