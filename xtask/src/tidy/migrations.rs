//! Migrations are numbered `0001_what.sql`, `0002_…` without gaps or twins: two branches that both add the third are
//! found before they are merged.

use super::{Finding, has_ending};

const FOLDER: &str = "edge/migrations/";

pub fn check<'a>(paths: impl Iterator<Item = &'a str>) -> Vec<Finding> {
    let mut names: Vec<_> =
        paths.filter_map(|path| path.strip_prefix(FOLDER)).filter(|name| has_ending(name, "sql")).collect();
    names.sort_unstable();
    let mut findings = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let wanted = format!("{:04}_", index + 1);
        if !name.starts_with(&wanted) {
            findings.push(Finding {
                path: format!("{FOLDER}{name}"),
                line: 0,
                what: format!("expected a name beginning with {wanted}"),
            });
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str]) -> usize {
        let paths: Vec<_> = names.iter().map(|name| format!("{FOLDER}{name}")).collect();
        check(paths.iter().map(String::as_str)).len()
    }

    #[test]
    fn a_sequence_is_fine() {
        assert_eq!(found(&["0002_b.sql", "0001_a.sql", "README.md"]), 0);
    }

    #[test]
    fn gaps_and_twins_are_found() {
        assert_eq!(found(&["0001_a.sql", "0003_b.sql"]), 1);
        assert_eq!(found(&["0001_a.sql", "0001_b.sql"]), 1);
        assert_eq!(found(&["1_a.sql"]), 1);
    }
}
