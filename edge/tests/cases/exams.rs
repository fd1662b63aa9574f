//! From the day of the exam to its result: where the case stands, and from which day the result is waited for.

use edge::certificates::{CaseLedger, Origin, after_exams};
use edge::institution::context::Facts;
use edge::institution::host::HostEngine;
use edge::institution::migrate::migrate;
use edge::institution::sql::Sql;
use shared::certificates::api::{BoardRequest, GetBoard};
use shared::certificates::estimate::Expected;
use shared::certificates::exams::{ExamDate, Part};
use shared::certificates::regime::{LimitUnit, StageKey};
use shared::certificates::waiting::Whereabouts;
use shared::courses::{CourseKind, Regime};
use shared::date::Date;
use shared::enrolments::api::{EnrolmentDetail, EnrolmentRequest, GetEnrolment, GetEnrolmentForStaff};
use shared::id::{EnrolmentId, TraineeId};

use crate::people::*;
use crate::support::Portal;

/// As a list of the examining body would.
fn tell(portal: &Portal, case: EnrolmentId, what: impl FnOnce(&mut CaseLedger<'_, '_>)) {
    portal.turn(Facts::default(), |context| {
        let mut ledger = CaseLedger::open(context, Origin::default(), &[case]).unwrap();
        what(&mut ledger);
        ledger.write().unwrap();
    });
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn schedule(portal: &Portal, case: EnrolmentId, part: Part, on: &str) {
    let date = ExamDate { part, on: day(on), place: "一号考场".to_owned() };
    tell(portal, case, |ledger| ledger.schedule(case, date).unwrap());
}

fn missed(portal: &Portal, case: EnrolmentId, part: Part, on: &str) {
    tell(portal, case, |ledger| ledger.missed(case, part, day(on)).unwrap());
}

/// Somebody whose exam is applied for.
fn applied(portal: &Portal) -> (TraineeId, EnrolmentId) {
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (trainee, case) = enrol(portal, &registrar, class, 1);
    to(&registrar, case, StageKey::Applied);
    (trainee, case)
}

/// The stage, and from which day on it is waited; `-`: no wait is counted.
fn waits(portal: &Portal, case: EnrolmentId) -> String {
    portal.text(&format!(
        "select s.key || ' ' || iif(e.clock_on = '2199-12-31', '-', e.clock_on)
         from enrolments e join stages s on s.position = e.stage where e.id = {case}"
    ))
}

fn detail(portal: &Portal, case: EnrolmentId) -> EnrolmentDetail {
    portal.registrar().call::<GetEnrolmentForStaff>(&EnrolmentRequest { id: case }).unwrap()
}

fn whereabouts(portal: &Portal, case: EnrolmentId) -> Whereabouts {
    detail(portal, case).case.whereabouts.unwrap()
}

#[test]
fn after_the_exam_its_result_is_waited_for_from_that_day() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-11-25");
    schedule(&portal, case, Part::Practical, "2026-12-18");
    portal.advance_days(4);
    portal.alarm();
    assert_eq!(waits(&portal, case), "scheduled 2026-11-25", "on the day itself the trainee goes there");
    let wake = portal.alarm_once().unwrap().unwrap();
    assert_eq!(wake.to_minute_text(), "2026-11-26 00:00");
    portal.advance_seconds((wake.0 - portal.now().0) / 1000);
    portal.alarm();
    assert_eq!(waits(&portal, case), "theory 2026-11-25");
    let now = whereabouts(&portal, case);
    assert_eq!(now.expected, Expected::Legal { days: 10, unit: LimitUnit::Working });
    assert_eq!((now.expected_by, now.stuck), (Some(day("2026-12-09")), false));
    // By the portal itself, in the history and the counters, and told to nobody: the trainee knows of the day.
    assert_eq!(told(&portal, case), standing(&portal, case));
    let last = "select event ->> 'event' || ' ' || (event ->> '$.stage.zh') || coalesce(staff_id, '') from enrolment_events order by id desc limit 1";
    assert_eq!(portal.text(last), "stage_reached 理论考试");
    assert_eq!(portal.number("select cases from stage_counts where class_id = 0 and stage = 170"), 1);
    assert_eq!(portal.number("select count(*) from stage_spans where stage = 160"), 0, "nobody was waited for");
    portal.advance_seconds(3600);
    portal.alarm();
    let before = portal.dump(&[]);
    portal.alarm();
    assert_eq!(portal.dump(&[]), before, "once");
}

#[test]
fn after_weeks_without_the_portal_the_clock_is_still_the_day_of_the_exam() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-11-25");
    portal.advance_days(45);
    portal.alarm();
    assert_eq!(waits(&portal, case), "theory 2026-11-25");
    assert!(whereabouts(&portal, case).stuck);
}

