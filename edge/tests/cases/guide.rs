//! What to do now, as a trainee reads it on the first page and on the page of the enrolment.

use edge::certificates::{CaseLedger, Origin};
use edge::institution::context::Facts;
use shared::certificates::case::{Outcome, Target};
use shared::certificates::exams::{ExamDate, Part};
use shared::certificates::regime::{StageActor, StageKey};
use shared::courses::{CourseKind, Regime};
use shared::date::Date;
use shared::endpoint::Nothing;
use shared::enrolments::NextStep;
use shared::enrolments::api::{EnrolmentDetail, EnrolmentRequest, GetEnrolment, GetHome};
use shared::id::{EnrolmentId, TraineeId};
use shared::items::ItemKind;
use shared::items::api::{AskForItems, AskForItemsRequest, DecideItem, DecideItemRequest, Decision};
use shared::lang::LocalText;

use crate::people::*;
use crate::support::{Client, Portal};

/// Somebody whose course costs nothing.
fn enrolled(portal: &Portal, registrar: &Client) -> (TraineeId, EnrolmentId) {
    let class = class(registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    enrol(portal, registrar, class, 1)
}

/// What the enrolment's own page says; the first page says the same.
fn detail(portal: &Portal, (trainee, case): (TraineeId, EnrolmentId)) -> EnrolmentDetail {
    let trainee = portal.trainee(trainee, "openid");
    let detail = trainee.call::<GetEnrolment>(&EnrolmentRequest { id: case }).unwrap();
    let home = trainee.call::<GetHome>(&Nothing {}).unwrap();
    assert_eq!(home.enrolments, std::slice::from_ref(&detail.card));
    detail
}

fn steps(portal: &Portal, person: (TraineeId, EnrolmentId)) -> Vec<NextStep> {
    detail(portal, person).card.next_steps
}

fn ended(outcome: Outcome, reason: &str) -> Vec<NextStep> {
    vec![NextStep::Ended { outcome, reason: reason.to_owned() }]
}

#[test]
fn items_that_were_asked_for_or_returned_are_what_to_do() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let person = enrolled(&portal, &registrar);
    let of = person.1;
    to(&registrar, of, StageKey::Papers);
    assert!(matches!(steps(&portal, person)[..], [NextStep::Wait { .. }]));

    registrar.call::<AskForItems>(&AskForItemsRequest { enrolment_id: of, kind: None }).unwrap();
    let all = vec![ItemKind::Photo, ItemKind::Education, ItemKind::HealthCommitment];
    assert_eq!(steps(&portal, person), [NextStep::SendItems { items: all, returned: false }]);

    let decide = |decision, version| {
        let request = DecideItemRequest { enrolment_id: of, kind: ItemKind::Education, decision, version };
        registrar.call::<DecideItem>(&request).unwrap();
    };
    decide(Decision::ReceivePaper, 1);
    let rest = NextStep::SendItems { items: vec![ItemKind::Photo, ItemKind::HealthCommitment], returned: false };
    assert_eq!(steps(&portal, person), std::slice::from_ref(&rest));
    decide(Decision::Return { reason: "看不清".to_owned() }, 2);
    let education = NextStep::SendItems { items: vec![ItemKind::Education], returned: true };
    assert_eq!(steps(&portal, person), [education.clone(), rest.clone()]);
    portal.run(&format!("update enrolments set fee = 98000 where id = {of}"), &[]);
    assert!(matches!(&steps(&portal, person)[..], [NextStep::Pay { .. }, a, b] if *a == education && *b == rest));

    // Nothing is wanted for a case that has ended.
    go(&registrar, &[of], Target::End(Outcome::Withdrawn), "学员要求退出", "");
    assert_eq!(steps(&portal, person), ended(Outcome::Withdrawn, "学员要求退出"));
}

#[test]
fn an_end_says_why_and_a_mailing_its_number() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let person = enrolled(&portal, &registrar);
    go(&registrar, &[person.1], Target::End(Outcome::Refused), "不符合年龄条件", "");
    assert_eq!(steps(&portal, person), ended(Outcome::Refused, "不符合年龄条件"));
    go(&registrar, &[person.1], Target::Reopen, "登记有误", "");
    assert!(!matches!(steps(&portal, person)[..], [NextStep::Ended { .. }]));
    go(&registrar, &[person.1], Target::Stage(StageKey::Ready), "", "A3-12");
    let collect = steps(&portal, person);
    assert!(matches!(&collect[..], [NextStep::Collect { todo, shelf }] if shelf == "A3-12" && !todo.zh.is_empty()));
    let mailed = go(&registrar, &[person.1], Target::End(Outcome::Mailed), "", "SF1234567890");
    assert_eq!(steps(&portal, person), ended(Outcome::Mailed, "SF1234567890"));
    // Undone, nothing of it is said any more.
    registrar
        .call::<shared::certificates::api::UndoMove>(&shared::certificates::api::MoveRef { id: mailed.id })
        .unwrap();
    assert_eq!(steps(&portal, person), collect);
    go(&registrar, &[person.1], Target::End(Outcome::Collected), "", "本人签收");
    assert_eq!(steps(&portal, person), ended(Outcome::Collected, ""));
    assert_eq!(detail(&portal, person).card.progress.stage.meaning.zh, "证书已领取，办证完成。");
}

