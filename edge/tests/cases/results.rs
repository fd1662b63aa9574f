//! Results and what follows from them, typed by hand.

use shared::certificates::api::*;
use shared::certificates::case::{Case, Outcome, Target};
use shared::certificates::exams::{Part, Standing};
use shared::certificates::regime::StageKey;
use shared::courses::{CourseKind, Regime};
use shared::enrolments::NextStep;
use shared::enrolments::api::{EnrolmentRequest, GetEnrolment, GetEnrolmentForStaff};
use shared::error::{ErrorCode, FieldCode};
use shared::id::EnrolmentId;

use crate::people::*;
use crate::support::Portal;

fn stage(portal: &Portal, case: EnrolmentId) -> String {
    portal.text(&format!("select s.key from enrolments e join stages s on s.position = e.stage where e.id = {case}"))
}

#[test]
fn a_failed_part_is_made_up_and_the_case_goes_on() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (trainee, case) = enrol(&portal, &registrar, class, 1);
    let trainee = portal.trainee(trainee, "openid");
    to(&registrar, case, StageKey::Scheduled);
    let detail = || trainee.call::<GetEnrolment>(&EnrolmentRequest { id: case }).unwrap();

    portal.advance_seconds(3600);
    result(&portal, &registrar, case, Part::Theory, 62);
    assert_eq!(stage(&portal, case), "theory");
    let shown = detail();
    assert_eq!(shown.card.next_steps, [NextStep::MakeUp { part: Part::Theory }]);
    assert_eq!(shown.case.standing, Some(Standing::Sit { part: Part::Theory, make_up: true, kept_until: None }));
    assert!(shown.history.iter().all(|entry| entry.by.is_none()), "trainees do not read who did it");

    portal.advance_days(20);
    let registrar = portal.registrar();
    result(&portal, &registrar, case, Part::Theory, 80);
    assert_eq!(stage(&portal, case), "practical");
    portal.advance_days(5);
    let registrar = portal.registrar();
    result(&portal, &registrar, case, Part::Practical, 91);
    assert_eq!(stage(&portal, case), "results");
    assert!(matches!(detail().case.standing, Some(Standing::Passed { .. })));
    go(&registrar, &[case], Target::Stage(StageKey::Ready), "", "B-2");
    go(&registrar, &[case], Target::Stage(StageKey::Done), "", "本人签收");
    assert_eq!(standing(&portal, case), Case::Ended { stage: 230, outcome: Outcome::Collected });
    assert_eq!(told(&portal, case), standing(&portal, case));
    let staff = registrar.call::<GetEnrolmentForStaff>(&EnrolmentRequest { id: case }).unwrap();
    assert_eq!(staff.history[0].by.as_deref(), Some("王老师"));
    let reason = String::new();
    assert_eq!(detail().card.next_steps, [NextStep::Ended { outcome: Outcome::Collected, reason }]);
}

#[test]
fn without_a_make_up_left_the_training_is_repeated_in_a_new_round() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (_, case) = enrol(&portal, &registrar, class, 1);
    to(&registrar, case, StageKey::Theory);
    result(&portal, &registrar, case, Part::Theory, 40);
    portal.advance_days(1);
    let registrar = portal.registrar();
    result(&portal, &registrar, case, Part::Theory, 79);
    assert_eq!(stage(&portal, case), "training");
    assert_eq!(portal.number(&format!("select round from enrolments where id = {case}")), 2);
    assert_eq!(told(&portal, case), standing(&portal, case));
    // The results of the first round stay recorded and count no more.
    assert_eq!(portal.number("select count(*) from exam_results where round = 1"), 2);
    to(&registrar, case, StageKey::Theory);
    portal.advance_days(30);
    let registrar = portal.registrar();
    result(&portal, &registrar, case, Part::Theory, 70);
    assert_eq!(stage(&portal, case), "theory");
}

