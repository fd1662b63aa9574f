//! The four sample rosters, read, checked and planned: every irregularity is found, and nothing else.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use roster_reader::book::{Book, RosterData, read};
use shared::courses::CourseKind;
use shared::imports::ImportKind;
use shared::roster::check::{Checked, NoteKind, ProblemCode, RosterRow, check};
use shared::roster::columns::Column;
use shared::roster::course_name::{Resolved, resolve, with_proposals};
use shared::roster::messages::Constants;
use shared::roster::plan::{Earlier, Fate, Key, Known, KnownEnrolment, decide};
use shared::roster::row::{SkipReason, SkippedRows};

use Column as C;
use NoteKind as N;
use ProblemCode as P;

const STAGES: [&str; 11] = [
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

fn open(name: &str) -> Book {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/rosters").join(name);
    read(name, &std::fs::read(path).unwrap()).unwrap()
}

/// The rows of a file as a user who accepts every guess gets them.
fn rows_of(book: &Book) -> RosterData {
    let guess = book.guess().unwrap();
    assert_eq!(guess.kind, ImportKind::Roster);
    let header = guess.header.unwrap();
    assert_eq!(header.mapping.missing(ImportKind::Roster), []);
    book.data(guess.kind, guess.sheet, header.row, &header.mapping, &Constants::default()).unwrap()
}

/// Checks all rows and puts full course names in, as the portal does.
fn checked(data: &RosterData) -> Vec<(u32, Checked)> {
    let mut rows: Vec<(u32, Checked)> = data.rows.iter().map(|raw| (raw.row_no(), check(raw, &STAGES))).collect();
    let named: Vec<(String, CourseKind)> =
        rows.iter().filter_map(|(_, checked)| checked.row.as_ref()).map(|row| (row.course.clone(), row.kind)).collect();
    let courses = with_proposals(&[], named.iter().map(|(name, kind)| (name.as_str(), *kind)));
    for row in rows.iter_mut().filter_map(|(_, checked)| checked.row.as_mut()) {
        let Resolved::Known(place) = resolve(&row.course, row.kind, &courses) else { panic!("{}", row.course) };
        row.course.clone_from(&courses[place].name);
    }
    rows
}

/// Plans a file against what is known and then knows it: what an import does.
#[derive(Default)]
struct Portal {
    known: BTreeMap<Key, (RosterRow, u32)>,
}

impl Portal {
    fn import(&mut self, rows: &[(u32, Checked)]) -> BTreeMap<&'static str, Vec<u32>> {
        let mut fates: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
        let mut by_key: BTreeMap<Key, (u32, &RosterRow)> = BTreeMap::new();
        let mut by_document = BTreeMap::new();
        let mut added = Vec::new();
        for (row_no, checked) in rows {
            let Some(row) = &checked.row else {
                fates.entry("blocked").or_default().push(*row_no);
                continue;
            };
            let known = self.known.get(&row.key()).map(|(known, _)| Known {
                name: known.name.clone(),
                phone: known.phone.clone(),
                employer: known.employer.clone(),
                enrolment: Some(KnownEnrolment {
                    fee: known.fee.unwrap(),
                    paid: known.paid.unwrap(),
                    stage: known.stage.unwrap(),
                    remark: known.remark.clone(),
                    ended: false,
                }),
            });
            let earlier = Earlier {
                same_key: by_key.get(&row.key()).copied(),
                same_document: by_document.get(&row.document).copied(),
            };
            let fate = match decide(row, known.as_ref(), None, earlier) {
                Fate::Add { changes, .. } => {
                    assert_eq!(changes, []);
                    added.push((row.key(), (row.clone(), *row_no)));
                    "add"
                }
                Fate::Change(_) => "change",
                Fate::Same => "same",
                Fate::Repeat { .. } => "repeat",
                Fate::Problem(_) => "problem",
            };
            fates.entry(fate).or_default().push(*row_no);
            by_key.entry(row.key()).or_insert((*row_no, row));
            by_document.entry(row.document.clone()).or_insert((*row_no, row));
        }
        self.known.extend(added);
        fates
    }
}

fn counts<K: Ord + Copy>(items: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    counts
}

