//! Starting and stopping other programs, so that none is ever left behind.
//!
//! Each child leads a process group of its own: Ctrl-C in a terminal reaches only us, and we stop the children
//! in order. Should we die without a chance to do so (SIGKILL), the kernel tells the child.

use crate::failure::{Context as _, Outcome};
use crate::{clock, workspace};
use rustix::process::{Pid, Signal, kill_process_group};
use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// A command in the checkout with our tools first on the PATH and without what `cargo run` put into our own
/// environment: some build scripts (ring's) are re-run when `CARGO_PKG_*` changes, and would compile again for
/// every `cargo xtask`.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root()).stdin(Stdio::null()).env("PATH", search_path());
    // Our tools' own backtraces would bury what the compiler says.
    command.env_remove("RUST_BACKTRACE");
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_set_by_cargo_run) {
            command.env_remove(&name);
        }
    }
    command
}

pub fn cargo() -> Command {
    command("cargo")
}

fn is_set_by_cargo_run(name: &str) -> bool {
    name.starts_with("CARGO_PKG_")
        || name.starts_with("CARGO_MANIFEST_")
        || matches!(name, "CARGO" | "CARGO_CRATE_NAME" | "CARGO_BIN_NAME" | "CARGO_PRIMARY_PACKAGE" | "LD_LIBRARY_PATH")
}

/// npm's programs first (Node 22 among them), then our cached tools, then what the machine has.
fn search_path() -> OsString {
    let mut places = vec![workspace::node_bin()];
    places.extend(crate::tools::cached_bin_dirs());
    places.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    env::join_paths(places).unwrap_or_else(|_colon_in_a_path| env::var_os("PATH").unwrap_or_default())
}

/// Finds a program on the machine's own PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(name)).find(|path| is_executable(path))
}

fn is_executable(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
}

/// Must be called on a thread that lives as long as the child: the kernel's notice of a parent's death is a notice of the
/// thread's.
pub fn start(command: &mut Command) -> Outcome<Child> {
    use std::os::unix::process::CommandExt as _;
    let name = command.get_program().to_string_lossy().into_owned();
    command.process_group(0);
    die_with_parent(command);
    command.spawn().context(|| format!("cannot start {name}"))
}

#[cfg(target_os = "linux")]
fn die_with_parent(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    let tell = || rustix::process::set_parent_process_death_signal(Some(Signal::TERM)).map_err(Into::into);
    #[expect(unsafe_code, reason = "one prctl call between fork and exec: async-signal-safe, allocates nothing")]
    unsafe {
        command.pre_exec(tell);
    }
}

#[cfg(not(target_os = "linux"))]
fn die_with_parent(_command: &mut Command) {}

/// What the child printed, or nothing when it failed or is not there.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Asks the child's whole group to stop, waits, and kills what has not gone after `patience`.
pub fn stop(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    signal_group(child, Signal::TERM);
    let asked = clock::now();
    while asked.elapsed() < patience {
        if let Ok(Some(status)) = child.try_wait() {
            // A grandchild may outlive its parent.
            signal_group(child, Signal::KILL);
            return Some(status);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    signal_group(child, Signal::KILL);
    child.wait().ok()
}

fn signal_group(child: &Child, signal: Signal) {
    let group = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    if let Some(group) = group {
        // The only failure is that nobody is left, which is what we want.
        let _gone = kill_process_group(group, signal);
    }
}
