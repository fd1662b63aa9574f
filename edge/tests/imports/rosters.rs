//! Rosters for tests, and the steps that staff go through with them.

use std::path::Path;

use edge::institution::crypto::token_hash;
use roster_reader::book::read;
use shared::id::ImportId;
use shared::imports::api::*;
use shared::imports::{ImportKind, ImportState, RowFate};
use shared::roster::columns::{Column, Mapping};
use shared::roster::messages::Constants;
use shared::roster::row::RawRow;

use crate::support::{Client, Portal};

/// A file that was read.
pub struct Roster {
    pub kind: ImportKind,
    pub name: String,
    pub rows: Vec<RawRow>,
    mapping: Mapping,
    fingerprint: String,
}

impl Roster {
    /// One of the sample files, as somebody who accepts every guess reads it.
    pub fn sample(name: &str) -> Self {
        Self::fixture("rosters", name)
    }

    /// One of the guessed lists of the authority, or the class that they are about.
    pub fn list(name: &str) -> Self {
        Self::fixture("lists", name)
    }

    fn fixture(folder: &str, name: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(folder).join(name);
        let book = read(name, &std::fs::read(path).unwrap()).unwrap();
        let guess = book.guess().unwrap();
        let header = guess.header.unwrap();
        let rows = book.data(guess.kind, guess.sheet, header.row, &header.mapping, &Constants::default()).unwrap().rows;
        Self { kind: guess.kind, name: name.to_owned(), rows, mapping: header.mapping, fingerprint: header.fingerprint }
    }

    /// A file of these rows. Files of other names are other files.
    pub fn of(name: &str, rows: Vec<RawRow>) -> Self {
        let (kind, fingerprint) = (ImportKind::Roster, "00".to_owned());
        Self { kind, name: name.to_owned(), rows, mapping: Mapping::default(), fingerprint }
    }

    /// A list of the authority.
    pub fn of_kind(kind: ImportKind, name: &str, rows: Vec<RawRow>) -> Self {
        Self { kind, ..Self::of(name, rows) }
    }

    /// The same file under another name: for the portal another one.
    pub fn renamed(self, name: &str) -> Self {
        Self { name: name.to_owned(), ..self }
    }

    /// `count` people in classes of 50.
    pub fn people(name: &str, count: u32) -> Self {
        let rows = (1..=count).map(|n| row(n).corrected(Column::Class, &format!("2026-D{:02}期", n / 50)));
        Self::of(name, rows.collect())
    }

    pub fn begin_request(&self) -> BeginImportRequest {
        BeginImportRequest {
            kind: self.kind,
            file_name: self.name.clone(),
            file_hash: token_hash(&self.name),
            total_rows: i64::try_from(self.rows.len()).unwrap(),
            header_fingerprint: self.fingerprint.clone(),
            mapping: self.mapping.clone(),
            sheet: 0,
            header_row: 1,
            constants: Constants::default(),
        }
    }
}

/// A good row: person `n` in the class 2026-D13期, who has paid half.
pub fn row(n: u32) -> RawRow {
    let texts = [
        (Column::Name, name(n)),
        (Column::DocumentNumber, document(n)),
        (Column::Phone, format!("1{}", 3_300_000_000_u64 + u64::from(n))),
        (Column::Employer, "象山机电有限公司".to_owned()),
        (Column::CreditCode, "914503997519664044".to_owned()),
        (Column::Course, "低压电工作业".to_owned()),
        (Column::Kind, "初训".to_owned()),
        (Column::Class, "2026-D13期".to_owned()),
        (Column::Fee, "980".to_owned()),
        (Column::Paid, "490".to_owned()),
        (Column::Method, "现金".to_owned()),
        (Column::PaidOn, "2026-10-05".to_owned()),
        (Column::Stage, "培训中".to_owned()),
    ];
    texts.iter().fold(RawRow::new(n + 1), |row, (column, text)| row.corrected(*column, text))
}

/// The name of person `n`.
pub fn name(n: u32) -> String {
    let given = |digit: char| {
        "伟芳娜敏静丽强磊军洋".chars().nth(usize::try_from(digit.to_digit(10).unwrap()).unwrap()).unwrap()
    };
    std::iter::once('孔').chain(n.to_string().chars().map(given)).collect()
}

/// The identity number of person `n`, with its check digit (GB 11643).
pub fn document(n: u32) -> String {
    let body = format!("45030019{:02}0101{:03}", 50 + n / 1000, n % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    format!("{body}{}", "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap()).unwrap())
}

/// Uploads a file and lets it be compared.
pub fn stage(portal: &Portal, client: &Client, roster: &Roster) -> ImportSummary {
    let begun = client.call::<BeginImport>(&roster.begin_request()).unwrap();
    for rows in roster.rows.chunks(MAX_ROWS_PER_UPLOAD) {
        client.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: rows.to_vec() }).unwrap();
    }
    let finished = client.call::<FinishUpload>(&ImportRequest { id: begun.id }.into()).unwrap();
    assert_eq!(finished.state, ImportState::Planning);
    portal.alarm();
    let staged = get(client, begun.id);
    assert_eq!((staged.state, staged.count(RowFate::Pending)), (ImportState::Ready, 0));
    assert_consistent(portal);
    staged
}

