//! Results and certificates typed by hand keep the rules of lists, and can be taken back like a move.

use shared::certificates::api::*;
use shared::certificates::case::{Deed, Outcome, Target};
use shared::certificates::exams::Part;
use shared::certificates::regime::StageKey;
use shared::courses::{CourseKind, Regime};
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::id::{EnrolmentId, TraineeId};

use crate::people::*;
use crate::support::{Client, Portal};

/// What a move writes besides the cases: the record of it.
const OF_MOVES: [&str; 8] =
    ["moves", "move_effects", "audit", "replies", "staff_sessions", "enrolments", "stage_estimates", "authorities"];

fn special(portal: &Portal) -> (Client<'_>, TraineeId, EnrolmentId) {
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (trainee, case) = enrol(portal, &registrar, class, 1);
    (registrar, trainee, case)
}

fn scored(portal: &Portal, case: EnrolmentId, part: Part, score: &str, on: &str) -> ResultForm {
    let version = portal.number(&format!("select version from enrolments where id = {case}"));
    ResultForm { id: case, part, score: score.to_owned(), on: on.to_owned(), version }
}

fn certificate(trainee: TraineeId, case: Option<EnrolmentId>) -> CertificateForm {
    CertificateForm {
        trainee_id: trainee,
        enrolment_id: case,
        regime: Regime::SpecialOperations,
        number: format!("T{}", document(1)),
        operation: "低压电工作业".to_owned(),
        first_issued_on: "2026-11-20".to_owned(),
        valid_from: "2026-11-20".to_owned(),
        valid_until: "2032-11-19".to_owned(),
        review_due_on: "2029-11-19".to_owned(),
        authority: "广西壮族自治区应急管理厅".to_owned(),
    }
}

fn wrong(problem: &Problem) -> Vec<(&str, FieldCode)> {
    problem.fields.iter().map(|error| (error.field.as_str(), error.code)).collect()
}

/// Everything but the record of moves, and the columns of cases that an undo brings back.
fn state(portal: &Portal) -> Vec<String> {
    let mut lines = portal.dump(&OF_MOVES);
    lines.extend(portal.texts(
        "select json_array(stage, outcome, since_at, clock_on, ended_at, shelf, handed_over, round, hours_done) from enrolments",
    ));
    lines
}

#[test]
fn a_typed_result_that_no_list_could_bring_is_refused() {
    let portal = Portal::new();
    let (registrar, _, case) = special(&portal);
    portal.run("update classes set starts_on = '2026-11-01'", &[]);
    let refused = |part, on: &str| {
        let problem = registrar.call::<RecordResult>(&scored(&portal, case, part, "80", on)).unwrap_err();
        assert_eq!(problem.code, ErrorCode::Invalid);
        wrong(&problem).into_iter().map(|(field, code)| (field.to_owned(), code)).collect::<Vec<_>>()
    };
    let one = |field: &str, code| vec![(field.to_owned(), code)];
    assert_eq!(refused(Part::Theory, "2026-11-10"), one("part", FieldCode::NotAtExam));
    to(&registrar, case, StageKey::Applied);
    assert_eq!(refused(Part::Theory, "2026-10-31"), one("on", FieldCode::BeforeClass));
    assert_eq!(refused(Part::Theory, "2026-11-22"), one("on", FieldCode::InFuture));
    assert_eq!(refused(Part::Practical, "2026-11-10"), one("part", FieldCode::TheoryNotPassed));
    registrar.call::<RecordResult>(&scored(&portal, case, Part::Theory, "85", "2026-11-10")).unwrap();
    assert_eq!(refused(Part::Theory, "2026-11-12"), one("part", FieldCode::AlreadyPassed));
    assert_eq!(refused(Part::Theory, "2026-11-09"), one("on", FieldCode::EarlierThanKnown));
    assert_eq!(refused(Part::Theory, "2026-11-10"), one("on", FieldCode::Taken));
    // Two failures that did not lead to training again: staff have brought the case back.
    registrar.call::<RecordResult>(&scored(&portal, case, Part::Practical, "50", "2026-11-11")).unwrap();
    portal.run(
        "insert into exam_results (enrolment_id, round, part, passed, sat_on, recorded_at) values (?1, 1, 'practical', 0, '2026-11-12', 0)",
        &[case.into()],
    );
    assert_eq!(refused(Part::Practical, "2026-11-13"), one("part", FieldCode::NoMakeUpLeft));
    go(&registrar, &[case], Target::End(Outcome::Withdrawn), "本人申请退出", "");
    assert_eq!(refused(Part::Practical, "2026-11-13"), one("part", FieldCode::CaseEnded));
}

