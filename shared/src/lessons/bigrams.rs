//! Search terms of Chinese texts: what is stored with a lesson, and what a question to the search is made of.
//!
//! Chinese has no spaces between its words, and SQLite's own index would need a dictionary to find them. Pairs of
//! neighbouring characters (二元) do without: whoever asks for 安全帽 means texts with both 安全 and 全帽. That finds
//! every text which holds the words, and few that do not; in the titles and descriptions of one institution's lessons
//! nobody will notice those.
//!
//! A question of one character is answered too: every character is also stored as a term of its own. A question of
//! several characters asks for their pairs alone, because these say more.

use std::collections::HashSet;

use crate::text::{is_han, normalise};

/// A text has at most so many terms, counted from its beginning: 750 Chinese characters and more, as many repeat.
pub const MAX_TERMS: usize = 1_500;
/// A question has at most so many; what stands behind them does not narrow it further.
pub const MAX_QUERY_TERMS: usize = 32;
/// Of a longer word only the beginning counts, in texts and in questions alike.
pub const MAX_WORD_CHARS: usize = 32;

/// The terms to store with a text, each once, in the order in which they come.
///
/// ```
/// # use shared::lessons::bigrams::terms_of_text;
/// assert_eq!(terms_of_text("安全帽 GB 2811"), ["安", "安全", "全", "全帽", "帽", "gb", "2811"]);
/// ```
pub fn terms_of_text(text: &str) -> Vec<String> {
    let mut terms = Terms::new(MAX_TERMS);
    for run in runs(text) {
        match run {
            Run::Word(word) => terms.add(word),
            Run::Characters(characters) => {
                for pair in pairs(&characters) {
                    terms.add(pair.0.into());
                    if let Some(second) = pair.1 {
                        terms.add(String::from_iter([pair.0, second]));
                    }
                }
            }
        }
        if terms.are_full() {
            break;
        }
    }
    terms.in_order
}

/// The terms that a text must all have to be found; nothing when there is nothing to search for.
///
/// ```
/// # use shared::lessons::bigrams::terms_of_query;
/// assert_eq!(terms_of_query("安全帽gb").unwrap(), ["安全", "全帽", "gb"]);
/// assert_eq!(terms_of_query("帽").unwrap(), ["帽"]);
/// assert_eq!(terms_of_query("……"), None);
/// ```
pub fn terms_of_query(query: &str) -> Option<Vec<String>> {
    let mut terms = Terms::new(MAX_QUERY_TERMS);
    for run in runs(query) {
        match run {
            Run::Word(word) => terms.add(word),
            Run::Characters(characters) => {
                let alone = characters.len() == 1;
                for (first, second) in pairs(&characters) {
                    match second {
                        Some(second) => terms.add(String::from_iter([first, second])),
                        None if alone => terms.add(first.into()),
                        None => {}
                    }
                }
            }
        }
    }
    (!terms.in_order.is_empty()).then_some(terms.in_order)
}

/// A stretch of a text without anything that separates.
enum Run {
    /// Letters and digits of scripts that write words, in lower case.
    Word(String),
    Characters(Vec<char>),
}

/// Cuts a text where the kind of its characters changes and at everything that is neither letter nor digit.
fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut joined = false;
    for c in normalise(text).chars().map(plain_digit).flat_map(char::to_lowercase) {
        let (han, word) = (is_unspaced(c), c.is_alphanumeric());
        match runs.last_mut().filter(|_run| joined) {
            Some(Run::Characters(characters)) if han => characters.push(c),
            Some(Run::Word(word)) if c.is_alphanumeric() && !han => word.push(c),
            _ if han => runs.push(Run::Characters(vec![c])),
            _ if word => runs.push(Run::Word(c.into())),
            _ => {}
        }
        joined = han || word;
    }
    runs
}

/// Chinese, and the other scripts that write words without spaces between them: Japanese syllables.
fn is_unspaced(c: char) -> bool {
    is_han(c) || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}')
}

/// Gases are written H₂S and CO₂, and asked for as they are typed.
fn plain_digit(c: char) -> char {
    let value = match c {
        '\u{2080}'..='\u{2089}' => u32::from(c).checked_sub(0x2080),
        '²' => Some(2),
        '³' => Some(3),
        _ => None,
    };
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}

/// Every character with the one behind it, the last one with nothing.
fn pairs(characters: &[char]) -> impl Iterator<Item = (char, Option<char>)> {
    let behind = characters.iter().skip(1).copied().map(Some).chain([None]);
    characters.iter().copied().zip(behind)
}