fn problems(rows: &[(u32, Checked)]) -> BTreeMap<(Column, ProblemCode), Vec<u32>> {
    let mut found: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    for (row_no, checked) in rows {
        for problem in &checked.problems {
            found.entry((problem.column, problem.code)).or_default().push(*row_no);
        }
    }
    found
}

#[test]
fn the_clean_roster_has_sixty_good_rows_and_nothing_to_say() {
    let data = rows_of(&open("clean.xlsx"));
    assert_eq!((data.rows.len(), data.skipped.as_slice()), (60, [].as_slice()));
    let rows = checked(&data);
    assert!(rows.iter().all(|(_, checked)| checked.problems.is_empty() && checked.notes.is_empty()));

    let mut portal = Portal::default();
    assert_eq!(
        portal.import(&rows).into_iter().map(|(fate, rows)| (fate, rows.len())).collect::<Vec<_>>(),
        [("add", 60)]
    );
    // The same file twice changes nothing.
    assert_eq!(
        portal.import(&rows).into_iter().map(|(fate, rows)| (fate, rows.len())).collect::<Vec<_>>(),
        [("same", 60)]
    );
}

#[test]
fn the_messy_roster_is_found_below_its_titles_on_the_second_sheet() {
    let book = open("messy.xlsx");
    let guess = book.guess().unwrap();
    assert_eq!(book.sheets[guess.sheet].name, "2026年10月名册");
    assert_eq!(guess.preview.len(), 3 + 20);
    let header = guess.header.unwrap();
    assert_eq!(header.row, 3);
    let expected = [
        C::Sequence,
        C::Name,
        C::DocumentNumber,
        C::Phone,
        C::Employer,
        C::CreditCode,
        C::Course,
        C::Kind,
        C::Class,
        C::Fee,
        C::Paid,
        C::Method,
        C::PaidOn,
        C::Stage,
        C::Remark,
    ];
    assert_eq!(header.mapping.columns(), expected.map(Some));

    let data = rows_of(&book);
    assert_eq!(data.rows.len(), 124);
    let skipped = |from_row, reason| SkippedRows { from_row, count: 1, reason };
    let blank = [27, 52, 77, 102, 126].map(|row| skipped(row, SkipReason::Blank));
    let mut expected = blank.to_vec();
    expected.extend([skipped(133, SkipReason::Total), skipped(134, SkipReason::Footer)]);
    assert_eq!(data.skipped, expected);
}

#[test]
fn every_problem_of_the_messy_roster_is_found() {
    let rows = checked(&rows_of(&open("messy.xlsx")));
    let expected: BTreeMap<(Column, ProblemCode), Vec<u32>> = [
        ((C::Name, P::NameMissing), vec![18, 37, 55, 73, 91, 110, 129]),
        ((C::DocumentNumber, P::DocumentDigitsLost), vec![7, 24, 43, 61, 80, 98, 116]),
        ((C::DocumentNumber, P::DocumentCheckDigit), vec![13, 31, 49, 68, 86, 105, 122]),
        ((C::Phone, P::PhoneLength), vec![14, 32, 50, 69, 87, 106, 123]),
        ((C::CreditCode, P::CreditCodeCharacters), vec![15, 33, 51, 88, 107, 124]),
        ((C::Paid, P::PaidMoreThanDue), vec![16, 35, 53, 71, 89, 108, 125]),
    ]
    .into();
    assert_eq!(problems(&rows), expected);
    // The employers' codes only warn: 5 × 7 rows are blocked.
    assert_eq!(rows.iter().filter(|(_, checked)| checked.row.is_none()).count(), 35);
}

