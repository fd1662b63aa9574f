//! Whether something has to be made again: a number over the content of everything it is made from.
//!
//! Content, not times: switching branches back and forth rebuilds nothing. The hash is the standard library's,
//! which guards against accident, not malice; stamps never leave the machine.

use crate::failure::{Context as _, Outcome};
use crate::{clock, workspace};
use std::fmt;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

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
    /// Where the compiler says which sources it has read (its `.d` file).
    sources: Option<PathBuf>,
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

    /// The sources of a compiled program: those that the compiler read the last time. A source that it did not read can
    /// only become one of them by a change of one that it did.
    pub fn compiled(mut self, dep_info: PathBuf) -> Self {
        self.sources = Some(dep_info);
        self
    }

    pub fn fingerprint(&self) -> Outcome<Fingerprint> {
        let mut hasher = DefaultHasher::new();
        self.words.hash(&mut hasher);
        for file in self.all_files()? {
            workspace::shown(&file).hash(&mut hasher);
            hash_content(&file, &mut hasher)?;
        }
        Ok(Fingerprint(hasher.finish()))
    }

    fn all_files(&self) -> Outcome<Vec<PathBuf>> {
        let mut files = Vec::new();
        for path in &self.paths {
            files.extend(if path.is_dir() { workspace::files_below(path)? } else { vec![path.clone()] });
        }
        files.retain(|file| counts(file));
        if let Some(sources) = &self.sources {
            files.push(sources.clone());
            if sources.is_file() {
                files.extend(sources_in(&workspace::read_text(sources)?));
            }
        }
        Ok(files)
    }

    /// Whether something of it was written after that moment.
    fn changed_since(&self, moment: SystemTime) -> Outcome<bool> {
        let dep_info = self.sources.as_deref();
        let written = |file: &PathBuf| file.metadata().and_then(|data| data.modified()).is_ok_and(|at| at > moment);
        Ok(self.all_files()?.iter().any(|file| dep_info != Some(file.as_path()) && written(file)))
    }
}

/// The files behind the colon of a line like `target: file file`, where a space within a name stands behind a backslash.
fn sources_in(dep_info: &str) -> Vec<PathBuf> {
    let Some((_, files)) = dep_info.lines().next().and_then(|line| line.split_once(": ")) else { return Vec::new() };
    let files = files.replace("\\ ", "\0");
    files.split_whitespace().map(|file| PathBuf::from(file.replace('\0', " "))).collect()
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
    let begun = clock::wall();
    make()?;
    // Only now it is known what was read. Who edits meanwhile gets it made again.
    if !inputs.changed_since(begun)? {
        workspace::write(&stamp, inputs.fingerprint()?.to_string())?;
    }
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
    fn of_a_program_only_what_the_compiler_read_counts() {
        let dir = folder("dep info");
        let (read, other, dep_info) = (dir.join("read here.rs"), dir.join("other.rs"), dir.join("program.d"));
        let inputs = || Inputs::default().compiled(dep_info.clone()).fingerprint().unwrap();
        let unknown = inputs();
        workspace::write(&read, "one").unwrap();
        let escaped = read.display().to_string().replace(' ', "\\ ");
        workspace::write(&dep_info, format!("/out/program: {escaped}\n")).unwrap();
        let first = inputs();
        assert_ne!(first, unknown);
        workspace::write(&other, "new").unwrap();
        assert_eq!(inputs(), first);
        workspace::write(&read, "two").unwrap();
        assert_ne!(inputs(), first);
        workspace::remove_dir(&dir).unwrap();
    }

    #[test]
    fn what_is_edited_while_it_is_made_is_made_again() {
        let dir = folder("edited");
        let input = dir.join("input");
        workspace::write(&input, "one").unwrap();
        let inputs = || Inputs::default().files(std::slice::from_ref(&input));
        let part = format!("test-{}", std::process::id());
        let made = |edit: bool| {
            let later = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1 << 33);
            unless_made(&part, &inputs(), &[], || {
                if edit {
                    let file = fs::File::options().append(true).open(&input).context(String::new)?;
                    file.set_modified(later).context(String::new)?;
                }
                Ok(())
            })
        };
        assert!(made(true).unwrap());
        fs::File::options().append(true).open(&input).unwrap().set_modified(SystemTime::UNIX_EPOCH).unwrap();
        assert!(made(false).unwrap());
        assert!(!made(false).unwrap());
        fs::remove_file(workspace::scratch("stamps").unwrap().join(part)).unwrap();
        workspace::remove_dir(&dir).unwrap();
    }

    #[test]
    fn words_count() {
        let with = |word: &str| Inputs::default().words([word]).fingerprint().unwrap();
        assert_ne!(with("trunk 1"), with("trunk 2"));
    }
}
