//! Files stay short, their test module not counted: the question "what is the second idea in here?" is asked by a machine.

use super::{Finding, Source};

const LIMIT: usize = 400;
/// Longer for a reason.
const EXCEPTIONS: [(&str, &str); 0] = [];

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
