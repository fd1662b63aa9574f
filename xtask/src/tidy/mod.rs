//! `cargo xtask tidy`: what the compiler cannot check. Rules that are only written down rot; these fail CI.

mod classes;
mod dependencies;
mod lengths;
mod migrations;
mod named_paths;
mod unfinished;
mod visible_text;

use crate::failure::{Failure, Outcome};
use crate::{progress, workspace};
use std::fmt;
use std::path::Path;

/// The folders that people write in.
const FOLDERS: [&str; 6] = ["shared", "frontend", "edge", "tests", "xtask", "docs"];
/// Made by the build inside those folders.
const GENERATED: [&str; 4] = ["edge/build", "edge/node_modules", "edge/.wrangler", "tests/browser/pkg"];

/// A file of the checkout, read once for all rules.
pub struct Source {
    /// Relative to the checkout, with `/`.
    pub path: String,
    pub text: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    pub path: String,
    /// 0 when the file as a whole is meant.
    pub line: usize,
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.what),
            line => write!(f, "{}:{line}: {}", self.path, self.what),
        }
    }
}

pub fn run() -> Outcome {
    let sources = read_sources()?;
    let exists = |path: &str| workspace::root().join(path).exists();
    let mut errors = migrations::check(sources.iter().map(|source| source.path.as_str()));
    errors.extend(dependencies::check(&sources));
    let mut warnings = Vec::new();
    for source in &sources {
        errors.extend(named_paths::check(source, &FOLDERS, exists));
        errors.extend(lengths::check(source));
        errors.extend(unfinished::check(source));
        errors.extend(visible_text::check(source));
        warnings.extend(classes::check(source));
    }
    for finding in &warnings {
        println!("warning: {finding}");
    }
    for finding in &errors {
        println!("error: {finding}");
    }
    if !errors.is_empty() {
        return Err(Failure::new(format!("tidy found {} things to mend", errors.len())));
    }
    // A check of nothing must not look like a success.
    if sources.is_empty() {
        return Err(Failure::new("tidy found no files to look at".to_owned()));
    }
    progress::say(format!("tidy: {} files are in order", sources.len()));
    Ok(())
}

fn read_sources() -> Outcome<Vec<Source>> {
    let root = workspace::root();
    let mut files: Vec<_> =
        ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"].iter().map(|name| root.join(name)).collect();
    files.retain(|file| file.is_file());
    for folder in FOLDERS.map(|folder| root.join(folder)).iter().filter(|folder| folder.is_dir()) {
        files.extend(workspace::files_below(folder)?);
    }
    let mut sources = Vec::new();
    for file in files {
        let path = workspace::shown(&file);
        if is_read(&path) && !GENERATED.iter().any(|made| path.starts_with(made)) {
            sources.push(Source { text: workspace::read_text(&file)?, path });
        }
    }
    Ok(sources)
}

fn is_read(path: &str) -> bool {
    ["rs", "md", "sql", "toml"].iter().any(|ending| has_ending(path, ending))
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == ending)
}

impl Source {
    fn is_rust(&self) -> bool {
        has_ending(&self.path, "rs")
    }

    /// A test may say and name anything: files for tests, and the test module at the end of a file.
    fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    /// Numbered lines of Rust without comments and without the test module, which by convention is the last.
    fn lines_of_code(&self) -> impl Iterator<Item = (usize, &str)> {
        let before_tests = self.text.lines().take_while(|line| !line.trim_start().starts_with("#[cfg(test)]"));
        before_tests.enumerate().map(|(index, line)| (index + 1, without_comment(line)))
    }

    fn finding(&self, line: usize, what: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, what: what.into() }
    }
}

/// Cuts a line comment. `//` inside a string (an address) is kept: a comment is preceded by a space or nothing.
fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        return "";
    }
    line.split(" //").next().unwrap_or(line)
}

#[cfg(test)]
pub fn sample(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_test_modules_are_not_code() {
        let source = sample("shared/src/a.rs", "//! one\nlet a = \"https://x\"; // two\n#[cfg(test)]\nmod tests {}\n");
        let lines: Vec<_> = source.lines_of_code().collect();
        assert_eq!(lines, [(1, ""), (2, "let a = \"https://x\";")]);
    }
}
