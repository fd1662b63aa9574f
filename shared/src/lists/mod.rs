//! Lists of the authority (考试安排, 考试成绩, 发证名单): what their rows say, and what they would change. Pure rules.
//!
//! Reading, header, mapping and normalising are those of rosters ([`crate::roster`]). A list names people who are known:
//! it never makes one. What fits nobody, fits two, or contradicts what is known is shown, never guessed.

pub mod check;
pub mod decide;
pub(crate) mod headers;
pub mod typed;

use crate::certificates::exams::Part;

/// The word that lists use for a part.
pub const fn part_label(part: Part) -> &'static str {
    match part {
        Part::Theory => "理论",
        Part::Practical => "实操",
    }
}

/// Reads the words that lists use for a part.
pub fn part_from_label(label: &str) -> Option<Part> {
    // Both words in one cell name no part.
    let is = |words: &[&str]| words.iter().any(|word| label.contains(word));
    match (is(&["理论", "知识", "笔试", "机考"]), is(&["实操", "实际操作", "技能", "操作考"])) {
        (true, false) => Some(Part::Theory),
        (false, true) => Some(Part::Practical),
        _ => None,
    }
}
