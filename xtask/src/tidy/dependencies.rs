//! Dependencies that no code names any more. A look at the text, so that CI needs no further tool.

use super::{Finding, Source};

/// Not named in code, and needed: package, dependency, why.
const EXCUSED: [(&str, &str, &str); 1] =
    [("edge", "getrandom", "switches on its source of randomness in wasm for the cryptography crates")];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    let manifests = sources.iter().filter(|source| source.path.ends_with("/Cargo.toml"));
    manifests.flat_map(|manifest| unused(manifest, sources)).collect()
}

fn unused(manifest: &Source, sources: &[Source]) -> Vec<Finding> {
    let folder = manifest.path.trim_end_matches("Cargo.toml");
    let inner: Vec<_> = sources
        .iter()
        .filter_map(|source| source.path.strip_suffix("Cargo.toml"))
        .filter(|other| other.len() > folder.len() && other.starts_with(folder))
        .collect();
    let code = || {
        let own = sources.iter().filter(|source| source.is_rust() && source.path.starts_with(folder));
        own.filter(|source| !inner.iter().any(|other| source.path.starts_with(other)))
    };
    let mut findings = Vec::new();
    for (line, name) in dependencies(&manifest.text) {
        let excused = EXCUSED
            .iter()
            .any(|(package, dependency, _why)| *dependency == name && folder.trim_end_matches('/').ends_with(package));
        let word = name.replace('-', "_");
        if !excused && !code().any(|source| source.text.contains(&word)) {
            findings.push(manifest.finding(line, format!("the dependency {name} is used by no code")));
        }
    }
    findings
}

/// Line and name of each dependency, in whichever table.
fn dependencies(manifest: &str) -> Vec<(usize, &str)> {
    let mut inside = false;
    let mut found = Vec::new();
    for (index, line) in manifest.lines().enumerate() {
        if let Some(table) = line.strip_prefix('[') {
            inside = table.trim_end().trim_end_matches(']').ends_with("dependencies");
        } else if inside && line.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            found.push((index + 1, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sample;

    const MANIFEST: &str = "[package]\nname = \"edge\"\n[dependencies]\nserde.workspace = true\nserde-more = \"1\"\n";

    fn found(code: &str) -> Vec<usize> {
        let sources = [sample("edge/Cargo.toml", MANIFEST), sample("edge/src/lib.rs", code)];
        check(&sources).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn what_code_names_is_used() {
        assert!(found("use serde::Serialize; use serde_more::More;").is_empty());
    }

    #[test]
    fn what_no_code_names_is_found() {
        assert_eq!(found("use serde::Serialize;"), [5]);
    }

    #[test]
    fn another_package_inside_the_folder_does_not_count() {
        let sources = [
            sample("edge/Cargo.toml", MANIFEST),
            sample("edge/inner/Cargo.toml", ""),
            sample("edge/inner/src/lib.rs", "use serde_more::More;"),
        ];
        assert_eq!(check(&sources).len(), 2);
    }

    #[test]
    fn tables_of_targets_count_and_features_do_not() {
        let manifest = "[features]\na = []\n[target.'cfg(x)'.dependencies]\nb = \"1\"\n[dev-dependencies]\nc = \"1\"\n";
        assert_eq!(dependencies(manifest), [(4, "b"), (6, "c")]);
    }
}
