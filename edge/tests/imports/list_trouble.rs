//! Lists with everything that can be wrong: explained, and nothing wrong recorded.

use shared::imports::api::*;
use shared::imports::{ImportKind, RowFate};
use shared::roster::check::ProblemCode as P;
use shared::roster::columns::Column as C;

use crate::lists::{class, class_of, list_row};
use crate::rosters::*;
use crate::support::{Client, Portal};

fn problems(client: &Client, id: shared::id::ImportId) -> Vec<Vec<(C, P)>> {
    let rows = rows_of(client, id, None);
    rows.iter().map(|row| row.problems.iter().map(|problem| (problem.column, problem.code)).collect()).collect()
}

#[test]
fn every_row_of_a_bad_list_of_results_is_explained_and_none_is_recorded() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    let before = portal.dump(&OF_IMPORTS);
    let staged = stage(&portal, &registrar, &Roster::list("exam-results-bad.xlsx"));
    assert_eq!((staged.count(RowFate::Problem), staged.importable()), (15, 0));
    let found = problems(&registrar, staged.id);
    let one = |column, code| vec![(column, code)];
    assert_eq!(
        found,
        [
            // One digit of the number is wrong: somebody of this name has nearly the same.
            vec![(C::DocumentNumber, P::DocumentCheckDigit), (C::DocumentNumber, P::DocumentSlip)],
            // Two people of one name: only the number says who is meant.
            one(C::DocumentNumber, P::DocumentMissing),
            one(C::DocumentNumber, P::DocumentMasked),
            one(C::Name, P::NameDiffers),
            one(C::DocumentNumber, P::NobodyMatches),
            // A class that has not sat.
            one(C::Class, P::NotAtExam),
            one(C::Score, P::ResultContradictsScore),
            one(C::Score, P::ScoreOutOfRange),
            one(C::ExamOn, P::DateInFuture),
            one(C::Score, P::TheoryNotPassed),
            one(C::ExamPart, P::PartUnknown),
            one(C::ExamOn, P::DateMissing),
            one(C::Score, P::ScoreMissing),
            one(C::Score, P::ScoreUnreadable),
            one(C::Result, P::ResultUnknown),
        ]
    );
    let rows = rows_of(&registrar, staged.id, None);
    let known = |place: usize| rows[place].problems.last().unwrap().known.clone();
    // What is told of the other person is what staff see of everybody.
    assert_eq!(known(0).unwrap().chars().filter(|c| *c == '*').count(), 11);
    assert_eq!(known(5).as_deref(), Some("培训中"));
    assert_eq!(known(6).as_deref(), Some("80"));
    assert_eq!(portal.dump(&OF_IMPORTS), before);
}

#[test]
fn every_row_of_a_bad_list_of_certificates_is_explained_and_none_is_recorded() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    // Without results there is no certificate.
    let early = stage(&portal, &registrar, &Roster::list("certificates.xlsx"));
    assert_eq!((early.count(RowFate::Problem), early.importable()), (40, 0));
    assert!(
        problems(&registrar, early.id).iter().all(|row| *row == [(C::CertificateNumber, P::CertificateWithoutPass)])
    );
    for name in ["exam-results-theory.xlsx", "exam-results-make-up.csv", "exam-results-practical.xlsx"] {
        import(&portal, &registrar, &Roster::list(name));
    }
    let before = portal.dump(&OF_IMPORTS);
    let staged = stage(&portal, &registrar, &Roster::list("certificates-bad.xlsx"));
    assert_eq!((staged.count(RowFate::Problem), staged.importable()), (8, 0));
    let one = |column, code| vec![(column, code)];
    assert_eq!(
        problems(&registrar, staged.id),
        [
            one(C::FirstIssuedOn, P::CertificateBeforeExam),
            one(C::ValidUntil, P::CertificateDatesInconsistent),
            one(C::ReviewDueOn, P::CertificateDatesInconsistent),
            one(C::CertificateNumber, P::CertificateNumberNotOfPerson),
            one(C::CertificateNumber, P::CertificateNumberMissing),
            one(C::Operation, P::OperationDiffers),
            one(C::FirstIssuedOn, P::DateInFuture),
            one(C::Class, P::NotAtExam),
        ]
    );
    assert_eq!(portal.dump(&OF_IMPORTS), before);
}

