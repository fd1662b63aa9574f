//! Staff import a roster or a list of the authority: upload, preview, correct, import, undo, report.

use serde::{Deserialize, Serialize};

use super::{ImportKind, ImportState, RowFate};
use crate::courses::CourseKind;
use crate::endpoints;
use crate::id::ImportId;
use crate::money::Money;
use crate::page::Page;
use crate::roster::check::{Normalisation, RowProblem};
use crate::roster::columns::Mapping;
use crate::roster::messages::Constants;
use crate::roster::plan::Change;
use crate::roster::report::ReportRow;
use crate::roster::row::{RawRow, SkippedRows};
use crate::time::Timestamp;

/// Most rows in one import.
pub const MAX_ROWS: i64 = 20_000;
/// Most rows in one upload request.
pub const MAX_ROWS_PER_UPLOAD: usize = 200;
/// Most spans of skipped rows that are kept with an import.
pub const MAX_SKIPPED: usize = 200;
/// Staged rows are deleted this long after the upload.
pub const KEEP_STAGED_DAYS: i64 = 7;

/// Begins an import, or finds the unfinished one of the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginImportRequest {
    #[serde(default)]
    pub kind: ImportKind,
    pub file_name: String,
    /// SHA-256 of the file in hex: the same file, read in the same way, resumes its unfinished import.
    pub file_hash: String,
    /// Rows that will be uploaded.
    pub total_rows: i64,
    /// Of the header row; the mapping is remembered for it and the kind.
    pub header_fingerprint: String,
    pub mapping: Mapping,
    /// From which sheet, by its place.
    #[serde(default)]
    pub sheet: u32,
    /// Row number of the header.
    #[serde(default)]
    pub header_row: u32,
    /// Values given for all rows.
    #[serde(default)]
    pub constants: Constants,
}

/// An import and its counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportSummary {
    pub id: ImportId,
    #[serde(default)]
    pub kind: ImportKind,
    pub file_name: String,
    pub file_hash: String,
    pub state: ImportState,
    pub started_by: String,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    /// The staged rows are deleted then.
    pub expires_at: Timestamp,
    pub total_rows: i64,
    /// Rows that have arrived.
    pub uploaded_rows: i64,
    /// Rows worked on in the current state (planned, imported, undone).
    pub worked_rows: i64,
    /// Which preview this is: counts up with every comparison and correction.
    pub preview: i64,
    /// Rows went in before, and the others are compared again.
    pub is_in: bool,
    /// The portal's work on it fails and is tried again by itself.
    pub trouble: Option<Trouble>,
    /// Rows of the file that were not taken as trainees, blank ones left out.
    pub skipped: Vec<SkippedRows>,
    pub counts: Vec<FateCount>,
    /// Courses and classes that the import would create.
    pub proposals: Vec<CourseProposal>,
}

impl ImportSummary {
    /// How many rows would go in.
    pub fn importable(&self) -> i64 {
        self.count(RowFate::Add) + self.count(RowFate::Change)
    }

    /// How many rows have this fate.
    pub fn count(&self, fate: RowFate) -> i64 {
        self.counts.iter().find(|count| count.fate == fate).map_or(0, |count| count.rows)
    }
}

/// A piece of work that fails again and again. Nothing of it is half done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Failures in a row.
    pub failures: i64,
    pub next_try_at: Timestamp,
}

/// How many rows have one fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FateCount {
    pub fate: RowFate,
    pub rows: i64,
}

/// A course that the roster names and the portal does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseProposal {
    pub name: String,
    pub kind: CourseKind,
    /// The most frequent fee in the roster.
    pub fee: Money,
    /// Its classes that are new.
    pub class_codes: Vec<String>,
    /// False when only classes are new.
    pub is_new_course: bool,
    pub rows: i64,
}

/// Some rows. Sending a row again replaces it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UploadRowsRequest {
    pub id: ImportId,
    pub rows: Vec<RawRow>,
}

/// All rows have arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishUploadRequest {
    pub id: ImportId,
    /// What the reader left out, at most [`MAX_SKIPPED`] spans.
    #[serde(default)]
    pub skipped: Vec<SkippedRows>,
}

