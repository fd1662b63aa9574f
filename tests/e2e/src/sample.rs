//! The sample rosters, read by the same code that reads them in the browser.

use std::fs;
use std::path::PathBuf;

use roster_reader::book;
use sha2::{Digest, Sha256};
use shared::imports::ImportKind;
use shared::imports::api::BeginImportRequest;
use shared::money::Money;
use shared::roster::check::{Checked, check};
use shared::roster::columns::Mapping;
use shared::roster::messages::Constants;
use shared::roster::row::RawRow;

use crate::fail::OrFail;
use crate::workspace;

/// The stages of the first pipeline, by their positions.
pub const STAGES: [&str; 11] = [
    "报名提交",
    "资料审核",
    "缴费",
    "培训中",
    "报考提交",
    "理论考试",
    "实操考试",
    "成绩公布",
    "制证",
    "可领取",
    "已领取",
];

/// A sample file, read with every guess accepted.
#[derive(Clone, Debug)]
pub struct Sample {
    name: String,
    hash: String,
    fingerprint: String,
    mapping: Mapping,
    pub rows: Vec<RawRow>,
}

impl Sample {
    #[track_caller]
    pub fn read(name: &str) -> Self {
        let bytes = fs::read(path(name)).or_fail(name);
        let book = book::read(name, &bytes).or_fail(name);
        let guess = book.guess().or_fail(name);
        let header = guess.header.or_fail("a header row");
        let data = book.data(guess.kind, guess.sheet, header.row, &header.mapping, &Constants::default()).or_fail(name);
        let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        Self { name: name.to_owned(), hash, fingerprint: header.fingerprint, mapping: header.mapping, rows: data.rows }
    }

    pub fn begin_request(&self) -> BeginImportRequest {
        BeginImportRequest {
            kind: ImportKind::Roster,
            file_name: self.name.clone(),
            file_hash: self.hash.clone(),
            total_rows: self.total(),
            header_fingerprint: self.fingerprint.clone(),
            mapping: self.mapping.clone(),
            sheet: 0,
            header_row: 1,
            constants: Constants::default(),
        }
    }

    /// Its number of rows.
    #[track_caller]
    pub fn total(&self) -> i64 {
        i64::try_from(self.rows.len()).or_fail("a number of rows")
    }

    /// The rows as the rules read them.
    pub fn checked(&self) -> impl Iterator<Item = Checked> {
        let stages = STAGES.map(str::to_owned);
        self.rows.iter().map(move |raw| check(raw, &stages))
    }

    /// Fees of its good rows, in fen.
    pub fn due(&self) -> i64 {
        self.checked().filter_map(|row| row.row?.fee).map(Money::fen).sum()
    }

    /// Payments of its good rows, in fen.
    pub fn paid(&self) -> i64 {
        self.checked().filter_map(|row| row.row?.paid).map(Money::fen).sum()
    }
}

/// Where a sample file lies.
pub fn path(name: &str) -> PathBuf {
    workspace::root().join("tests/fixtures/rosters").join(name)
}
