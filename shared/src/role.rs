//! What a member of staff may do.

use serde::{Deserialize, Serialize};

/// A role of a member of staff. One person may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 管理员: accounts, settings; may do nothing else unless given another role too.
    Administrator,
    /// 教务: rosters, courses, classes, trainees.
    Registrar,
    /// 财务
    Cashier,
    /// 编辑
    Editor,
    /// 审核
    Reviewer,
    /// 教师
    Teacher,
}

impl Role {
    pub const ALL: [Self; 6] =
        [Self::Administrator, Self::Registrar, Self::Cashier, Self::Editor, Self::Reviewer, Self::Teacher];
}
