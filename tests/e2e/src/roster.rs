//! Rosters of tests, imported through the API as the staff page does it.

use std::time::Duration;

use shared::endpoint::Endpoint;
use shared::id::ImportId;
use shared::imports::api::{
    BeginImport, BeginImportRequest, CommitImport, FinishUpload, GetImport, ImportRequest, ImportSummary,
    MAX_ROWS_PER_UPLOAD, UploadRows, UploadRowsRequest,
};
use shared::imports::{ImportKind, ImportState};
use shared::roster::columns::{Column, Mapping};
use shared::roster::messages::Constants;
use shared::roster::row::RawRow;

use crate::fail::OrFail;
use crate::institution;
use crate::people::Person;
use crate::staff::Staff;
use crate::wait;

/// One line of a roster, in the words that rosters use.
#[derive(Clone, Debug)]
pub struct Line {
    pub person: Person,
    pub employer: String,
    pub course: String,
    pub kind: String,
    pub class: String,
    pub fee: String,
    pub paid: String,
    pub method: String,
    pub paid_on: String,
    pub stage: String,
}

impl Line {
    /// Enrolled in the usual class, paid in part, in training.
    pub fn usual(person: &Person) -> Self {
        Self {
            person: person.clone(),
            employer: "杭州某某建设有限公司".to_owned(),
            course: institution::COURSE.to_owned(),
            kind: "初训".to_owned(),
            class: institution::CLASS.to_owned(),
            fee: institution::FEE.to_owned(),
            paid: "580".to_owned(),
            method: "微信".to_owned(),
            paid_on: "2026-10-05".to_owned(),
            stage: "培训中".to_owned(),
        }
    }

    #[must_use]
    pub fn paid(self, yuan: &str) -> Self {
        Self { paid: yuan.to_owned(), ..self }
    }

    #[must_use]
    pub fn stage(self, label: &str) -> Self {
        Self { stage: label.to_owned(), ..self }
    }

    #[must_use]
    pub fn class(self, code: &str) -> Self {
        Self { class: code.to_owned(), ..self }
    }

    /// As it travels to the server.
    pub fn raw(&self, row_no: u32) -> RawRow {
        let texts = [
            (Column::Name, &self.person.name),
            (Column::DocumentNumber, &self.person.document_number),
            (Column::Phone, &self.person.phone),
            (Column::Employer, &self.employer),
            (Column::Course, &self.course),
            (Column::Kind, &self.kind),
            (Column::Class, &self.class),
            (Column::Fee, &self.fee),
            (Column::Paid, &self.paid),
            (Column::Method, &self.method),
            (Column::PaidOn, &self.paid_on),
            (Column::Stage, &self.stage),
        ];
        texts.into_iter().fold(RawRow::new(row_no), |row, (column, text)| row.corrected(column, text))
    }
}

/// The columns in which [`Line::raw`] stands.
pub fn mapping() -> Mapping {
    Column::ALL
        .into_iter()
        .enumerate()
        .fold(Mapping::default(), |mapping, (place, column)| mapping.corrected(place, Some(column)))
}

/// Begins an import and sends all rows; the portal is comparing them when this returns.
#[track_caller]
pub fn upload(staff: &mut Staff, lines: &[Line]) -> ImportSummary {
    let rows: Vec<RawRow> = lines.iter().zip(2..).map(|(line, row_no)| line.raw(row_no)).collect();
    let request = BeginImportRequest {
        kind: ImportKind::Roster,
        file_name: "名册.xlsx".to_owned(),
        file_hash: random_hash(),
        total_rows: i64::try_from(rows.len()).or_fail("a number of rows"),
        header_fingerprint: "e2e".to_owned(),
        mapping: mapping(),
        sheet: 0,
        header_row: 1,
        constants: Constants::default(),
    };
    let id = staff.call::<BeginImport>(&request).or_fail("beginning an import").id;
    for rows in rows.chunks(MAX_ROWS_PER_UPLOAD) {
        staff.call::<UploadRows>(&UploadRowsRequest { id, rows: rows.to_vec() }).or_fail("uploading rows");
    }
    staff.call::<FinishUpload>(&ImportRequest { id }.into()).or_fail("finishing the upload")
}

/// A year's roster on two busy cores takes longer than anything else.
const WORK_LIMIT: Duration = Duration::from_mins(4);

/// Waits until an import is in this state.
#[track_caller]
pub fn wait_for(staff: &mut Staff, import: &ImportSummary, state: ImportState) -> ImportSummary {
    let what = format!("{} to be {state:?}", import.file_name);
    wait_until(staff, import.id, &what, |summary| summary.state == state)
}

/// Waits until an import is as wanted.
#[track_caller]
pub fn wait_until(
    staff: &mut Staff,
    id: ImportId,
    what: &str,
    wanted: impl Fn(&ImportSummary) -> bool,
) -> ImportSummary {
    let mut last = None;
    let found = wait::within(WORK_LIMIT, || {
        let summary = staff.call::<GetImport>(&ImportRequest { id }).or_fail(GetImport::NAME);
        last = Some(summary.clone());
        wanted(&summary).then_some(summary)
    });
    found.or_fail(format_args!("waited {} s for {what}; the last seen is {last:?}", WORK_LIMIT.as_secs()))
}

/// Imports a roster from beginning to end.
#[track_caller]
pub fn import(staff: &mut Staff, lines: &[Line]) -> ImportSummary {
    let import = upload(staff, lines);
    wait_for(staff, &import, ImportState::Ready);
    staff.call::<CommitImport>(&ImportRequest { id: import.id }.into()).or_fail("importing");
    wait_for(staff, &import, ImportState::Done)
}

/// No two rosters of the tests are the same file.
fn random_hash() -> String {
    wechat_sim::random::text("", 32).bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