#[test]
fn every_normalisation_of_the_messy_roster_is_told_and_nothing_else_changes() {
    let data = rows_of(&open("messy.xlsx"));
    let rows = checked(&data);
    let notes = rows.iter().flat_map(|(_, checked)| &checked.notes);
    let expected: BTreeMap<(Column, NoteKind), usize> = [
        ((C::Name, N::Spaces), 7),
        ((C::DocumentNumber, N::FullWidth), 7),
        ((C::DocumentNumber, N::Spaces), 7),
        ((C::Phone, N::PhoneForm), 7),
        ((C::Phone, N::NumberCell), 7),
        ((C::Fee, N::MoneyForm), 7),
        ((C::Paid, N::MoneyForm), 7),
        ((C::PaidOn, N::DateForm), 7),
    ]
    .into();
    assert_eq!(counts(notes.clone().map(|note| (note.column, note.kind))), expected);

    // Wherever no note stands, the value is the text of the file.
    let mut short_courses = Vec::new();
    for (raw, (row_no, checked)) in data.rows.iter().zip(&rows) {
        let Some(row) = &checked.row else { continue };
        let text = |column| raw.text(column).to_owned();
        let employer = row.employer.as_ref();
        let values = [
            (C::Name, row.name.as_str().to_owned()),
            (C::DocumentNumber, row.document.number().to_owned()),
            (C::Phone, row.phone.as_ref().unwrap().as_str().to_owned()),
            (C::Employer, employer.map_or(String::new(), |employer| employer.name.clone())),
            (C::Kind, row.kind.label().to_owned()),
            (C::Class, row.class.clone()),
            (C::Fee, row.fee.unwrap().plain()),
            (C::Paid, row.paid.unwrap().plain()),
            (C::PaidOn, row.paid_on.map_or(String::new(), |day| day.to_string())),
            (C::Stage, STAGES[usize::try_from(row.stage.unwrap()).unwrap()].to_owned()),
            (C::Remark, row.remark.clone().unwrap_or_default()),
        ];
        for (column, value) in values {
            match checked.notes.iter().find(|note| note.column == column) {
                Some(note) => assert_eq!((note.from.clone(), note.to.clone()), (text(column), value)),
                None => assert_eq!(text(column), value, "row {row_no}"),
            }
        }
        if row.course != text(C::Course) {
            short_courses.push((*row_no, text(C::Course), row.course.clone()));
        }
    }
    let short = |row_no, from: &str, to: &str| (row_no, from.to_owned(), to.to_owned());
    let expected = [
        short(17, "登高架设", "登高架设作业"),
        short(36, "低压电工", "低压电工作业"),
        short(54, "制冷与空调设备运行操作", "制冷与空调设备运行操作作业"),
        short(72, "高压电工", "高压电工作业"),
        short(127, "登高架设", "登高架设作业"),
    ];
    assert_eq!(short_courses, expected);
}

#[test]
fn the_messy_roster_is_added_with_its_repeats_and_a_second_import_is_all_the_same() {
    let rows = checked(&rows_of(&open("messy.xlsx")));
    let mut portal = Portal::default();
    let fates = portal.import(&rows);
    assert_eq!(fates["repeat"], [34, 65, 96, 128]);
    assert_eq!((fates["add"].len(), fates["blocked"].len()), (85, 35));
    assert_eq!(fates.len(), 3);
    let again = portal.import(&rows);
    assert_eq!((again["same"].len(), again["repeat"].len(), again["blocked"].len()), (85, 4, 35));
    assert_eq!(again.len(), 3);
}

#[test]
fn a_roster_in_gb18030_reads_like_any_other() {
    let book = open("gb18030.csv");
    assert_eq!(book.sheets[0].name, "gb18030");
    let data = rows_of(&book);
    assert_eq!((data.rows.len(), data.skipped.len()), (40, 0));
    let rows = checked(&data);
    assert!(rows.iter().all(|(_, checked)| checked.problems.is_empty() && checked.notes.is_empty()));
    let first = rows[0].1.row.as_ref().unwrap();
    assert_eq!((first.name.as_str(), first.fee.unwrap().fen()), ("刘清辉", 36_000));
}

#[test]
fn a_years_roster_is_read_whole() {
    let data = rows_of(&open("year-12000.xlsx"));
    assert_eq!((data.rows.len(), data.skipped.len()), (12_000, 0));
    let rows = checked(&data);
    assert!(rows.iter().all(|(_, checked)| checked.problems.is_empty() && checked.notes.is_empty()));
    let fates = Portal::default().import(&rows);
    assert_eq!(fates.into_iter().map(|(fate, rows)| (fate, rows.len())).collect::<Vec<_>>(), [("add", 12_000)]);
}