#[test]
fn a_practical_exam_is_followed_by_waiting_for_it() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-11-25");
    portal.advance_days(5);
    portal.alarm();
    result(&portal, &portal.registrar(), case, Part::Theory, 90);
    // Brought back by staff, who know more than the portal.
    go(&portal.registrar(), &[case], shared::certificates::case::Target::Stage(StageKey::Scheduled), "改期", "");
    schedule(&portal, case, Part::Practical, "2026-11-30");
    portal.advance_days(5);
    portal.alarm();
    assert_eq!(waits(&portal, case), "practical 2026-11-30");
}

#[test]
fn many_go_on_in_bounded_turns_and_others_stay() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-11-25");
    portal.advance_seconds(700);
    portal.alarm();
    let copies = |count: i64, stage: i64, clock: &str| {
        let first = portal.number("select max(id) + 1 from trainees");
        portal.run(
            "with recursive n(i) as (select ?2 union all select i + 1 from n where i < ?2 + ?1 - 1)
             insert into trainees (id, name, document_kind, document, document_masked, document_index, last_four_index, phone, created_at)
             select i, '孔冬志', 'other', '', '', 'copy ' || i, '', '', 0 from n",
            &[count.into(), first.into()],
        );
        portal.run(
            "insert into enrolments (trainee_id, class_id, stage, fee, created_at, rule_set_id, since_at, clock_on)
             select t.id, e.class_id, ?2, 0, e.created_at, e.rule_set_id, e.since_at, ?3 from enrolments e, trainees t
             where e.id = 1 and t.id >= ?1",
            &[first.into(), stage.into(), clock.into()],
        );
    };
    // Others: waiting elsewhere since long, and with their exam still to come.
    for stage in [100, 130, 150, 170, 190] {
        copies(400, stage, "2026-10-01");
    }
    copies(400, 160, "2026-12-24");
    copies(400, 160, "2199-12-31");
    let due = portal.number("select max(id) from enrolments");
    copies(129, 160, "2026-11-25");
    portal.run(
        "insert into exam_dates (enrolment_id, round, part, sits_on, recorded_at) select id, 1, 'theory', '2026-11-25', 0 from enrolments where id > ?1",
        &[due.into()],
    );
    portal.run("delete from stage_estimates", &[]);
    portal.advance_days(5);
    let left = || portal.number("select count(*) from enrolments where stage = 160 and clock_on = '2026-11-25'");
    let mut turns = 0;
    while left() > 0 {
        let before = left();
        let wake = portal.alarm_once().unwrap();
        let gone = before - left();
        assert!((1..=50).contains(&gone), "{gone}");
        assert!(portal.cost().statements < 60, "however many cases: {:?}", portal.cost());
        assert_eq!(left() > 0, wake.is_some_and(|wake| wake <= portal.now()), "it is woken again at once");
        turns += 1;
    }
    assert_eq!(turns, 3);
    assert_eq!(portal.number("select count(*) from enrolments where stage = 170 and clock_on = '2026-11-25'"), 130);
}

/// Nothing is read of cases that are not due: every statement of the step seeks.
#[test]
fn the_day_after_an_exam_is_found_by_index() {
    let engine = HostEngine::in_memory().unwrap();
    migrate(&Sql::new(&engine)).unwrap();
    for (sql, seek) in [
        (after_exams::FIRST, "SEARCH e USING INDEX enrolments_open (rule_set_id=? AND stage=?)"),
        (after_exams::OVER, "SEARCH e USING INDEX enrolments_open (rule_set_id=? AND stage=? AND clock_on<?)"),
        (after_exams::REBASE, "SEARCH import_effects USING INDEX import_effects_by_subject (kind=? AND subject_id=?)"),
    ] {
        let mut statement = engine.connection().prepare(&format!("explain query plan {sql}")).unwrap();
        let nulls = vec![None::<i64>; statement.parameter_count()];
        let rows = statement.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
        let plan: Vec<String> = rows.map(Result::unwrap).collect();
        assert!(plan.iter().any(|step| step == seek), "{plan:#?}");
        let scanned = plan.iter().filter(|step| step.starts_with("SCAN"));
        assert!(
            scanned.clone().all(|step| step.starts_with("SCAN w VIRTUAL") || step.starts_with("SCAN (")),
            "{plan:#?}"
        );
    }
}

