//! Lists of the authority (考试安排, 考试成绩, 发证名单): what their rows say, and what they would change. Pure rules.
//!
//! Reading, header, mapping and normalising are those of rosters ([`crate::roster`]). A list names people who are known:
//! it never makes one. What fits nobody, fits two, or contradicts what is known is shown, never guessed.

pub mod check;
pub mod decide;
pub(crate) mod headers;

use serde::{Deserialize, Serialize};

/// A part of the exam.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 理论
    Theory,
    /// 实操
    Practical,
}

impl Part {
    pub const ALL: [Self; 2] = [Self::Theory, Self::Practical];

    /// The word that lists use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Theory => "理论",
            Self::Practical => "实操",
        }
    }

    /// Reads the words that lists use.
    pub fn from_label(label: &str) -> Option<Self> {
        // Both words in one cell name no part.
        let is = |words: &[&str]| words.iter().any(|word| label.contains(word));
        match (is(&["理论", "知识", "笔试", "机考"]), is(&["实操", "实际操作", "技能", "操作考"])) {
            (true, false) => Some(Self::Theory),
            (false, true) => Some(Self::Practical),
            _ => None,
        }
    }
}