#[test]
fn a_typed_slip_is_undone_before_anybody_is_told() {
    let portal = Portal::new();
    let (registrar, _, case) = special(&portal);
    to(&registrar, case, StageKey::Applied);
    let version = portal.number("select version from enrolments");
    registrar.call::<SaveHours>(&HoursForm { cases: vec![(case, version)], hours: "80".to_owned() }).unwrap();
    registrar.call::<RecordResult>(&scored(&portal, case, Part::Theory, "70", "2026-11-10")).unwrap();
    portal.advance_seconds(UNDO_SECONDS);
    portal.alarm();
    let messages = portal.number("select count(*) from messages");
    let before = state(&portal);
    // 8 instead of 80, the last try: training again, in a new round.
    let made = registrar.call::<RecordResult>(&scored(&portal, case, Part::Theory, "8", "2026-11-20")).unwrap();
    assert_eq!((made.did, made.cases), (Deed::Scored(Part::Theory), 1));
    assert_eq!(made.undo_until, portal.now().plus_seconds(UNDO_SECONDS));
    assert_eq!(portal.number("select round from enrolments"), 2);
    let board = registrar.call::<GetBoard>(&BoardRequest::default()).unwrap();
    assert_eq!(board.moves.iter().map(|listed| listed.id).collect::<Vec<_>>(), [made.id], "where moves are undone");
    portal.advance_seconds(UNDO_SECONDS - 1);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), messages, "nobody is told yet");
    let undone = registrar.call::<UndoMove>(&MoveRef { id: made.id }).unwrap();
    assert_eq!(undone.kept, 0);
    assert_eq!(state(&portal), before);
    assert_eq!(told(&portal, case), standing(&portal, case));
    // Typed properly, and told once the time is over.
    registrar.call::<RecordResult>(&scored(&portal, case, Part::Theory, "80", "2026-11-20")).unwrap();
    portal.advance_seconds(UNDO_SECONDS);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), messages + 1);
    assert_eq!(portal.text("select s.key from enrolments e join stages s on s.position = e.stage"), "practical");
}

#[test]
fn the_same_day_again_after_repeated_training_is_taken() {
    let portal = Portal::new();
    let (registrar, _, case) = special(&portal);
    to(&registrar, case, StageKey::Theory);
    for (score, on) in [("40", "2026-11-10"), ("50", "2026-11-20")] {
        registrar.call::<RecordResult>(&scored(&portal, case, Part::Theory, score, on)).unwrap();
    }
    assert_eq!(portal.number("select round from enrolments"), 2);
    to(&registrar, case, StageKey::Theory);
    for score in ["50", "90"] {
        let again = scored(&portal, case, Part::Theory, score, "2026-11-20");
        let problem = registrar.call::<RecordResult>(&again).unwrap_err();
        assert_eq!((problem.code, wrong(&problem)), (ErrorCode::Invalid, vec![("on", FieldCode::Taken)]));
    }
}

