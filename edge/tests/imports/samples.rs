//! The four sample files.

use std::collections::BTreeMap;

use shared::certificates::samples::{ROSTER_LABELS, roster_stage};
use shared::imports::RowFate;
use shared::imports::api::{ImportSummary, ListImportRowsRequest, ReadReport};
use shared::roster::check::{NoteKind, ProblemCode, RosterRow, check};
use shared::roster::columns::Column;

use crate::rosters::*;
use crate::support::Portal;

/// The labels that rosters use.
fn labels() -> [&'static str; 11] {
    ROSTER_LABELS.map(|(label, _)| label)
}

fn counts(summary: &ImportSummary) -> BTreeMap<&'static str, i64> {
    summary.counts.iter().map(|count| (count.fate.code(), count.rows)).collect()
}

#[test]
fn a_clean_roster_becomes_enrolments_with_their_money_and_stages() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::sample("clean.xlsx");
    let before = portal.dump(&OF_IMPORTS);
    let staged = stage(&portal, &registrar, &roster);
    assert_eq!(counts(&staged), [("add", 60)].into());
    assert_eq!((staged.uploaded_rows, staged.worked_rows), (60, 60));
    assert!(staged.proposals.iter().all(|proposal| proposal.is_new_course && !proposal.class_codes.is_empty()));
    assert_eq!(staged.proposals.iter().map(|proposal| proposal.rows).sum::<i64>(), 60);
    assert_eq!(portal.dump(&OF_IMPORTS), before, "a preview writes nothing");

    let done = commit(&portal, &registrar, staged.id);
    assert_eq!(counts(&done), [("added", 60)].into());
    assert!(done.finished_at.is_some() && done.proposals.is_empty());
    let mut expected: Vec<String> = Vec::new();
    for raw in &roster.rows {
        let row = check(raw, &labels()).row.unwrap();
        let fen = |money: Option<shared::money::Money>| money.unwrap().fen();
        expected.push(format!(
            "{} {} {} {} {} {} {} {} {}",
            row.name,
            row.document.masked(),
            row.phone.as_ref().unwrap().as_str(),
            row.course,
            row.class,
            fen(row.fee),
            fen(row.paid),
            roster_stage(&row).unwrap(),
            row.paid_on.filter(|_| fen(row.paid) > 0).map_or("-".to_owned(), |day| day.to_string()),
        ));
    }
    let mut found = portal.texts(
        "select t.name || ' ' || t.document_masked || ' ' || t.phone || ' ' || c.name || ' ' || k.code || ' ' || e.fee || ' '
           || e.paid || ' ' || e.stage || ' ' || coalesce((select p.paid_on from payments p where p.enrolment_id = e.id
             and p.amount = e.paid and p.source = 'carried_over'), '-')
         from enrolments e join trainees t on t.id = e.trainee_id join classes k on k.id = e.class_id
           join courses c on c.id = k.course_id",
    );
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    // The document can be opened again, and is nowhere in clear.
    let sealed = portal.text("select document from trainees where id = 1");
    let number =
        portal.turn(edge::institution::context::Facts::default(), |context| context.open("trainees.document", &sealed));
    assert!(roster.rows.iter().any(|row| row.text(Column::DocumentNumber) == number.as_deref().unwrap()));
    for line in portal.dump(&[]) {
        assert!(roster.rows.iter().all(|row| !line.contains(row.text(Column::DocumentNumber))), "{line}");
    }
    assert_eq!(
        portal.texts("select action from audit order by id"),
        ["imports.begin_import", "imports.commit_import", "imports.imported"]
    );
}

#[test]
fn the_same_file_twice_changes_nothing_and_says_so() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::sample("clean.xlsx");
    let first = import(&portal, &registrar, &roster);
    let before = portal.dump(&OF_IMPORTS);
    portal.advance_days(1);
    let second = import(&portal, &registrar, &roster);
    assert_ne!(first.id, second.id);
    assert_eq!(counts(&second), [("same", 60)].into());
    assert_eq!(portal.dump(&OF_IMPORTS), before);
    assert_eq!(portal.number(&format!("select count(*) from import_effects where import_id = {}", second.id)), 0);
}

