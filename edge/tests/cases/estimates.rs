//! The institution's own times.

use shared::certificates::api::UNDO_SECONDS;
use shared::certificates::estimate::{Estimate, Expected};
use shared::certificates::regime::{LimitUnit, StageKey};
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::{EnrolmentRequest, GetEnrolmentForStaff};

use crate::people::*;
use crate::support::Portal;

#[test]
fn from_twenty_cases_on_the_own_history_counts_and_the_page_says_so() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let cases: Vec<_> = (0..22).map(|n| enrol(&portal, &registrar, class, n).1).collect();
    for case in &cases {
        to(&registrar, *case, StageKey::Making);
    }
    let shown = |portal: &Portal| {
        let detail = portal.registrar().call::<GetEnrolmentForStaff>(&EnrolmentRequest { id: cases[21] }).unwrap();
        detail.case.whereabouts.unwrap()
    };
    assert_eq!(shown(&portal).expected, Expected::Legal { days: 20, unit: LimitUnit::Working });
    // 2026-11-21 is a Saturday. Each Monday to Friday one more case goes on: the n-th waits n working days.
    portal.advance_days(1);
    let mut gone = 0;
    while gone < 20 {
        portal.advance_days(1);
        let day = portal.now().day();
        if day.is_weekend() {
            continue;
        }
        let registrar = portal.registrar();
        to(&registrar, cases[gone], StageKey::Ready);
        gone += 1;
        portal.alarm();
        if gone == 19 {
            assert_eq!(shown(&portal).expected, Expected::Legal { days: 20, unit: LimitUnit::Working });
        }
    }
    let expected = Expected::History(Estimate { cases: 20, median_days: 10, slowest_tenth_days: 18 });
    let now = shown(&portal);
    assert_eq!((now.expected, now.waited, now.stuck), (expected, 20, true));
    // Nothing is stale: the alarm has nothing to do at once.
    assert_eq!(portal.number("select count(*) from stage_estimates where stale = 1"), 0);
}

#[test]
fn an_undone_move_leaves_no_time_behind() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (_, case) = enrol(&portal, &registrar, class, 1);
    let moved = to(&registrar, case, StageKey::Papers);
    assert_eq!(portal.number("select count(*) from stage_spans"), 1);
    registrar
        .call::<shared::certificates::api::UndoMove>(&shared::certificates::api::MoveRef { id: moved.id })
        .unwrap();
    assert_eq!(portal.number("select count(*) from stage_spans"), 0);
    portal.advance_seconds(UNDO_SECONDS);
    portal.alarm();
    assert_eq!(portal.number("select sum(cases) from stage_estimates"), 0);
}
