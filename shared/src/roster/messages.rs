//! What the page and the reader (a Web Worker with its own wasm) say to each other.
//!
//! A message is posted as an array: the JSON text of one of these, then, where the variant says so, an attachment (a
//! `File`, or a transferred `ArrayBuffer`). The page waits for [`FromReader::Ready`] before it posts anything. If the
//! worker itself dies (its `error` event: out of memory, a defect), the page treats it as [`ReadError::Broken`] and
//! starts a new one. Rows come in batches small enough that the page's task stays far below 200 ms.

use serde::{Deserialize, Serialize};

use super::columns::{Column, Mapping};
use super::header::Header;
use super::row::{RawRow, SkippedRows};
use crate::imports::ImportKind;

/// Larger files are refused before they are read: 20 MB.
pub const MAX_FILE_BYTES: u64 = 20 * 1024 * 1024;
/// More rows that hold something are refused; header and titles included.
pub const MAX_SHEET_ROWS: usize = 20_000 + 50;
/// Rows in one message to the page.
pub const BATCH_ROWS: usize = 200;
/// Rows of the sheet shown below the header when the mapping is confirmed.
pub const PREVIEW_ROWS: usize = 20;

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum ToReader {
    /// Read the attached `File`. Answer: `Opened` or `Failed`.
    Open { file_name: String },
    /// Guess anew for another sheet, another header row of it, or what a person says that it lists. Answer: `Opened` or
    /// `Failed`.
    Look { sheet: usize, header_row: Option<u32>, kind: Option<ImportKind> },
    /// Send all rows below the header. Answer: `Rows` until one is `last`.
    Map { kind: ImportKind, sheet: usize, header_row: u32, mapping: Mapping, constants: Constants },
    /// Begin a report file; drops an unfinished one.
    ReportBegin { format: ReportFormat, sheet_name: String, columns: Vec<ReportHeading> },
    /// More rows of the report, one text per column.
    ReportRows { rows: Vec<Vec<String>> },
    /// What follows stands on another sheet of the same report. A CSV has only the first.
    ReportSheet { sheet_name: String, columns: Vec<ReportHeading> },
    /// Finish it. Answer: `Report` with the attached bytes.
    ReportEnd,
    /// Begin an archive; drops an unfinished one.
    PackBegin,
    /// Finish the report and put it into the archive.
    PackReport { name: String },
    /// Put the attached `Blob` into the archive.
    PackFile { name: String },
    /// Finish the archive. Answer: `Packed` with the attached bytes.
    PackEnd,
}

/// What the reader answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "answer")]
pub enum FromReader {
    /// The wasm is running.
    Ready,
    Opened {
        sheets: Vec<SheetInfo>,
        guess: Guess,
        /// SHA-256 of the file in hex.
        file_hash: String,
    },
    Rows {
        rows: Vec<RawRow>,
        skipped: Vec<SkippedRows>,
        /// Data rows sent so far, this batch included.
        sent: u32,
        /// Data rows in all.
        total: u32,
        last: bool,
    },
    /// The attached `ArrayBuffer` is the file.
    Report {
        format: ReportFormat,
    },
    /// The attached `ArrayBuffer` is the archive.
    Packed,
    Failed {
        error: ReadError,
    },
}

/// A sheet of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfo {
    pub name: String,
    /// Rows that hold something.
    pub rows: u32,
    pub columns: u32,
    pub hidden: bool,
    /// Why its rows cannot be used.
    pub refused: Option<ReadError>,
}

/// What the file probably lists, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    pub kind: ImportKind,
    pub sheet: usize,
    /// Absent if no row looks like a header: then the user points at one.
    pub header: Option<Header>,
    /// The rows around and below the header, as a person sees them.
    pub preview: Vec<PreviewRow>,
}

/// A row of the sheet as a person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    pub row_no: u32,
    pub texts: Vec<String>,
}

/// Values for columns that the file does not have because they are the same for all its rows: a class, a course, the day
/// of an exam.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Constants(pub Vec<(Column, String)>);

/// The report's file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportFormat {
    Xlsx,
    Csv,
}

/// A column of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHeading {
    pub text: String,
    /// In characters.
    pub width: u16,
}

/// Why a file cannot be read. The client has a text for each: what is wrong, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadError {
    /// Over [`MAX_FILE_BYTES`].
    TooLarge,
    /// Small on disk, but it unpacks to hundreds of megabytes.
    UnpacksTooLarge,
    /// Over 20,000 rows.
    TooManyRows,
    /// Over 200 columns.
    TooManyColumns,
    /// No spreadsheet at all: a document, a picture, a renamed file.
    NotAWorkbook,
    /// A spreadsheet in a format that is not read (.ods, .numbers, .xlsb, an old WPS or Excel 5 file): save it as .xlsx.
    UnsupportedFormat,
    /// Protected by a password.
    Encrypted,
    /// No sheet holds anything.
    Empty,
    /// A spreadsheet, but damaged.
    Broken,
    /// The sheet or row that the page names does not exist.
    NoSuchSheet,
}

impl ReadError {
    pub const ALL: [Self; 10] = [
        Self::TooLarge,
        Self::UnpacksTooLarge,
        Self::TooManyRows,
        Self::TooManyColumns,
        Self::NotAWorkbook,
        Self::UnsupportedFormat,
        Self::Encrypted,
        Self::Empty,
        Self::Broken,
        Self::NoSuchSheet,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_crossing() {
        let constants = Constants(vec![(Column::Class, "2026-D13期".into())]);
        for message in [
            ToReader::Open { file_name: "名册.xlsx".into() },
            ToReader::Look { sheet: 1, header_row: None, kind: Some(ImportKind::ExamResults) },
            ToReader::Map { kind: ImportKind::Roster, sheet: 1, header_row: 3, mapping: Mapping::default(), constants },
            ToReader::ReportBegin { format: ReportFormat::Csv, sheet_name: "x".into(), columns: vec![] },
            ToReader::ReportRows { rows: vec![vec!["a".into()]] },
            ToReader::ReportSheet { sheet_name: "y".into(), columns: vec![] },
            ToReader::ReportEnd,
            ToReader::PackBegin,
            ToReader::PackReport { name: "名单.xlsx".into() },
            ToReader::PackFile { name: "照片/1.jpg".into() },
            ToReader::PackEnd,
        ] {
            let json = serde_json::to_string(&message).unwrap();
            assert_eq!(serde_json::from_str::<ToReader>(&json).unwrap(), message);
        }
        for error in ReadError::ALL {
            let message = FromReader::Failed { error };
            let json = serde_json::to_string(&message).unwrap();
            assert_eq!(serde_json::from_str::<FromReader>(&json).unwrap(), message);
        }
    }
}
