//! Files stay short, their test module not counted: the question "what is the second idea in here?" is asked by a machine.

use super::{Finding, Source};

const LIMIT: usize = 400;
/// Longer for a reason.
const EXCEPTIONS: [(&str, &str); 12] = [
    ("shared/src/identity/document.rs", "one table of document kinds with the rules of each"),
    ("shared/src/roster/check.rs", "one rule per column, read side by side"),
    ("shared/src/roster/columns.rs", "the synonyms of headers: a table"),
    ("shared/src/lists/check.rs", "one rule per column, read side by side"),
    ("shared/src/lists/decide.rs", "the questions about one row, in their order"),
    ("frontend/src/i18n/import.rs", "texts"),
    ("frontend/src/i18n/import_problems.rs", "texts"),
    ("frontend/reader/tests/lists.rs", "one test per sample list"),
    ("edge/tests/proofs.rs", "one test per outcome of a proof"),
    ("edge/tests/staff.rs", "one test per outcome of the accounts"),
    ("tests/e2e/tests/bad_input.rs", "one test per kind of bad input"),
    ("tests/e2e/tests/import.rs", "one journey per sample roster"),
];

pub fn check(source: &Source) -> Option<Finding> {
    let lines = source.lines_of_code().count();
    let excused = EXCEPTIONS.iter().any(|(path, _reason)| *path == source.path);
    (source.is_rust() && lines > LIMIT && !excused)
        .then(|| source.finding(0, format!("{lines} lines; split it, or list it with the reason in {}", file!())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sample;

    #[test]
    fn the_limit_is_exact() {
        assert_eq!(check(&sample("a.rs", &"x\n".repeat(LIMIT))), None);
        assert!(check(&sample("a.rs", &"x\n".repeat(LIMIT + 1))).is_some());
        assert_eq!(check(&sample("a.md", &"x\n".repeat(LIMIT + 1))), None);
    }
}
