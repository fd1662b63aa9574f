//! Cells corrected in the preview, and after the import.

use shared::error::ErrorCode;
use shared::imports::api::{CorrectRow, CorrectRowRequest, DiscardImport, ImportRequest};
use shared::imports::{ImportState, RowFate};
use shared::roster::check::ProblemCode;
use shared::roster::columns::Column;

use crate::rosters::*;
use crate::support::Portal;

#[test]
fn a_corrected_problem_can_be_imported_before_and_after_the_others() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster =
        Roster::of("file", vec![row(1), row(2).corrected(Column::Phone, "123"), row(3).corrected(Column::Name, "")]);
    let staged = stage(&portal, &registrar, &roster);
    assert_eq!((staged.count(RowFate::Add), staged.count(RowFate::Problem)), (1, 2));
    let still_wrong = correct(&registrar, staged.id, 3, &[(Column::Phone, "1234")]);
    assert_eq!((still_wrong.fate, still_wrong.problems[0].code), (RowFate::Problem, ProblemCode::PhoneLength));
    assert_eq!(correct(&registrar, staged.id, 3, &[(Column::Phone, "17482937730")]).fate, RowFate::Add);
    assert_consistent(&portal);
    let done = commit(&portal, &registrar, staged.id);
    assert_eq!((done.count(RowFate::Added), done.count(RowFate::Problem)), (2, 1));

    // The last one, when the others are in.
    assert_eq!(correct(&registrar, done.id, 4, &[(Column::Name, "孔敏")]).fate, RowFate::Add);
    let done = commit(&portal, &registrar, done.id);
    assert_eq!((done.count(RowFate::Added), done.count(RowFate::Problem)), (3, 0));
    assert_eq!(portal.number("select count(*) from enrolments"), 3);

    // A row that is in is corrected at its enrolment.
    let request = CorrectRowRequest { id: done.id, raw: row(1) };
    assert_eq!(registrar.refusal::<CorrectRow>(&request), ErrorCode::ImportNotReady);
    let request = CorrectRowRequest { id: done.id, raw: row(77) };
    assert_eq!(registrar.refusal::<CorrectRow>(&request), ErrorCode::NotFound);
}

#[test]
fn repeats_follow_the_row_that_they_repeat() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let again = |row_no: u32| {
        let first = row(1);
        Column::ALL
            .iter()
            .fold(shared::roster::row::RawRow::new(row_no), |raw, column| raw.corrected(*column, first.text(*column)))
    };
    let staged = stage(&portal, &registrar, &Roster::of("file", vec![row(1), again(3), again(4)]));
    assert_eq!((staged.count(RowFate::Add), staged.count(RowFate::Repeat)), (1, 2));
    assert_eq!(row_numbered(&registrar, staged.id, 4).repeats_row, Some(2));

    // The first is somebody else in truth: the second stands for itself, the third repeats the second.
    correct(&registrar, staged.id, 2, &[(Column::DocumentNumber, &document(9)), (Column::Name, &name(9))]);
    let fates: Vec<_> = rows_of(&registrar, staged.id, None).iter().map(|row| (row.fate, row.repeats_row)).collect();
    assert_eq!(fates, [(RowFate::Add, None), (RowFate::Add, None), (RowFate::Repeat, Some(3))]);

    // Back again, and with another fee: the later ones now contradict it.
    correct(
        &registrar,
        staged.id,
        2,
        &[(Column::DocumentNumber, &document(1)), (Column::Name, &name(1)), (Column::Fee, "990")],
    );
    let rows = rows_of(&registrar, staged.id, None);
    assert_eq!(rows.iter().map(|row| row.fate).collect::<Vec<_>>(), [RowFate::Add, RowFate::Problem, RowFate::Problem]);
    assert_eq!((rows[1].problems[0].code, rows[1].problems[0].other_row), (ProblemCode::RepeatDiffers, Some(2)));
    assert_consistent(&portal);

    let done = commit(&portal, &registrar, staged.id);
    // A repeat of a row that is in is a repeat still.
    assert_eq!(correct(&registrar, done.id, 3, &[(Column::Fee, "990")]).fate, RowFate::Repeat);
    assert_eq!(get(&registrar, done.id).state, ImportState::Done);
}

#[test]
fn proposals_follow_the_corrections() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::of(
        "file",
        vec![
            row(1),
            row(2).corrected(Column::Fee, "1080"),
            row(3).corrected(Column::Fee, "1080"),
            row(4).corrected(Column::Course, "低压电工"),
            row(5).corrected(Column::Course, "安管员"),
        ],
    );
    let staged = stage(&portal, &registrar, &roster);
    let named: Vec<_> =
        staged.proposals.iter().map(|proposal| (proposal.name.as_str(), proposal.fee.fen(), proposal.rows)).collect();
    assert_eq!(named, [("低压电工作业", 108_000, 4), ("安管员", 98_000, 1)]);
    correct(&registrar, staged.id, 6, &[(Column::Course, "低压电工作业")]);
    portal.alarm();
    let corrected = get(&registrar, staged.id);
    assert_eq!(corrected.proposals.len(), 1);
    assert_eq!(
        (corrected.proposals[0].rows, corrected.proposals[0].class_codes.as_slice()),
        (5, ["2026-D13期".to_owned()].as_slice())
    );
    commit(&portal, &registrar, staged.id);
    // The usual fee of the new course is the most frequent one of the roster, the higher one if they are equal.
    assert_eq!(
        portal.texts("select name || ' ' || fee || ' ' || regime from courses"),
        ["低压电工作业 98000 special_operations"]
    );
}

#[test]
fn a_corrected_course_name_changes_what_short_names_mean() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let named = |n: u32, course: &str| row(n).corrected(Column::Course, course);
    let roster = Roster::of(
        "file",
        vec![named(1, "起重机吊装指挥作业"), named(2, "起重机吊装指挥"), named(3, "起重机吊装指挥")],
    );
    let staged = stage(&portal, &registrar, &roster);
    assert_eq!(
        staged.proposals.iter().map(|it| (it.name.as_str(), it.rows)).collect::<Vec<_>>(),
        [("起重机吊装指挥作业", 3)]
    );
    correct(&registrar, staged.id, 2, &[(Column::Course, "低压电工作业")]);
    assert_eq!(get(&registrar, staged.id).state, ImportState::Planning, "all rows are compared again");
    portal.alarm();
    let again = get(&registrar, staged.id);
    assert_eq!(again.state, ImportState::Ready);
    let mut proposals: Vec<_> = again.proposals.iter().map(|it| (it.name.as_str(), it.rows)).collect();
    proposals.sort_unstable();
    assert_eq!(proposals, [("低压电工作业", 1), ("起重机吊装指挥", 2)]);
    commit(&portal, &registrar, staged.id);
    assert_eq!(portal.texts("select name from courses order by name"), ["低压电工作业", "起重机吊装指挥"]);

    // After the import it comes back to where it was.
    let late = Roster::of("late", vec![named(4, "低压电工作业"), named(5, "新课程").corrected(Column::Phone, "1")]);
    let done = import(&portal, &registrar, &late);
    correct(&registrar, done.id, 6, &[(Column::Phone, "17482937730")]);
    assert_eq!(registrar.refusal::<DiscardImport>(&ImportRequest { id: done.id }), ErrorCode::ImportNotReady);
    portal.alarm();
    assert_eq!(get(&registrar, done.id).state, ImportState::Done);
    assert_eq!(commit(&portal, &registrar, done.id).count(RowFate::Added), 2);
}