/// One import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRequest {
    pub id: ImportId,
}

/// Which imports to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListImportsRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// Which rows of an import to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListImportRowsRequest {
    pub id: ImportId,
    /// Only rows with this fate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<RowFate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A staged row in the preview. Document numbers are whole here: staff check them against the file in their hands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportRow {
    pub raw: RawRow,
    pub fate: RowFate,
    pub changes: Vec<Change>,
    /// For a repeat: the row it repeats.
    pub repeats_row: Option<u32>,
    pub normalised: Vec<Normalisation>,
    /// Blocking ones and warnings.
    pub problems: Vec<RowProblem>,
}

/// A row with corrected cells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CorrectRowRequest {
    pub id: ImportId,
    pub raw: RawRow,
}

/// Import what the preview shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitImportRequest {
    pub id: ImportId,
    /// The preview that was confirmed; the import begins only with that one.
    #[serde(default)]
    pub preview: Option<i64>,
}

/// Whatever the preview is.
impl From<ImportRequest> for CommitImportRequest {
    fn from(request: ImportRequest) -> Self {
        Self { id: request.id, preview: None }
    }
}

/// Nothing was left out.
impl From<ImportRequest> for FinishUploadRequest {
    fn from(request: ImportRequest) -> Self {
        Self { id: request.id, skipped: Vec::new() }
    }
}

/// The mapping remembered for a header, if any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindMappingRequest {
    #[serde(default)]
    pub kind: ImportKind,
    pub header_fingerprint: String,
}

endpoints! {
    /// Imports, newest first.
    ListImports = "imports.list_imports": Query "/api/staff/imports/search", Registrar, ListImportsRequest => Page<ImportSummary>;
    /// Begins or resumes an import.
    BeginImport = "imports.begin_import": Post "/api/staff/imports", Registrar, BeginImportRequest => ImportSummary;
    /// Adds rows.
    UploadRows = "imports.upload_rows": Post "/api/staff/imports/{id}/rows", Registrar, UploadRowsRequest => ImportSummary, max_body = 1024 * 1024;
    /// All rows are here: compare them.
    FinishUpload = "imports.finish_upload": Post "/api/staff/imports/{id}/finish", Registrar, FinishUploadRequest => ImportSummary;
    /// One import.
    GetImport = "imports.get_import": Get "/api/staff/imports/{id}", Registrar, ImportRequest => ImportSummary;
    /// Its rows, 100 at a time, in the order of the file.
    ListImportRows = "imports.list_import_rows": Query "/api/staff/imports/{id}/rows/search", Registrar, ListImportRowsRequest => Page<ImportRow>;
    /// Replaces the cells of a row and compares it anew.
    CorrectRow = "imports.correct_row": Post "/api/staff/imports/{id}/rows/correct", Registrar, CorrectRowRequest => ImportRow;
    /// Compares all rows that are not in with what is known by now: what was missing may have come.
    CheckImport = "imports.check_import": Post "/api/staff/imports/{id}/check", Registrar, ImportRequest => ImportSummary;
    /// Imports the good rows.
    CommitImport = "imports.commit_import": Post "/api/staff/imports/{id}/import", Registrar, CommitImportRequest => ImportSummary;
    /// Takes back everything that it did, if nothing rests on it.
    UndoImport = "imports.undo_import": Post "/api/staff/imports/{id}/undo", Registrar, ImportRequest => ImportSummary;
    /// Throws it away before import.
    DiscardImport = "imports.discard_import": Post "/api/staff/imports/{id}/discard", Registrar, ImportRequest => ImportSummary;
    /// Every row and its fate, 500 at a time.
    ReadReport = "imports.read_report": Query "/api/staff/imports/{id}/report", Registrar, ListImportRowsRequest => Page<ReportRow>;
    /// The mapping remembered for a header.
    FindMapping = "imports.find_mapping": Query "/api/staff/imports/mapping", Registrar, FindMappingRequest => Option<Mapping>;
}
