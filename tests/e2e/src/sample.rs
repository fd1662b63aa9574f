//! The sample rosters, read by the same code that reads them in the browser.

use std::fs;
use std::path::PathBuf;

use roster_reader::book;
use sha2::{Digest, Sha256};
use shared::certificates::samples::{ROSTER_LABELS, roster_stage};
use shared::imports::ImportKind;
use shared::imports::api::BeginImportRequest;
use shared::money::Money;
use shared::roster::check::{Checked, RosterRow, check};
use shared::roster::columns::Mapping;
use shared::roster::messages::Constants;
use shared::roster::row::RawRow;

use crate::fail::OrFail;
use crate::workspace;

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
        let labels = ROSTER_LABELS.map(|(label, _)| label);
        self.rows.iter().map(move |raw| check(raw, &labels))
    }

    /// The rows that a new portal takes: good by themselves, and at a stage that their course's way has.
    pub fn good(&self) -> impl Iterator<Item = RosterRow> {
        self.checked().filter_map(|row| row.row).filter(Self::is_good)
    }

    /// Numbers of the rows whose course's way does not have their stage.
    pub fn off_their_way(&self) -> Vec<u32> {
        let rows = self.rows.iter().zip(self.checked());
        let off = rows.filter(|(_, checked)| {
            checked.row.as_ref().is_some_and(|row| row.stage.is_some() && roster_stage(row).is_none())
        });
        off.map(|(raw, _)| raw.row_no()).collect()
    }

    /// How many rows a new portal takes.
    #[track_caller]
    pub fn good_rows(&self) -> i64 {
        self.good_among(self.total())
    }

    /// How many of its first rows a new portal takes.
    #[track_caller]
    pub fn good_among(&self, first: i64) -> i64 {
        let first = usize::try_from(first).or_fail("a number of rows");
        let good = self.checked().take(first).filter_map(|row| row.row).filter(Self::is_good);
        i64::try_from(good.count()).or_fail("a number of rows")
    }

    fn is_good(row: &RosterRow) -> bool {
        row.stage.is_none() || roster_stage(row).is_some()
    }

    /// Fees of its good rows, in fen.
    pub fn due(&self) -> i64 {
        self.good().filter_map(|row| row.fee).map(Money::fen).sum()
    }

    /// Payments of its good rows, in fen.
    pub fn paid(&self) -> i64 {
        self.good().filter_map(|row| row.paid).map(Money::fen).sum()
    }
}

/// Where a sample file lies: a roster, or `folder/…` for another kind.
pub fn path(name: &str) -> PathBuf {
    let folder = if name.contains('/') { "tests/fixtures" } else { "tests/fixtures/rosters" };
    workspace::root().join(folder).join(name)
}