#[test]
fn a_scheduled_case_without_a_day_waits_for_no_result() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    to(&portal.registrar(), case, StageKey::Scheduled);
    assert_eq!(waits(&portal, case), "scheduled -");
    portal.advance_days(90);
    portal.alarm();
    assert_eq!(waits(&portal, case), "scheduled -");
    // Whatever stood there before the portal kept days: looked at once, and then left alone.
    portal.run("update enrolments set clock_on = '2026-11-21'", &[]);
    portal.alarm();
    assert_eq!(waits(&portal, case), "scheduled -");
}

#[test]
fn after_a_failure_nothing_is_waited_for_until_a_make_up_is_set() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-11-25");
    portal.advance_days(6);
    portal.alarm();
    result(&portal, &portal.registrar(), case, Part::Theory, 60);
    assert_eq!(waits(&portal, case), "theory -");
    portal.advance_days(60);
    portal.alarm();
    let now = whereabouts(&portal, case);
    assert_eq!((now.expected_by, now.stuck, now.waited, now.since), (None, false, 0, None));
    assert_eq!(now.expected, Expected::Unknown, "the legal days follow an exam");
    let registrar = portal.registrar();
    let board = registrar.call::<GetBoard>(&BoardRequest::default()).unwrap();
    let theory = board.ways[0].stages.iter().find(|stage| stage.key == StageKey::Theory).unwrap();
    assert_eq!((theory.open, theory.stuck, theory.oldest), (1, 0, None));
    schedule(&portal, case, Part::Theory, "2027-02-03");
    assert_eq!(waits(&portal, case), "theory 2027-02-03");
    let now = whereabouts(&portal, case);
    assert_eq!((now.since, now.waited), (None, 0), "the day is still to come");
    assert!(now.expected_by.unwrap() > day("2027-02-03"));
}

#[test]
fn after_an_absence_nothing_is_waited_for_until_another_day_is_set() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-11-25");
    portal.advance_days(6);
    portal.alarm();
    missed(&portal, case, Part::Theory, "2026-11-25");
    assert_eq!(waits(&portal, case), "theory -");
    schedule(&portal, case, Part::Theory, "2026-12-02");
    assert_eq!(waits(&portal, case), "theory 2026-12-02");
}

#[test]
fn each_part_is_waited_for_from_its_own_day() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-11-25");
    schedule(&portal, case, Part::Practical, "2026-12-18");
    assert_eq!(waits(&portal, case), "scheduled 2026-11-25", "theory comes first");
    portal.advance_days(8);
    portal.alarm();
    result(&portal, &portal.registrar(), case, Part::Theory, 90);
    assert_eq!(waits(&portal, case), "practical 2026-12-18");
    // Set anew, to an earlier day.
    schedule(&portal, case, Part::Practical, "2026-12-11");
    assert_eq!(waits(&portal, case), "practical 2026-12-11");
}

#[test]
fn an_exam_moved_to_an_earlier_day_is_waited_for_from_there() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    schedule(&portal, case, Part::Theory, "2026-12-25");
    schedule(&portal, case, Part::Theory, "2026-11-25");
    assert_eq!(waits(&portal, case), "scheduled 2026-11-25");
}

#[test]
fn staff_who_know_more_than_the_portal_start_the_clock_themselves() {
    let portal = Portal::new();
    let (_, case) = applied(&portal);
    to(&portal.registrar(), case, StageKey::Theory);
    assert_eq!(waits(&portal, case), "theory 2026-11-21");
    portal.advance_days(30);
    assert!(whereabouts(&portal, case).stuck);
}

#[test]
fn the_last_day_set_is_shown_and_none_that_was_missed() {
    let portal = Portal::new();
    let (trainee, case) = applied(&portal);
    let trainee = portal.trainee(trainee, "openid");
    let shown = || {
        let detail = trainee.call::<GetEnrolment>(&EnrolmentRequest { id: case }).unwrap();
        assert_eq!(detail.case.exams, self::detail(&portal, case).case.exams);
        detail.case.exams.iter().map(|exam| format!("{} {}", exam.part.code(), exam.on)).collect::<Vec<_>>()
    };
    schedule(&portal, case, Part::Theory, "2026-11-25");
    schedule(&portal, case, Part::Practical, "2026-11-27");
    schedule(&portal, case, Part::Theory, "2026-11-23");
    assert_eq!(shown(), ["theory 2026-11-23", "practical 2026-11-27"]);
    portal.advance_days(10);
    missed(&portal, case, Part::Theory, "2026-11-23");
    assert_eq!(shown(), ["practical 2026-11-27"]);
    schedule(&portal, case, Part::Theory, "2026-12-07");
    assert_eq!(shown(), ["practical 2026-11-27", "theory 2026-12-07"]);
}