/// Imports the good rows of a staged file.
pub fn commit(portal: &Portal, client: &Client, id: ImportId) -> ImportSummary {
    assert_eq!(client.call::<CommitImport>(&ImportRequest { id }.into()).unwrap().state, ImportState::Importing);
    portal.alarm();
    let done = get(client, id);
    assert_eq!((done.state, done.count(RowFate::Add), done.count(RowFate::Change)), (ImportState::Done, 0, 0));
    assert_consistent(portal);
    done
}

/// Uploads, compares and imports a file.
pub fn import(portal: &Portal, client: &Client, roster: &Roster) -> ImportSummary {
    let staged = stage(portal, client, roster);
    commit(portal, client, staged.id)
}

/// Takes an import back.
pub fn undo(portal: &Portal, client: &Client, id: ImportId) -> ImportSummary {
    assert_eq!(client.call::<UndoImport>(&ImportRequest { id }).unwrap().state, ImportState::Undoing);
    portal.alarm();
    assert_consistent(portal);
    get(client, id)
}

pub fn get(client: &Client, id: ImportId) -> ImportSummary {
    client.call::<GetImport>(&ImportRequest { id }).unwrap()
}

/// All rows of an import, page after page, or those with one fate.
pub fn rows_of(client: &Client, id: ImportId, fate: Option<RowFate>) -> Vec<ImportRow> {
    let mut rows = Vec::new();
    let mut request = ListImportRowsRequest { id, fate, after: None };
    loop {
        let page = client.call::<ListImportRows>(&request).unwrap();
        rows.extend(page.items);
        request.after = page.next;
        if request.after.is_none() {
            return rows;
        }
    }
}

/// The row with this number.
pub fn row_numbered(client: &Client, id: ImportId, row_no: u32) -> ImportRow {
    rows_of(client, id, None).into_iter().find(|row| row.raw.row_no() == row_no).unwrap()
}

/// Corrects cells of a row.
pub fn correct(client: &Client, id: ImportId, row_no: u32, cells: &[(Column, &str)]) -> ImportRow {
    let raw = row_numbered(client, id, row_no).raw;
    let raw = cells.iter().fold(raw, |raw, (column, text)| raw.corrected(*column, text));
    client.call::<CorrectRow>(&CorrectRowRequest { id, raw }).unwrap()
}

/// Tables that belong to imports themselves, and what every request writes.
pub const OF_IMPORTS: [&str; 10] = [
    "imports",
    "import_rows",
    "import_counts",
    "import_proposals",
    "import_effects",
    "import_mappings",
    "replies",
    "audit",
    "staff_sessions",
    "catalogue",
];

/// What is kept beside the facts agrees with the facts.
pub fn assert_consistent(portal: &Portal) {
    for (what, violations) in [
        (
            "counts of fates",
            "select count(*) from imports i join import_counts c on c.import_id = i.id where i.rows_kept = 1
               and c.rows <> (select count(*) from import_rows r where r.import_id = i.id and r.fate = c.fate)",
        ),
        (
            "proposals",
            "select count(*) from import_proposals p where p.rows <> (select count(*) from import_rows r
               where r.import_id = p.import_id and r.proposal ->> 0 = p.course_name and r.proposal ->> 1 = p.kind
                 and r.proposal ->> 2 = p.class_code and r.proposal ->> 3 = p.fee)",
        ),
        (
            "enrolments of classes",
            "select count(*) from classes k where enrolments <> (select count(*) from enrolments e where e.class_id = k.id)
               or owing <> (select count(*) from enrolments e where e.class_id = k.id and e.paid < e.fee)",
        ),
        (
            "enrolments of courses",
            "select count(*) from courses c where enrolments <> (select count(*) from enrolments e
               join classes k on k.id = e.class_id where k.course_id = c.id)",
        ),
        (
            "paid sums",
            "select count(*) from enrolments e
             where paid <> (select coalesce(sum(amount), 0) from payments p where p.enrolment_id = e.id)",
        ),
        (
            "counts of stages",
            "select (select count(*) from (select class_id, rule_set_id, stage, coalesce(outcome, '') as outcome, count(*) as cases
               from enrolments group by 1, 2, 3, 4 except select class_id, rule_set_id, stage, outcome, cases from stage_counts))
             + (select count(*) from stage_counts where class_id > 0 and cases = 0)",
        ),
        ("foreign keys", "select count(*) from pragma_foreign_key_check"),
    ] {
        assert_eq!(portal.number(violations), 0, "{what}");
    }
}
