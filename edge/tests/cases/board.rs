//! The board, lists of cases, and finding cases by pasted numbers.

use shared::certificates::api::*;
use shared::certificates::regime::StageKey;
use shared::courses::api::{ClassRequest, PrintSlips};
use shared::courses::{CourseKind, Regime};
use shared::error::ErrorCode;

use crate::people::*;
use crate::support::Portal;

#[test]
fn the_board_counts_what_stands_where() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let first = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let second = class(&registrar, Regime::Principals, CourseKind::Retraining, "A01");
    let empty = registrar.call::<GetBoard>(&BoardRequest::default()).unwrap();
    assert!(empty.ways.is_empty() && empty.moves.is_empty());
    let cases: Vec<_> = (0..6).map(|n| enrol(&portal, &registrar, first, n).1).collect();
    let other = enrol(&portal, &registrar, second, 9).1;
    to(&registrar, cases[0], StageKey::Theory);
    portal.advance_days(30);
    let registrar = portal.registrar();
    to(&registrar, cases[1], StageKey::Theory);
    to(&registrar, other, StageKey::Ready);
    let board = registrar.call::<GetBoard>(&BoardRequest::default()).unwrap();
    assert_eq!(board.moves.len(), 2);
    let way = |board: &Board, code: &str| board.ways.iter().find(|way| way.name.zh.contains(code)).cloned();
    let special = way(&board, "特种").unwrap();
    let at = |way: &Way, key| {
        let stage = way.stages.iter().find(|stage| stage.key == key).unwrap();
        (stage.open, stage.stuck, stage.oldest.map(|day| day.to_string()))
    };
    assert_eq!(special.source.zh, "应急管理部令第19号");
    assert_eq!(at(&special, StageKey::Theory), (2, 1, Some("2026-11-21".to_owned())));
    // Three working days are usual for the registration.
    assert_eq!(at(&special, StageKey::Registered), (4, 4, Some("2026-11-21".to_owned())));
    assert_eq!(at(&special, StageKey::Making), (0, 0, None));
    assert_eq!(at(&way(&board, "再培训").unwrap(), StageKey::Ready).0, 1);
    let of_class = registrar.call::<GetBoard>(&BoardRequest { class_id: Some(second) }).unwrap();
    assert_eq!(of_class.ways.len(), 1);
    let nowhere = BoardRequest { class_id: Some(shared::id::ClassId(99)) };
    assert_eq!(registrar.refusal::<GetBoard>(&nowhere), ErrorCode::NotFound);
}

#[test]
fn a_stage_is_listed_page_by_page_the_longest_waiting_first() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class_id = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    for n in 0..60 {
        enrol(&portal, &registrar, class_id, n);
    }
    portal.run("update enrolments set clock_on = date('2026-11-21', '-' || (id % 7) || ' days')", &[]);
    let request =
        |stuck, class_id, after| ListCasesRequest { rule_set: 7, stage: StageKey::Registered, class_id, stuck, after };
    for class in [None, Some(class_id)] {
        let first = registrar.call::<ListCases>(&request(false, class, None)).unwrap();
        assert_eq!(first.items.len(), 50);
        let second = registrar.call::<ListCases>(&request(false, class, first.next.clone())).unwrap();
        assert_eq!((second.items.len(), second.next), (10, None));
        let all: Vec<_> = first.items.iter().chain(&second.items).map(|row| (row.since.unwrap(), row.id)).collect();
        assert!(all.is_sorted() && all.len() == 60);
        // 2026-11-21 is a Saturday: the three working days before it are the 18th to the 20th.
        let stuck = registrar.call::<ListCases>(&request(true, class, None)).unwrap();
        assert!(stuck.items.iter().all(|row| row.stuck && row.since.unwrap().to_string().as_str() < "2026-11-17"));
        let counted = all.iter().filter(|(since, _)| since.to_string().as_str() < "2026-11-17").count();
        assert_eq!(stuck.items.len(), counted);
    }
    let unknown = ListCasesRequest { rule_set: 99, ..request(false, None, None) };
    assert_eq!(registrar.refusal::<ListCases>(&unknown), ErrorCode::NotFound);
    let odd = request(false, None, Some("no place".to_owned()));
    assert_eq!(registrar.refusal::<ListCases>(&odd), ErrorCode::Malformed);
}