#[test]
fn a_case_that_was_sent_back_says_so_until_it_goes_on() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let person = enrolled(&portal, &registrar);
    to(&registrar, person.1, StageKey::Training);
    go(&registrar, &[person.1], Target::Stage(StageKey::Papers), "学历证明看不清", "");
    let back = NextStep::SentBack {
        stage: LocalText { zh: "资料审核".to_owned(), en: "Papers under review".to_owned() },
        reason: "学历证明看不清".to_owned(),
    };
    assert!(matches!(&steps(&portal, person)[..], [first, NextStep::Wait { .. }] if *first == back));
    to(&registrar, person.1, StageKey::Training);
    assert!(matches!(steps(&portal, person)[..], [NextStep::Follow { .. }]));
}

#[test]
fn repeated_training_says_why_and_keeps_the_results() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let person = enrolled(&portal, &registrar);
    to(&registrar, person.1, StageKey::Theory);
    result(&portal, &registrar, person.1, Part::Theory, 40);
    portal.advance_days(1);
    let registrar = portal.registrar();
    result(&portal, &registrar, person.1, Part::Theory, 79);
    let shown = detail(&portal, person);
    assert_eq!(shown.card.next_steps, [NextStep::Retrain { part: Part::Theory }]);
    assert_eq!(shown.case.results, []);
    assert_eq!(shown.case.earlier.iter().map(|result| result.score).collect::<Vec<_>>(), [Some(40), Some(79)]);
    to(&registrar, person.1, StageKey::Applied);
    assert!(matches!(steps(&portal, person)[..], [NextStep::Wait { .. }]));
}

#[test]
fn an_exam_with_a_day_is_what_to_do_until_it_is_over() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let person = enrolled(&portal, &registrar);
    to(&registrar, person.1, StageKey::Applied);
    let on = Date::parse("2026-12-08").unwrap();
    portal.turn(Facts::default(), |context| {
        let mut ledger = CaseLedger::open(context, Origin::default(), &[person.1]).unwrap();
        let date = ExamDate { part: Part::Theory, on, place: "市安全生产考试中心".to_owned() };
        ledger.schedule(person.1, date).unwrap();
        ledger.write().unwrap();
    });
    let sit =
        NextStep::SitExam { part: Part::Theory, make_up: false, on, place: "市安全生产考试中心".to_owned() };
    assert_eq!(steps(&portal, person), std::slice::from_ref(&sit));
    // The trainee sits it, somebody else sets its day.
    let stages = detail(&portal, person).stages;
    let scheduled = stages.iter().find(|step| step.stage.name.zh == "考试安排").unwrap();
    assert_eq!(scheduled.actor, StageActor::ExaminingBody);
    portal.advance_days(17);
    assert_eq!(steps(&portal, person), [sit], "on its day");
    portal.advance_days(1);
    assert!(matches!(steps(&portal, person)[..], [NextStep::Wait { .. }]));
}

#[test]
fn who_has_paid_waits_for_the_institution() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let person = enrolled(&portal, &registrar);
    to(&registrar, person.1, StageKey::Payment);
    let actors = || {
        let shown = detail(&portal, person);
        (shown.card.progress.actor, shown.case.whereabouts.unwrap().actor)
    };
    assert!(matches!(steps(&portal, person)[..], [NextStep::Wait { .. }]));
    assert_eq!(actors(), (StageActor::Institution, StageActor::Institution));
    portal.run(&format!("update enrolments set fee = 98000 where id = {}", person.1), &[]);
    assert!(matches!(steps(&portal, person)[..], [NextStep::Pay { .. }]));
    assert_eq!(actors(), (StageActor::Trainee, StageActor::Trainee));
}

#[test]
fn what_is_past_a_limit_of_the_law_is_overdue() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let person = enrolled(&portal, &registrar);
    for (stage, expected) in [(StageKey::Papers, (true, false)), (StageKey::Making, (true, true))] {
        portal.run(&format!("update enrolments set clock_on = '2020-01-01', stage = (select position from stages where key = '{}') where id = {}", stage.code(), person.1), &[]);
        let progress = detail(&portal, person).card.progress;
        assert_eq!((progress.stuck, progress.overdue), expected, "{stage:?}");
    }
}

#[test]
fn the_pages_read_a_few_rows_only() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let people: Vec<(TraineeId, EnrolmentId)> = (0..20).map(|n| enrol(&portal, &registrar, class, n)).collect();
    let rows = |person: (TraineeId, EnrolmentId)| {
        portal.trainee(person.0, "openid").call::<GetHome>(&Nothing {}).unwrap();
        portal.cost().rows_read
    };
    // The first time, the rules are read.
    rows(people[0]);
    let alone = rows(people[0]);
    for (_, case) in &people {
        registrar.call::<AskForItems>(&AskForItemsRequest { enrolment_id: *case, kind: None }).unwrap();
        to(&registrar, *case, StageKey::Papers);
    }
    let asked = rows(people[7]);
    assert!(asked <= alone + 10, "{alone}, then {asked}");
}