#[test]
fn a_typed_certificate_keeps_the_rules_of_lists() {
    let portal = Portal::new();
    let (registrar, trainee, case) = special(&portal);
    let refused = |form: &CertificateForm| {
        let problem = registrar.call::<RecordCertificate>(form).unwrap_err();
        assert_eq!(problem.code, ErrorCode::Invalid);
        wrong(&problem).into_iter().map(|(field, code)| (field.to_owned(), code)).collect::<Vec<_>>()
    };
    let one = |field: &str, code| vec![(field.to_owned(), code)];
    let good = certificate(trainee, Some(case));
    assert_eq!(refused(&good), one("enrolment_id", FieldCode::NotAtExam));
    to(&registrar, case, StageKey::Theory);
    assert_eq!(refused(&good), one("enrolment_id", FieldCode::WithoutPass));
    for (part, on) in [(Part::Theory, "2026-11-05"), (Part::Practical, "2026-11-15")] {
        registrar.call::<RecordResult>(&scored(&portal, case, part, "90", on)).unwrap();
    }
    let of = |first: &str, from: &str| CertificateForm {
        first_issued_on: first.to_owned(),
        valid_from: from.to_owned(),
        ..good.clone()
    };
    assert_eq!(refused(&of("2026-11-14", "2026-11-20")), one("first_issued_on", FieldCode::BeforeExam));
    assert_eq!(refused(&of("", "2026-11-14")), one("valid_from", FieldCode::BeforeExam));
    assert_eq!(refused(&of("", "2026-11-22")), one("valid_from", FieldCode::InFuture));
    let other = CertificateForm { regime: Regime::Principals, number: "A-1".to_owned(), ..good.clone() };
    assert_eq!(refused(&other), one("regime", FieldCode::NotOfCourse));
    go(&registrar, &[case], Target::End(Outcome::Refused), "不符合条件", "");
    assert_eq!(refused(&good), one("enrolment_id", FieldCode::CaseEnded));
    go(&registrar, &[case], Target::Reopen, "登记有误", "");
    registrar.call::<RecordCertificate>(&good).unwrap();
    // A way that leads to no certificate of an authority.
    let proof = class(&registrar, Regime::TrainingProof, CourseKind::Initial, "X01");
    let (trainee, case) = enrol(&portal, &registrar, proof, 2);
    let none =
        CertificateForm { regime: Regime::TrainingProof, number: "X-1".to_owned(), ..certificate(trainee, Some(case)) };
    assert_eq!(refused(&none), one("enrolment_id", FieldCode::NotOfCourse));
}

#[test]
fn a_typed_certificate_is_undone_with_all_that_it_did() {
    let portal = Portal::new();
    let (registrar, trainee, case) = special(&portal);
    // One that the trainee brought, due soon: it is replaced.
    let brought = CertificateForm {
        first_issued_on: "2020-12-01".to_owned(),
        valid_from: "2020-12-01".to_owned(),
        valid_until: "2026-11-30".to_owned(),
        review_due_on: String::new(),
        ..certificate(trainee, None)
    };
    registrar.call::<RecordCertificate>(&brought).unwrap();
    to(&registrar, case, StageKey::Making);
    portal.advance_seconds(UNDO_SECONDS);
    portal.alarm();
    let before = state(&portal);
    let messages = portal.number("select count(*) from messages");
    let recorded = registrar.call::<RecordCertificate>(&certificate(trainee, Some(case))).unwrap();
    assert_eq!((recorded.made.did, recorded.made.cases), (Deed::Certified, 1));
    assert_eq!(portal.number("select count(*) from certificates where replaced_by is not null"), 1);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), messages, "nobody is told yet");
    let undone = registrar.call::<UndoMove>(&MoveRef { id: recorded.made.id }).unwrap();
    assert_eq!(undone.kept, 0);
    let versions = |lines: Vec<String>| -> Vec<String> {
        lines.into_iter().map(|line| line.replace("\"version\":3", "\"version\":1")).collect()
    };
    assert_eq!(versions(state(&portal)), versions(before));
    assert_eq!(registrar.refusal::<UndoMove>(&MoveRef { id: recorded.made.id }), ErrorCode::UndoTooLate);
}

#[test]
fn a_certificate_without_a_case_is_undone_too_and_reminds_nobody_before() {
    let portal = Portal::new();
    let (registrar, trainee, _) = special(&portal);
    // Its end is near: a reminder is due at once.
    let near = CertificateForm {
        first_issued_on: "2020-12-01".to_owned(),
        valid_from: "2020-12-01".to_owned(),
        valid_until: "2026-12-20".to_owned(),
        review_due_on: String::new(),
        ..certificate(trainee, None)
    };
    let before = state(&portal);
    let recorded = registrar.call::<RecordCertificate>(&near).unwrap();
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 0);
    assert_eq!(registrar.call::<UndoMove>(&MoveRef { id: recorded.made.id }).unwrap().kept, 0);
    assert_eq!(state(&portal), before);
    let recorded = registrar.call::<RecordCertificate>(&near).unwrap();
    // Replaced since: it stays, and the undo says so.
    registrar.call::<RecordCertificate>(&CertificateForm { authority: "甲省应急管理厅".to_owned(), ..near }).unwrap();
    assert_eq!(registrar.call::<UndoMove>(&MoveRef { id: recorded.made.id }).unwrap().kept, 1);
    assert_eq!(portal.number("select count(*) from certificates"), 2);
    portal.advance_seconds(UNDO_SECONDS);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 1);
}