#[test]
fn pasted_numbers_find_open_cases_and_say_what_they_do_not_find() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let first = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let second = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D02");
    let (_, one) = enrol(&portal, &registrar, first, 1);
    let (trainee, two) = enrol(&portal, &registrar, first, 2);
    let (_, three) = enrol(&portal, &registrar, first, 3);
    portal.run(
        "insert into enrolments (trainee_id, class_id, stage, fee, created_at, rule_set_id, since_at, clock_on)
         select trainee_id, ?1, stage, fee, created_at, rule_set_id, since_at, clock_on from enrolments where id = ?2",
        &[second.into(), two.into()],
    );
    portal.run("update enrolments set outcome = 'withdrawn' where id = ?1", &[three.into()]);
    let slips = registrar.call::<PrintSlips>(&ClassRequest { id: first, after: None }).unwrap();
    let code = slips.slips[0].claim_code.clone();
    let text = format!("{}\n\n 姓名,{} \n{}\n李四 1101051949123\n{}\n", document(1), document(2), document(3), code);
    let found = registrar.call::<FindCases>(&FindCasesRequest { text }).unwrap();
    let line = |no, text: &str, name: Option<&str>| {
        vec![FoundLine { no, text: text.to_owned(), name: name.map(ToOwned::to_owned) }]
    };
    assert_eq!(found.unknown, line(5, "李四 110******9123", None));
    let masked = |n| portal.text(&format!("select document_masked from trainees where id = {n}"));
    assert_eq!(found.without_case, line(4, &masked(3), Some("孔冬志")));
    assert_eq!(found.several, line(3, &format!("姓名 {}", masked(2)), Some("孔冬志")));
    assert_eq!(found.repeated, 1);
    let mut ids: Vec<_> = found.cases.iter().map(|row| row.id).collect();
    ids.sort();
    assert_eq!(ids.len(), 3, "one, and both of two: the code's line repeats one");
    assert!(ids.contains(&one) && found.cases.iter().filter(|row| row.trainee_id == trainee).count() == 2);
    assert_eq!(registrar.refusal::<FindCases>(&FindCasesRequest { text: " \n".to_owned() }), ErrorCode::Invalid);
}

#[test]
fn lists_of_trainees_say_the_stage_in_both_languages_and_how_a_case_has_ended() {
    use shared::certificates::case::{Outcome, Target};
    use shared::enrolments::api::{GetTrainee, SearchTrainees, SearchTraineesRequest, TraineeRequest};
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class_id = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (trainee, case) = enrol(&portal, &registrar, class_id, 1);
    to(&registrar, case, StageKey::Theory);
    let rows = |class_id| {
        let request = SearchTraineesRequest { class_id, ..SearchTraineesRequest::default() };
        let listed = registrar.call::<SearchTrainees>(&request).unwrap().items.remove(0).enrolment.unwrap();
        let own = registrar.call::<GetTrainee>(&TraineeRequest { id: trainee }).unwrap().enrolments.remove(0);
        assert_eq!(listed, own);
        listed
    };
    for class_id in [None, Some(class_id)] {
        let row = rows(class_id);
        assert_eq!((row.stage_name.zh.as_str(), row.stage_name.en.as_str()), ("理论考试", "Theory exam"));
        assert_eq!(row.outcome, None);
    }
    go(&registrar, &[case], Target::End(Outcome::Refused), "材料不实", "");
    assert_eq!(rows(Some(class_id)).outcome, Some(Outcome::Refused));
}

#[test]
fn ended_cases_are_listed_by_how_they_ended() {
    use shared::certificates::case::{Outcome, Target};
    let portal = Portal::new();
    let registrar = portal.registrar();
    let first = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let second = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D02");
    let ended: Vec<_> = (0..52).map(|n| enrol(&portal, &registrar, first, n).1).collect();
    let other = enrol(&portal, &registrar, second, 60).1;
    enrol(&portal, &registrar, second, 61);
    go(&registrar, &ended, Target::End(Outcome::Refused), "材料不实", "");
    go(&registrar, &[other], Target::End(Outcome::Withdrawn), "转行", "");
    let list = |outcome, class_id, after| {
        let request = ListEndedCasesRequest { rule_set: 7, outcome, class_id, after };
        registrar.call::<ListEndedCases>(&request).unwrap()
    };
    for class_id in [None, Some(first)] {
        let page = list(Outcome::Refused, class_id, None);
        assert_eq!((page.items.len(), page.items[0].id), (50, ended[51]));
        assert!(page.items.iter().all(|row| row.outcome == Some(Outcome::Refused)));
        let rest = list(Outcome::Refused, class_id, page.next);
        assert_eq!(rest.items.iter().map(|row| row.id).collect::<Vec<_>>(), [ended[1], ended[0]]);
        assert_eq!(rest.next, None);
    }
    assert_eq!(list(Outcome::Withdrawn, None, None).items[0].id, other);
    assert!(list(Outcome::Withdrawn, Some(first), None).items.is_empty());
    let nowhere = ListEndedCasesRequest { rule_set: 99, outcome: Outcome::Refused, class_id: None, after: None };
    assert_eq!(registrar.refusal::<ListEndedCases>(&nowhere), ErrorCode::NotFound);
}
