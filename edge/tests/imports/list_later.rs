//! Lists and what comes after them: taken back, followed by others, told from what was there before.

use shared::certificates::api::{ConfirmMove, MoveCases, MoveRef, UndoMove};
use shared::certificates::case::Target;
use shared::certificates::regime::StageKey;
use shared::id::EnrolmentId;
use shared::imports::api::*;
use shared::imports::{ImportKind, ImportState};
use shared::roster::columns::Column;

use crate::lists::{class, class_of, counts, list_row};
use crate::rosters::*;
use crate::support::Portal;

#[test]
fn nobody_is_told_while_a_list_is_being_taken_back() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    let id = import(&portal, &registrar, &Roster::list("exam-schedule.xlsx")).id;
    // Just before the messages are due; they are when the work goes on.
    portal.advance_seconds(599);
    registrar.call::<UndoImport>(&ImportRequest { id }).unwrap();
    portal.advance_seconds(2);
    let deliver = edge::institution::outbox::deliver;
    let next = portal.turn(edge::institution::context::Facts::default(), deliver).unwrap();
    assert_eq!((next, portal.number("select count(*) from messages")), (None, 0));
    for _ in 0..20 {
        portal.alarm_once().unwrap();
    }
    assert_eq!(get(&registrar, id).state, ImportState::Undone);
    assert_eq!(portal.number("select (select count(*) from messages) + (select count(*) from outbox)"), 0);
}

#[test]
fn a_review_keeps_its_number_and_is_told_from_the_first_certificate_by_its_day() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = |name: &str, kind: &str, class: &str, stage: &str| {
        let cells = [(Column::Kind, kind), (Column::Class, class), (Column::Stage, stage)];
        let raw = cells.iter().fold(row(1), |raw, (column, text)| raw.corrected(*column, text));
        Roster::of(name, vec![raw])
    };
    let number = format!("T{}", document(1));
    let list = |name: &str, review: &str| {
        let cells = [
            (Column::CertificateNumber, number.as_str()),
            (Column::ValidFrom, "2020-11-20"),
            (Column::ValidUntil, "2026-11-19"),
            (Column::ReviewDueOn, review),
        ];
        Roster::of_kind(ImportKind::Certificates, name, vec![list_row(1, &cells)])
    };
    import(&portal, &registrar, &roster("first", "初训", "2020-D20期", "制证"));
    assert_eq!(counts(&import(&portal, &registrar, &list("issued", "2023-11-20"))), [("changed", 1)].into());
    import(&portal, &registrar, &roster("collected", "初训", "2020-D20期", "已领取"));
    import(&portal, &registrar, &roster("review", "复审", "2026-F01期", "制证"));
    assert_eq!(counts(&import(&portal, &registrar, &list("again", "2023-11-20"))), [("same", 1)].into());
    let reviewed = import(&portal, &registrar, &list("reviewed", "2026-11-19"));
    assert_eq!(counts(&reviewed), [("changed", 1)].into());
    let certificates =
        "select k.code || ' ' || c.review_due_on || ' ' || coalesce(c.replaced_by, '-') from certificates c
      join enrolments e on e.id = c.enrolment_id join classes k on k.id = e.class_id order by c.id";
    assert_eq!(portal.texts(certificates), ["2020-D20期 2023-11-20 2", "2026-F01期 2026-11-19 -"]);

    // Taken back, the first one counts again, and so can its own list be taken back.
    undo(&portal, &registrar, reviewed.id);
    assert_eq!(portal.texts(certificates), ["2020-D20期 2023-11-20 -"]);
}

#[test]
fn a_list_that_was_followed_by_another_can_be_taken_back_when_that_one_was() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class_of(&portal, &registrar, 1);
    let number = format!("T{}", document(1));
    let list = |name: &str, until: &str| {
        let cells = [
            (Column::CertificateNumber, number.as_str()),
            (Column::ValidFrom, "2026-11-20"),
            (Column::ValidUntil, until),
        ];
        Roster::of_kind(ImportKind::Certificates, name, vec![list_row(1, &cells)])
    };
    let exam = [(Column::ExamOn, "2026-11-05"), (Column::TheoryScore, "85"), (Column::PracticalScore, "90")];
    import(&portal, &registrar, &Roster::of_kind(ImportKind::ExamResults, "sat", vec![list_row(1, &exam)]));
    let first = import(&portal, &registrar, &list("first", "2032-11-19"));
    assert_eq!(counts(&first), [("changed", 1)].into());
    // As if a later list had replaced it and had been taken back.
    portal.run("update certificates set version = version + 2", &[]);
    assert_eq!(undo(&portal, &registrar, first.id).state, ImportState::Undone);
}

#[test]
fn a_move_can_be_taken_back_after_an_import_on_top_of_it_was() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class_of(&portal, &registrar, 1);
    let id = EnrolmentId(portal.number("select id from enrolments"));
    let version = portal.number("select version from enrolments");
    let target = Target::Stage(StageKey::Scheduled);
    let request = ConfirmMove { cases: vec![(id, version)], target, reason: String::new(), note: String::new() };
    let moved = registrar.call::<MoveCases>(&request).unwrap();
    let exam = [(Column::ExamOn, "2026-11-05"), (Column::TheoryScore, "85")];
    let sat = Roster::of_kind(ImportKind::ExamResults, "sat", vec![list_row(1, &exam)]);
    let import = import(&portal, &registrar, &sat);
    undo(&portal, &registrar, import.id);
    let undone = registrar.call::<UndoMove>(&MoveRef { id: moved.id }).unwrap();
    assert_eq!((undone.cases, undone.kept), (1, 0));
    assert_eq!(portal.text("select s.label from enrolments e join stages s on s.position = e.stage"), "报考提交");
}

#[test]
fn a_list_that_came_too_early_is_checked_again() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    import(&portal, &registrar, &Roster::list("exam-schedule.xlsx"));
    let early = stage(&portal, &registrar, &Roster::list("certificates.xlsx"));
    assert_eq!(counts(&early), [("problem", 40)].into());
    for name in ["exam-results-theory.xlsx", "exam-results-make-up.csv", "exam-results-practical.xlsx"] {
        import(&portal, &registrar, &Roster::list(name));
    }
    registrar.call::<CheckImport>(&ImportRequest { id: early.id }).unwrap();
    portal.alarm();
    assert_eq!(counts(&get(&registrar, early.id)), [("change", 40)].into());
    // So is one that is sent again.
    let registrar_of_today = portal.registrar();
    let later = stage(&portal, &registrar_of_today, &Roster::list("exam-results-bad.xlsx"));
    assert!(later.count(shared::imports::RowFate::Problem) > 0);
    let again = registrar.call::<BeginImport>(&Roster::list("exam-results-bad.xlsx").begin_request()).unwrap();
    assert_eq!((again.id, again.state), (later.id, ImportState::Planning));
    portal.alarm();
    assert_eq!(counts(&get(&registrar, later.id)), counts(&later));
}
