//! Paths that documents name in backticks exist: in half of the projects we looked at, documents named folders that
//! had moved.

use super::{Finding, Source, has_ending};

pub fn check(source: &Source, folders: &[&str], exists: impl Fn(&str) -> bool) -> Vec<Finding> {
    if !has_ending(&source.path, "md") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for path in quoted(line).filter_map(|text| as_path(text, folders)) {
            if !exists(path) {
                findings.push(source.finding(index + 1, format!("`{path}` does not exist")));
            }
        }
    }
    findings
}

fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

/// The path in a piece of code, unless it is a pattern or made by the build.
fn as_path<'a>(text: &'a str, folders: &[&str]) -> Option<&'a str> {
    let path = text.split(':').next().unwrap_or(text).trim_end_matches('/');
    let first = path.split('/').next().filter(|first| path.len() > first.len())?;
    let plain = path.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
    let made = super::GENERATED.iter().any(|made| path.starts_with(made));
    (plain && !made && folders.contains(&first)).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sample;

    fn missing(text: &str) -> Vec<String> {
        let found = check(&sample("README.md", text), &["edge", "docs"], |path| path == "edge/src");
        found.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn only_a_path_that_is_not_there_is_named() {
        assert_eq!(missing("in `edge/src/` and `edge/gone.rs:12`"), ["`edge/gone.rs` does not exist"]);
    }

    #[test]
    fn patterns_and_other_code_are_left_alone() {
        assert!(
            missing("`edge/<feature>/mod.rs` `edge/*` `cargo edge/x` `other/x` `edge` edge/gone `edge/build/index.js`")
                .is_empty()
        );
    }
}