/// Terms in their order, each once.
struct Terms {
    most: usize,
    in_order: Vec<String>,
    known: HashSet<String>,
}

impl Terms {
    fn new(most: usize) -> Self {
        Self { most, in_order: Vec::new(), known: HashSet::new() }
    }

    fn add(&mut self, term: String) {
        let term =
            if term.chars().nth(MAX_WORD_CHARS).is_some() { term.chars().take(MAX_WORD_CHARS).collect() } else { term };
        if !self.are_full() && self.known.insert(term.clone()) {
            self.in_order.push(term);
        }
    }

    fn are_full(&self) -> bool {
        self.in_order.len() >= self.most
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_questions_are_cut_alike() {
        for (text, stored, asked) in [
            ("安", "安", "安"),
            ("安全", "安 安全 全", "安全"),
            ("安全帽", "安 安全 全 全帽 帽", "安全 全帽"),
            ("安全，生产。", "安 安全 全 生 生产 产", "安全 生产"),
            ("高处作业（高处）", "高 高处 处 处作 作 作业 业", "高处 处作 作业"),
            ("低压电工ABC证", "低 低压 压 压电 电 电工 工 abc 证", "低压 压电 电工 abc 证"),
            ("ＧＢ　２８１１－２０１９", "gb 2811 2019", "gb 2811 2019"),
            ("LNG, lng; Lng", "lng", "lng"),
            ("第3课", "第 3 课", "第 3 课"),
            ("安\u{200b}全", "安 安全 全", "安全"),
            ("安\n全", "安 全", "安 全"),
            ("㐀𠀀〇", "㐀 㐀𠀀 𠀀 𠀀〇 〇", "㐀𠀀 𠀀〇"),
            ("カタ", "カ カタ タ", "カタ"),
            ("H₂S O'Neil x_y m³", "h2s o neil x y m3", "h2s o neil x y m3"),
            ("Ünïcode ДА", "ünïcode да", "ünïcode да"),
            ("a😀b", "a b", "a b"),
            ("安全安全", "安 安全 全 全安", "安全 全安"),
        ] {
            assert_eq!(terms_of_text(text).join(" "), stored, "{text}");
            assert_eq!(terms_of_query(text).unwrap().join(" "), asked, "{text}");
        }
        for nothing in ["", " ", "，。！？", "😀", "\u{200b}", "%_*\"' --", "\0\u{7}"] {
            assert_eq!(terms_of_query(nothing), None, "{nothing:?}");
            assert!(terms_of_text(nothing).is_empty(), "{nothing:?}");
        }
    }

    #[test]
    fn a_question_finds_the_texts_that_hold_it() {
        let text = "第3课：有限空间作业安全 (GB 30871-2022)，氨制冷 LNG";
        let stored = terms_of_text(text);
        for (query, found) in [
            ("有限空间", true),
            ("限空", true),
            ("空", true),
            ("作业 有限", true),
            ("gb30871", false),
            ("gb 30871", true),
            ("ｌｎｇ", true),
            ("ln", false),
            ("空有", false),
            ("高处", false),
            ("有限 高处", false),
            // Both pairs are there, though not together: the price of pairs, and a small one.
            ("安全 作业安", true),
        ] {
            let all = terms_of_query(query).unwrap().iter().all(|term| stored.contains(term));
            assert_eq!(all, found, "{query}");
        }
        // Every piece of a text finds it.
        let characters: Vec<char> = "有限空间作业安全".chars().collect();
        for from in 0..characters.len() {
            for to in from + 1..=characters.len() {
                let query: String = characters[from..to].iter().collect();
                assert!(terms_of_query(&query).unwrap().iter().all(|term| stored.contains(term)), "{query}");
            }
        }
    }

    #[test]
    fn long_texts_and_words_are_cut() {
        let characters: String = (0x4e00..0x5e00).filter_map(char::from_u32).collect();
        assert_eq!(terms_of_text(&characters).len(), MAX_TERMS);
        assert_eq!(terms_of_query(&characters).unwrap().len(), MAX_QUERY_TERMS);
        let word = "ab".repeat(40);
        let cut = "ab".repeat(16);
        assert_eq!(terms_of_text(&word), [cut.as_str()]);
        assert_eq!(terms_of_query(&word).unwrap(), [cut]);
        let words = (0..3000).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(terms_of_text(&words).len(), MAX_TERMS);
    }
}
