//! The conversation with the page, as the worker holds it.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use roster_reader::protocol::Session;
use shared::imports::ImportKind;
use shared::roster::messages::{BATCH_ROWS, Constants, FromReader, ReadError, ReportFormat, ReportHeading, ToReader};

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/rosters").join(name)).unwrap()
}

fn ask(session: &mut Session, message: ToReader, bytes: Option<&[u8]>) -> Vec<(FromReader, Option<Vec<u8>>)> {
    let mut answers = Vec::new();
    session.handle(message, bytes, &mut |answer, bytes| {
        let json = serde_json::to_string(&answer).unwrap();
        // What crosses is text: it must come out as it went in, and small enough to be read at once.
        assert_eq!(serde_json::from_str::<FromReader>(&json).unwrap(), answer);
        assert!(json.len() < 200_000, "{}", json.len());
        answers.push((answer, bytes));
    });
    answers
}

fn failed(error: ReadError) -> Vec<(FromReader, Option<Vec<u8>>)> {
    vec![(FromReader::Failed { error }, None)]
}

#[test]
fn a_file_is_opened_mapped_and_sent_in_batches() {
    let mut session = Session::default();
    let bytes = fixture("messy.xlsx");
    let opened = ask(&mut session, ToReader::Open { file_name: "messy.xlsx".into() }, Some(&bytes));
    let [(FromReader::Opened { sheets, guess, file_hash }, None)] = opened.as_slice() else { panic!("{opened:?}") };
    assert_eq!((sheets.len(), guess.sheet, file_hash.len()), (2, 1, 64));
    let header = guess.header.clone().unwrap();

    // The user points at a title row, sees nonsense, and goes back.
    let looked = ask(&mut session, ToReader::Look { sheet: 1, header_row: Some(2), kind: None }, None);
    assert!(
        matches!(looked.as_slice(), [(FromReader::Opened { guess, .. }, None)] if guess.header.as_ref().unwrap().row == 2)
    );

    let constants = Constants::default();
    let map = ToReader::Map {
        kind: ImportKind::Roster,
        sheet: 1,
        header_row: header.row,
        mapping: header.mapping,
        constants,
    };
    let answers = ask(&mut session, map, None);
    let [(FromReader::Rows { rows, skipped, sent, total, last }, None)] = answers.as_slice() else {
        panic!("{answers:?}")
    };
    assert_eq!((rows.len(), skipped.len(), *sent, *total, *last), (124, 7, 124, 124, true));
}

#[test]
fn a_long_file_comes_in_many_small_messages() {
    let mut session = Session::default();
    let mut text = String::from("姓名,身份证号,手机号\n");
    text.push_str(&"张三,420199197610093214,17482937730\n".repeat(1_001));
    let opened = ask(&mut session, ToReader::Open { file_name: "x.csv".into() }, Some(text.as_bytes()));
    let [(FromReader::Opened { guess, .. }, None)] = opened.as_slice() else { panic!("{opened:?}") };
    let mapping = guess.header.clone().unwrap().mapping;
    let answers = ask(
        &mut session,
        ToReader::Map { kind: ImportKind::Roster, sheet: 0, header_row: 1, mapping, constants: Constants::default() },
        None,
    );
    let sizes: Vec<(usize, bool)> = answers
        .iter()
        .map(|(answer, _)| match answer {
            FromReader::Rows { rows, last, .. } => (rows.len(), *last),
            other => panic!("{other:?}"),
        })
        .collect();
    let full = (BATCH_ROWS, false);
    assert_eq!(sizes, [full, full, full, full, full, (1, true)]);
}

#[test]
fn a_bad_file_fails_and_the_next_one_is_read() {
    let mut session = Session::default();
    let open = || ToReader::Open { file_name: "x.xlsx".into() };
    assert_eq!(ask(&mut session, open(), Some(b"%PDF-1.7")), failed(ReadError::NotAWorkbook));
    assert_eq!(
        ask(&mut session, ToReader::Look { sheet: 0, header_row: None, kind: None }, None),
        failed(ReadError::NoSuchSheet)
    );
    assert_eq!(ask(&mut session, open(), None), failed(ReadError::Empty));
    let answers = ask(&mut session, open(), Some(&fixture("clean.xlsx")));
    assert!(matches!(answers.as_slice(), [(FromReader::Opened { .. }, None)]));
}

#[test]
fn a_report_is_collected_and_written() {
    let mut session = Session::default();
    assert_eq!(ask(&mut session, ToReader::ReportEnd, None), failed(ReadError::NoSuchSheet));
    for format in [ReportFormat::Xlsx, ReportFormat::Csv] {
        let columns = vec![ReportHeading { text: "证件号码".into(), width: 24 }];
        assert_eq!(ask(&mut session, ToReader::ReportBegin { format, sheet_name: "报告".into(), columns }, None), []);
        for _ in 0..2 {
            let rows = vec![vec!["420199197610093214".to_owned()]; 200];
            assert_eq!(ask(&mut session, ToReader::ReportRows { rows }, None), []);
        }
        let answers = ask(&mut session, ToReader::ReportEnd, None);
        let [(FromReader::Report { format: written }, Some(bytes))] = answers.as_slice() else { panic!("{answers:?}") };
        assert_eq!(*written, format);
        // It is a file that the reader itself reads, with every digit.
        let book = roster_reader::book::read("report", bytes).unwrap();
        let last = book.sheets.first().unwrap().rows.last().unwrap();
        assert_eq!((last.number, last.cell(0).display().trim().to_owned()), (401, "420199197610093214".to_owned()));
    }
}
