//! Where things are. Everything generated is inside the checkout, except the tools (see `tools`).

use crate::failure::{Context as _, Outcome};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The checkout. Asked at run time, so that a moved checkout does not use the old place.
pub fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    // Started by cargo from another package (a test): its manifest is not ours.
    let manifest = if manifest.ends_with("xtask") { manifest } else { PathBuf::from(env!("CARGO_MANIFEST_DIR")) };
    manifest.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Cargo's output: `CARGO_TARGET_DIR` when set, else `target` in the checkout.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Stamps and intermediate results belong to what is generated in the checkout (`dist`, `edge/build`), so
/// they do not follow `CARGO_TARGET_DIR`.
pub fn scratch(name: &str) -> Outcome<PathBuf> {
    let dir = root().join("target").join(format!("xtask-{name}"));
    create_dir(&dir)?;
    Ok(dir)
}

pub fn dist() -> PathBuf {
    root().join("dist")
}

pub fn node_bin() -> PathBuf {
    root().join("node_modules/.bin")
}

pub fn create_dir(dir: &Path) -> Outcome {
    fs::create_dir_all(dir).context(|| format!("cannot create the folder {}", dir.display()))
}

pub fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).context(|| format!("cannot read {}", path.display()))
}

pub fn read_bytes(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).context(|| format!("cannot read {}", path.display()))
}

pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    fs::write(path, content).context(|| format!("cannot write {}", path.display()))
}

/// Writes beside the target and renames, so that a reader never sees half a file.
pub fn write_whole(path: &Path, content: impl AsRef<[u8]>) -> Outcome {
    let partial = path.with_extension("partial");
    write(&partial, content)?;
    fs::rename(&partial, path).context(|| format!("cannot write {}", path.display()))
}

/// Removes a folder with all it holds; one that is not there is fine.
pub fn remove_dir(dir: &Path) -> Outcome {
    match fs::remove_dir_all(dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).context(|| format!("cannot remove {}", dir.display()))
        }
        _ => Ok(()),
    }
}

/// Every file below `dir`, sorted, so that what is made from the list does not depend on the disk.
pub fn files_below(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).context(|| format!("cannot read the folder {}", folder.display()))?;
        for entry in entries {
            let entry = entry.context(|| format!("cannot read the folder {}", folder.display()))?;
            let kind = entry.file_type().context(|| format!("cannot look at {}", entry.path().display()))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The path as a person in the checkout would write it.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