#[test]
fn repeated_training_begins_its_hours_again() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (_, case) = enrol(&portal, &registrar, class, 1);
    let hours = |hours: &str| {
        let version = portal.number("select version from enrolments");
        let form = HoursForm { cases: vec![(case, version)], hours: hours.to_owned() };
        registrar.call::<SaveHours>(&form).unwrap();
    };
    hours("80");
    to(&registrar, case, StageKey::Theory);
    result(&portal, &registrar, case, Part::Theory, 40);
    assert!(portal.number("select hours_done from enrolments") > 0);
    portal.advance_days(1);
    let again = portal.registrar();
    result(&portal, &again, case, Part::Theory, 50);
    let detail = || again.call::<GetEnrolmentForStaff>(&EnrolmentRequest { id: case }).unwrap();
    assert_eq!(detail().case.hours_done, 0);
    let recorded =
        "select event ->> 'seconds' from enrolment_events where event ->> 'event' = 'hours_recorded' order by id";
    assert_eq!(portal.texts(recorded), [(80 * 45 * 60).to_string()], "the history keeps those of the first round");
}

#[test]
fn a_result_that_cannot_be_is_refused_field_by_field() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let principals = class(&registrar, Regime::Principals, CourseKind::Initial, "P01");
    let (_, case) = enrol(&portal, &registrar, principals, 1);
    to(&registrar, case, StageKey::Theory);
    let form = |part, score: &str, on: &str| ResultForm {
        id: case,
        part,
        score: score.to_owned(),
        on: on.to_owned(),
        version: 2,
    };
    let before = portal.dump(&["staff_sessions"]);
    for (form, field, code) in [
        (form(Part::Theory, "", "2026-11-20"), "score", FieldCode::Required),
        (form(Part::Theory, "八十", "2026-11-20"), "score", FieldCode::Format),
        (form(Part::Theory, "101", "2026-11-20"), "score", FieldCode::OutOfRange),
        (form(Part::Theory, "80", "2026-11-31"), "on", FieldCode::NoSuchDate),
        (form(Part::Theory, "80", "2026-11-22"), "on", FieldCode::InFuture),
        (form(Part::Practical, "80", "2026-11-20"), "part", FieldCode::NotOfCourse),
    ] {
        let problem = registrar.call::<RecordResult>(&form).unwrap_err();
        assert_eq!(
            problem.fields.iter().map(|error| (error.field.as_str(), error.code)).collect::<Vec<_>>(),
            [(field, code)]
        );
    }
    let stale = ResultForm { version: 1, ..form(Part::Theory, "80", "2026-11-20") };
    assert_eq!(registrar.refusal::<RecordResult>(&stale), ErrorCode::Changed);
    assert_eq!(portal.dump(&["staff_sessions"]), before);
    registrar.call::<RecordResult>(&form(Part::Theory, "80", "2026-11-20")).unwrap();
    let again = ResultForm { version: 3, ..form(Part::Theory, "81", "2026-11-20") };
    let problem = registrar.call::<RecordResult>(&again).unwrap_err();
    assert_eq!(problem.fields[0].code, FieldCode::Taken);
}

#[test]
fn hours_are_entered_for_many_and_kept_in_seconds() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::Principals, CourseKind::Initial, "P01");
    let cases: Vec<(EnrolmentId, i64)> = (0..3).map(|n| (enrol(&portal, &registrar, class, n).1, 1)).collect();
    let form = |hours: &str, version: i64| HoursForm {
        cases: cases.iter().map(|(id, _)| (*id, version)).collect(),
        hours: hours.to_owned(),
    };
    assert_eq!(registrar.call::<SaveHours>(&form("32.5", 1)).unwrap().cases, 3);
    assert_eq!(portal.texts("select distinct hours_done from enrolments"), [(32 * 45 * 60 + 45 * 30).to_string()]);
    assert_eq!(registrar.refusal::<SaveHours>(&form("40", 1)), ErrorCode::Changed);
    assert_eq!(registrar.refusal::<SaveHours>(&form("many", 2)), ErrorCode::Invalid);
    // The same hours again change nothing.
    assert_eq!(registrar.call::<SaveHours>(&form("32.5", 2)).unwrap().cases, 0);
}
