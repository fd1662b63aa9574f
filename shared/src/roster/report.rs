//! The report of an import: every row of the file and its fate, as plain data. The words are the client's.

use serde::{Deserialize, Serialize};

use super::check::RowProblem;
use super::plan::Change;
use crate::imports::RowFate;

/// The columns, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportColumn {
    RowNo,
    Name,
    DocumentNumber,
    Course,
    Kind,
    Class,
    Fate,
    Explanation,
}

impl ReportColumn {
    pub const ALL: [Self; 8] = [
        Self::RowNo,
        Self::Name,
        Self::DocumentNumber,
        Self::Course,
        Self::Kind,
        Self::Class,
        Self::Fate,
        Self::Explanation,
    ];

    /// Width in a spreadsheet, in characters.
    pub const fn width(self) -> u16 {
        match self {
            Self::RowNo => 8,
            Self::Kind | Self::Fate => 12,
            Self::Name | Self::Class => 16,
            Self::DocumentNumber => 24,
            Self::Course => 32,
            Self::Explanation => 60,
        }
    }
}

/// One row of the report. Values are those of the file, normalised where they could be read; personal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    pub row_no: u32,
    pub name: String,
    pub document_number: String,
    pub course: String,
    pub kind: String,
    pub class: String,
    pub fate: RowFate,
    /// For a repeat: the row it repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats_row: Option<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// Blocking ones and warnings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<RowProblem>,
}
