//! Courses (培训项目) and classes (班次).

pub mod api;

use serde::{Deserialize, Serialize};

/// Why somebody is trained. Part of what identifies a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CourseKind {
    /// 初训
    Initial,
    /// 复审
    Review,
    /// 换证
    Renewal,
    /// 再培训: the yearly hours of principals and safety managers.
    Retraining,
}

impl CourseKind {
    pub const ALL: [Self; 4] = [Self::Initial, Self::Review, Self::Renewal, Self::Retraining];

    /// The word that rosters use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Initial => "初训",
            Self::Review => "复审",
            Self::Renewal => "换证",
            Self::Retraining => "再培训",
        }
    }

    /// Reads the words that rosters use.
    pub fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "初训" | "初次" | "初次取证" | "初培" | "新训" | "取证" => Self::Initial,
            "复审" | "复训" | "延期复审" => Self::Review,
            "换证" | "延期换证" => Self::Renewal,
            "再培训" | "继续教育" | "年度再培训" => Self::Retraining,
            _ => return None,
        })
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Review => "review",
            Self::Renewal => "renewal",
            Self::Retraining => "retraining",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Who issues the certificate (证书体系).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// 特种作业操作证, issued by the emergency-management authority.
    SpecialOperations,
    /// 主要负责人和安全生产管理人员.
    Principals,
    /// The institution's own training proof (培训证明).
    TrainingProof,
}

impl Regime {
    pub const ALL: [Self; 3] = [Self::SpecialOperations, Self::Principals, Self::TrainingProof];

    pub const fn code(self) -> &'static str {
        match self {
            Self::SpecialOperations => "special_operations",
            Self::Principals => "principals",
            Self::TrainingProof => "training_proof",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|regime| regime.code() == code)
    }

    /// First guess for a course that a roster names: staff can change it.
    pub fn guess(course_name: &str) -> Self {
        if course_name.contains("负责人") || course_name.contains("管理人员") {
            Self::Principals
        } else if course_name.ends_with("作业") {
            Self::SpecialOperations
        } else {
            Self::TrainingProof
        }
    }
}
