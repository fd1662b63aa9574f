//! Text that people see is in `i18n`, where a missing translation does not compile. Chinese characters in other code
//! are a sign of text that went astray. What only looks like text (a character that people type, a protocol's constant)
//! carries a comment on the line above: `// not a text: why`.

use super::{Finding, Source};

/// Where Chinese belongs, and why.
const ALLOWED: [(&str, &str); 6] = [
    ("frontend/src/i18n/", "the texts"),
    ("frontend/reader/", "how institutions name their columns"),
    ("proof/", "the words of a document, which is Chinese for every reader"),
    ("shared/", "names of stages and columns, which are data"),
    ("xtask/src/seed", "demo data"),
    ("xtask/src/tidy/", "this check"),
];

pub fn check(source: &Source) -> Vec<Finding> {
    let allowed = ALLOWED.iter().any(|(place, _why)| source.path.starts_with(place));
    if allowed || !source.is_rust() || source.is_test() {
        return Vec::new();
    }
    let excused = excused_lines(&source.text);
    let astray = source.lines_of_code().filter(|(_, line)| line.chars().any(is_chinese));
    astray
        .filter(|(line, _)| !excused.contains(line))
        .map(|(line, _)| source.finding(line, "text for people belongs into frontend/src/i18n"))
        .collect()
}

/// Lines with a reason, and the lines below those.
fn excused_lines(text: &str) -> Vec<usize> {
    let reasons = text.lines().enumerate().filter(|(_, line)| line.contains("// not a text:"));
    reasons.flat_map(|(index, _)| [index + 1, index + 2]).collect()
}

/// Han characters. Punctuation alone is no text.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sample;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        check(&sample(path, text)).iter().map(|finding| finding.line).collect()
    }

    #[test]
    fn text_in_code_is_found() {
        assert_eq!(lines("frontend/src/home/view.rs", "// 首页\nlet title = \"首页\";\n"), [2]);
    }

    #[test]
    fn a_reason_excuses_its_line_and_the_next() {
        let text = "// not a text: typed\nlet b = '转';\nlet c = '转';";
        assert_eq!(lines("edge/src/a.rs", text), [3]);
    }

    #[test]
    fn texts_data_and_tests_are_left_alone() {
        for path in ["frontend/src/i18n/zh.rs", "shared/src/stage.rs", "tests/e2e/tests/home.rs", "edge/tests/home.rs"]
        {
            assert!(lines(path, "let title = \"首页\";").is_empty(), "{path}");
        }
        assert!(lines("edge/src/a.rs", "#[cfg(test)]\nmod tests { const A: &str = \"甲\"; }").is_empty());
    }
}
