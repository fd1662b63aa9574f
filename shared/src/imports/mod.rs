//! A file on its way into the portal: a *staged import* with its states. Nothing else is written before *import* is
//! pressed. The rules for single rows are in [`crate::roster`] and, for the lists of the authority, in [`crate::lists`].

pub mod api;
#[cfg(any(test, feature = "samples"))]
pub mod samples;

use serde::{Deserialize, Serialize};

/// What a file lists. One engine reads, compares, imports and undoes all of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// 学员名册: who is enrolled; kept by the institution.
    #[default]
    Roster,
    /// 考试安排: who sits which exam when; from the examining body, like the next two.
    ExamSchedule,
    /// 考试成绩
    ExamResults,
    /// 发证名单: certificates that were issued.
    Certificates,
}

impl ImportKind {
    pub const ALL: [Self; 4] = [Self::Roster, Self::ExamSchedule, Self::ExamResults, Self::Certificates];

    /// How it stands in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Roster => "roster",
            Self::ExamSchedule => "exam_schedule",
            Self::ExamResults => "exam_results",
            Self::Certificates => "certificates",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// A list of the authority: it names people who are known, and never makes one.
    pub const fn is_list(self) -> bool {
        !matches!(self, Self::Roster)
    }
}

/// Where a staged import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Rows are arriving; resumes after a reload.
    Uploading,
    /// All rows are here; the portal compares them with what it knows.
    Planning,
    /// The preview is complete and can be corrected.
    Ready,
    /// *Import* was pressed; goes on by itself, also after a restart.
    Importing,
    /// Every good row is in. Rows with problems can still be corrected and imported.
    Done,
    /// Undo was pressed; goes on by itself.
    Undoing,
    /// What it did is undone.
    Undone,
    /// Thrown away before import, or its rows deleted after seven days.
    Discarded,
}

impl ImportState {
    pub const ALL: [Self; 8] = [
        Self::Uploading,
        Self::Planning,
        Self::Ready,
        Self::Importing,
        Self::Done,
        Self::Undoing,
        Self::Undone,
        Self::Discarded,
    ];

    /// How it stands in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Planning => "planning",
            Self::Ready => "ready",
            Self::Importing => "importing",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Discarded => "discarded",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether the portal is working on it by itself.
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Planning | Self::Importing | Self::Undoing)
    }

    pub const fn may_upload(self) -> bool {
        matches!(self, Self::Uploading)
    }

    pub const fn may_correct(self) -> bool {
        matches!(self, Self::Ready | Self::Done)
    }

    pub const fn may_import(self) -> bool {
        matches!(self, Self::Ready | Self::Done)
    }

    /// An import that fails again and again can be taken back as far as it has got.
    pub const fn may_undo(self, fails: bool, is_in: bool) -> bool {
        match self {
            Self::Done => true,
            Self::Importing => fails,
            Self::Planning => fails && is_in,
            _ => false,
        }
    }

    /// As long as nothing but the preview was written. `is_in`: rows went in before.
    pub const fn may_discard(self, is_in: bool) -> bool {
        matches!(self, Self::Uploading | Self::Planning | Self::Ready) && !is_in
    }
}

/// What became, or would become, of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowFate {
    /// Uploaded, not yet compared.
    Pending,
    /// A new enrolment.
    Add,
    /// Changes an existing enrolment.
    Change,
    /// Known already, nothing to do.
    Same,
    /// Repeats an earlier row of the file.
    Repeat,
    /// Has a problem that blocks it.
    Problem,
    /// Imported as a new enrolment.
    Added,
    /// Imported as a change.
    Changed,
    /// Was imported and then undone.
    Undone,
}

impl RowFate {
    pub const ALL: [Self; 9] = [
        Self::Pending,
        Self::Add,
        Self::Change,
        Self::Same,
        Self::Repeat,
        Self::Problem,
        Self::Added,
        Self::Changed,
        Self::Undone,
    ];

    /// How it stands in the database and in the report.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Add => "add",
            Self::Change => "change",
            Self::Same => "same",
            Self::Repeat => "repeat",
            Self::Problem => "problem",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Undone => "undone",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.code() == code)
    }
}