#[test]
fn a_mistyped_number_is_mended_by_hand_and_then_taken_in() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class_of(&portal, &registrar, 2);
    let result = [(C::ExamOn, "2026-11-05"), (C::TheoryScore, "85")];
    let right = document(1);
    let wrong: String = right.chars().enumerate().map(|(at, c)| if at == 8 { '4' } else { c }).collect();
    let mistyped = list_row(1, &result).corrected(C::DocumentNumber, &wrong);
    let list = Roster::of_kind(ImportKind::ExamResults, "results", vec![mistyped, list_row(2, &result)]);
    let staged = stage(&portal, &registrar, &list);
    assert_eq!((staged.count(RowFate::Change), staged.count(RowFate::Problem)), (1, 1));
    let slip = row_numbered(&registrar, staged.id, 2).problems.pop().unwrap();
    assert_eq!((slip.code, slip.known), (P::DocumentSlip, Some(shared::identity::document::masked_text(&right))));
    let mended = correct(&registrar, staged.id, 2, &[(C::DocumentNumber, &right)]);
    assert_eq!((mended.fate, mended.problems.len()), (RowFate::Change, 0));
    let done = commit(&portal, &registrar, staged.id);
    assert_eq!(done.count(RowFate::Changed), 2);
    // What is in is masked in the preview, as everywhere else.
    assert!(row_numbered(&registrar, staged.id, 2).raw.text(C::DocumentNumber).contains('*'));
    let report = registrar.call::<ReadReport>(&ListImportRowsRequest { id: done.id, fate: None, after: None }).unwrap();
    assert_eq!(report.items[0].document_number, right);
}

#[test]
fn what_changed_between_preview_and_import_becomes_a_problem_of_its_row_only() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class_of(&portal, &registrar, 3);
    let result = |score| [(C::ExamOn, "2026-11-05"), (C::TheoryScore, score)];
    let of = |name, rows| Roster::of_kind(ImportKind::ExamResults, name, rows);
    let rows = (1..=3).map(|n| list_row(n, &result("85"))).collect();
    let staged = stage(&portal, &registrar, &of("first", rows));
    import(&portal, &registrar, &of("second", vec![list_row(2, &result("60"))]));
    let done = commit(&portal, &registrar, staged.id);
    assert_eq!((done.count(RowFate::Changed), done.count(RowFate::Problem)), (2, 1));
    assert_eq!(row_numbered(&registrar, staged.id, 3).problems[0].code, P::ScoreDiffers);
    assert_eq!(portal.texts("select score from exam_results order by enrolment_id"), ["85", "60", "85"]);
}

#[test]
fn who_was_merged_is_found_where_the_person_is_now() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class_of(&portal, &registrar, 2);
    // The second record is the same person with another document, and has no enrolment of its own any more.
    portal
        .run("update trainees set merged_into = 1, name = (select name from trainees where id = 1) where id = 2", &[]);
    portal.run("update enrolments set outcome = 'withdrawn' where trainee_id = 2", &[]);
    let result = [(C::ExamOn, "2026-11-05"), (C::TheoryScore, "85")];
    let rows = vec![list_row(1, &result), list_row(2, &result).corrected(C::Name, &name(1))];
    let list = Roster::of_kind(ImportKind::ExamResults, "results", rows);
    let done = import(&portal, &registrar, &list);
    assert_eq!((done.count(RowFate::Changed), done.count(RowFate::Repeat)), (1, 1));
    assert_eq!(portal.number("select count(*) from exam_results"), 1);
}