#[test]
fn a_messy_roster_is_sorted_into_good_rows_repeats_and_problems() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let before = portal.dump(&OF_IMPORTS);
    let staged = stage(&portal, &registrar, &Roster::sample("messy.xlsx"));
    assert_eq!(counts(&staged), [("add", 77), ("repeat", 4), ("problem", 43)].into());
    assert_eq!(portal.dump(&OF_IMPORTS), before, "a preview writes nothing");

    let rows = rows_of(&registrar, staged.id, None);
    assert_eq!(rows.len(), 124);
    let mut problems: BTreeMap<ProblemCode, usize> = BTreeMap::new();
    for problem in rows.iter().flat_map(|row| &row.problems) {
        *problems.entry(problem.code).or_default() += 1;
    }
    let expected = [
        (ProblemCode::NameMissing, 7),
        (ProblemCode::DocumentDigitsLost, 7),
        (ProblemCode::DocumentCheckDigit, 7),
        (ProblemCode::PhoneLength, 7),
        (ProblemCode::CreditCodeCharacters, 6),
        (ProblemCode::PaidMoreThanDue, 7),
        (ProblemCode::StageNotOnItsWay, 8),
    ];
    assert_eq!(problems, expected.into());
    let short_names = rows.iter().flat_map(|row| &row.normalised).filter(|note| note.kind == NoteKind::CourseName);
    assert_eq!(short_names.count(), 5);
    let repeats: Vec<u32> =
        rows_of(&registrar, staged.id, Some(RowFate::Repeat)).iter().map(|row| row.raw.row_no()).collect();
    assert_eq!(repeats, [34, 65, 96, 128]);
    assert!(
        rows.iter().filter(|row| row.fate == RowFate::Repeat).all(|row| row.repeats_row.unwrap() < row.raw.row_no())
    );

    let done = commit(&portal, &registrar, staged.id);
    assert_eq!(counts(&done), [("added", 77), ("repeat", 4), ("problem", 43)].into());
    assert_eq!(portal.number("select count(*) from enrolments"), 77);
    // Short names found the full ones: no course stands twice.
    assert_eq!(portal.number("select count(*) from courses a join courses b on b.kind = a.kind and b.id <> a.id and b.name like a.name || '%'"), 0);

    let report = registrar.call::<ReadReport>(&ListImportRowsRequest { id: done.id, fate: None, after: None }).unwrap();
    assert_eq!((report.items.len(), report.next), (124, None));
    assert_eq!(report.items.iter().filter(|row| row.fate == RowFate::Added).count(), 77);
    assert_eq!(portal.number("select count(*) from audit where action = 'imports.read_report'"), 1);
}

#[test]
fn a_roster_in_gb18030_is_imported_like_any_other() {
    let portal = Portal::new();
    let done = import(&portal, &portal.registrar(), &Roster::sample("gb18030.csv"));
    assert_eq!(counts(&done), [("added", 37), ("problem", 3)].into());
    assert_eq!(
        portal.number("select fee from enrolments e join trainees t on t.id = e.trainee_id where t.name = '刘清辉'"),
        36_000
    );
}

#[test]
fn a_years_roster_is_imported_whole_in_short_turns_and_undone() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::sample("year-12000.xlsx");
    let staged = stage(&portal, &registrar, &roster);
    let rows: Vec<RosterRow> = roster.rows.iter().map(|raw| check(raw, &labels()).row.unwrap()).collect();
    let good: Vec<&RosterRow> = rows.iter().filter(|row| roster_stage(row).is_some()).collect();
    assert_eq!(good.len(), 11_193);
    assert_eq!(counts(&staged), [("add", 11_193), ("problem", 807)].into());
    let due: i64 = good.iter().map(|row| row.fee.unwrap().fen()).sum();
    let paid: i64 = good.iter().map(|row| row.paid.unwrap().fen()).sum();
    let done = commit(&portal, &registrar, staged.id);
    assert_eq!(counts(&done), [("added", 11_193), ("problem", 807)].into());
    assert_eq!(portal.number("select sum(fee) from enrolments"), due);
    assert_eq!(portal.number("select sum(amount) from payments"), paid);
    // However many rows an import has: asking how far it is reads the same.
    get(&registrar, done.id);
    assert!(portal.cost().statements <= 4, "{:?}", portal.cost());

    let undone = undo(&portal, &registrar, done.id);
    assert_eq!(
        counts(&undone).into_iter().filter(|(_, rows)| *rows > 0).collect::<Vec<_>>(),
        [("problem", 807), ("undone", 11_193)]
    );
    assert_eq!(
        portal.number(
            "select (select count(*) from enrolments) + (select count(*) from trainees)
      + (select count(*) from payments) + (select count(*) from courses) + (select count(*) from employers)"
        ),
        0
    );
}
