//! Whether something has to be made again: a number over the content of everything it is made from.
//!
//! Content, not times: switching branches back and forth rebuilds nothing. The hash is the standard library's,
//! which guards against accident, not malice; stamps never leave the machine.

use crate::failure::{Context as _, Outcome};
use crate::workspace;
use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint(u64);

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Fingerprint {
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        Self(hasher.finish())
    }

    pub fn of_files(files: &[PathBuf]) -> Outcome<Self> {
        Inputs::default().files(files).fingerprint()
    }
}

/// What something is made from. Folders are taken with everything below them.
#[derive(Debug, Default)]
pub struct Inputs {
    paths: Vec<PathBuf>,
    words: Vec<String>,
}

impl Inputs {
    /// Paths relative to the checkout; one that does not exist counts as that.
    pub fn paths(mut self, paths: &[&str]) -> Self {
        self.paths.extend(paths.iter().map(|path| workspace::root().join(path)));
        self
    }

    pub fn files(mut self, files: &[PathBuf]) -> Self {
        self.paths.extend_from_slice(files);
        self
    }

    /// Versions, options: what is not a file.
    pub fn words<W: ToString>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.words.extend(words.into_iter().map(|word| word.to_string()));
        self
    }

    pub fn fingerprint(&self) -> Outcome<Fingerprint> {
        let mut hasher = DefaultHasher::new();
        self.words.hash(&mut hasher);
        for path in &self.paths {
            let files = if path.is_dir() { workspace::files_below(path)? } else { vec![path.clone()] };
            for file in files.iter().filter(|file| counts(file)) {
                workspace::shown(file).hash(&mut hasher);
                hash_content(file, &mut hasher)?;
            }
        }
        Ok(Fingerprint(hasher.finish()))
    }
}

/// Editors' and systems' own files make nothing.
fn counts(file: &Path) -> bool {
    let name = file.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    !(name.starts_with('.') || name.ends_with('~') || name.ends_with(".swp"))
}

fn hash_content(file: &Path, hasher: &mut DefaultHasher) -> Outcome {
    if file.exists() {
        let content = fs::read(file).context(|| format!("cannot read {}", file.display()))?;
        content.len().hash(hasher);
        hasher.write(&content);
    } else {
        "absent".hash(hasher);
    }
    Ok(())
}

/// Runs `make` unless the last successful run had the same inputs and what it made is still there.
/// Returns whether it ran.
pub fn unless_made(part: &str, inputs: &Inputs, results: &[PathBuf], make: impl FnOnce() -> Outcome) -> Outcome<bool> {
    let stamp = workspace::scratch("stamps")?.join(part);
    let wanted = inputs.fingerprint()?.to_string();
    let same = fs::read_to_string(&stamp).is_ok_and(|found| found == wanted);
    if same && results.iter().all(|path| path.exists()) {
        return Ok(false);
    }
    // Gone while it is being made, so that a failure half-way is not taken for success.
    if stamp.exists() {
        fs::remove_file(&stamp).context(|| format!("cannot remove {}", stamp.display()))?;
    }
    make()?;
    workspace::write(&stamp, wanted)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("anpei-fingerprint-{name}-{}", std::process::id()));
        workspace::remove_dir(&dir).unwrap();
        workspace::create_dir(&dir.join("inner")).unwrap();
        dir
    }

    fn taken(dir: &Path) -> Fingerprint {
        Fingerprint::of_files(&[dir.to_path_buf()]).unwrap()
    }

    #[test]
    fn it_follows_the_content_and_the_names() {
        let dir = folder("content");
        workspace::write(&dir.join("inner/a"), "one").unwrap();
        let first = taken(&dir);
        assert_eq!(taken(&dir), first);

        workspace::write(&dir.join("inner/a"), "two").unwrap();
        let second = taken(&dir);
        assert_ne!(second, first);

        fs::rename(dir.join("inner/a"), dir.join("inner/b")).unwrap();
        assert_ne!(taken(&dir), second);
        workspace::remove_dir(&dir).unwrap();
    }

    #[test]
    fn files_of_editors_do_not_count() {
        let dir = folder("editors");
        workspace::write(&dir.join("a.rs"), "one").unwrap();
        let before = taken(&dir);
        workspace::write(&dir.join(".a.rs.swp"), "x").unwrap();
        workspace::write(&dir.join("a.rs~"), "x").unwrap();
        assert_eq!(taken(&dir), before);
        workspace::remove_dir(&dir).unwrap();
    }

    #[test]
    fn an_absent_file_differs_from_an_empty_one() {
        let dir = folder("absent");
        let file = dir.join("a");
        let absent = Fingerprint::of_files(std::slice::from_ref(&file)).unwrap();
        workspace::write(&file, "").unwrap();
        assert_ne!(Fingerprint::of_files(&[file]).unwrap(), absent);
        workspace::remove_dir(&dir).unwrap();
    }

    #[test]
    fn words_count() {
        let with = |word: &str| Inputs::default().words([word]).fingerprint().unwrap();
        assert_ne!(with("trunk 1"), with("trunk 2"));
    }
}
