//! One case by itself, and where its certificate lies.

use shared::certificates::api::*;
use shared::certificates::case::{Outcome, Target};
use shared::certificates::regime::StageKey;
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::{EnrolmentRequest, GetEnrolmentForStaff, HistoryEvent};
use shared::error::{ErrorCode, FieldCode};
use shared::id::EnrolmentId;
use shared::role::Role;

use crate::people::*;
use crate::support::Portal;

#[test]
fn a_case_is_shown_open_and_ended() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (trainee, id) = enrol(&portal, &registrar, class, 1);
    let reader = portal.staff(&[Role::Teacher]);
    let case = reader.call::<GetCase>(&EnrolmentRequest { id }).unwrap();
    assert_eq!((case.id, case.trainee_id, case.stage, case.outcome), (id, trainee, StageKey::Registered, None));
    go(&registrar, &[id], Target::End(Outcome::Withdrawn), "转行", "");
    let ended = reader.call::<GetCase>(&EnrolmentRequest { id }).unwrap();
    assert_eq!((ended.outcome, ended.version), (Some(Outcome::Withdrawn), case.version + 1));
    let nobody = EnrolmentRequest { id: EnrolmentId(99) };
    assert_eq!(reader.refusal::<GetCase>(&nobody), ErrorCode::NotFound);
    assert_eq!(portal.anyone().refusal::<GetCase>(&nobody), ErrorCode::StaffSignInRequired);
}

#[test]
fn a_shelf_is_corrected_without_moving_or_telling() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let id = enrol(&portal, &registrar, class, 1).1;
    let shown = |id| registrar.call::<GetCase>(&EnrolmentRequest { id }).unwrap();
    let form = |shelf: &str, version| ShelfForm { cases: vec![(id, version)], shelf: shelf.to_owned() };
    // Nothing lies on a shelf before it is there.
    let early = registrar.call::<SaveShelf>(&form("A3", shown(id).version)).unwrap_err();
    assert_eq!(early.fields[0].code, FieldCode::Inconsistent);
    go(&registrar, &[id], Target::Stage(StageKey::Ready), "", "A3-12");
    let waiting = portal.number("select count(*) from outbox");
    let ready = shown(id);
    assert_eq!(registrar.call::<SaveShelf>(&form(" B1 ", ready.version)).unwrap(), Saved { cases: 1 });
    assert_eq!((shown(id).shelf.as_str(), shown(id).stage, shown(id).since), ("B1", StageKey::Ready, ready.since));
    assert_eq!(portal.number("select count(*) from outbox"), waiting);
    let history = registrar.call::<GetEnrolmentForStaff>(&EnrolmentRequest { id }).unwrap().history;
    assert_eq!(history[0].event, HistoryEvent::Shelved { shelf: "B1".to_owned() });
    assert_eq!(history[0].by.as_deref(), Some("王老师"));
    // Somebody was first; the same again changes nothing; no shelf is no answer.
    assert_eq!(registrar.refusal::<SaveShelf>(&form("B2", ready.version)), ErrorCode::Changed);
    assert_eq!(registrar.call::<SaveShelf>(&form("B1", shown(id).version)).unwrap(), Saved { cases: 0 });
    assert_eq!(registrar.refusal::<SaveShelf>(&form(" ", shown(id).version)), ErrorCode::Invalid);
    assert_eq!(portal.staff(&[Role::Cashier]).refusal::<SaveShelf>(&form("B3", 1)), ErrorCode::RoleRequired);
}

#[test]
fn every_rule_set_can_be_confirmed_as_the_console_sends_it() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    for set in administrator.call::<ListRuleSets>(&shared::endpoint::Nothing {}).unwrap() {
        let form = RuleSetForm {
            id: set.id,
            source: set.source.zh.clone(),
            effective_from: set.effective_from.to_string(),
            pass_mark: set.pass_mark.to_string(),
            make_ups: set.make_ups.to_string(),
            part_valid_months: set.part_valid_months.to_string(),
            hours_due: set.hours_due.to_string(),
            class_minutes: set.class_minutes.to_string(),
            valid_years: set.valid_years.to_string(),
            review_years: set.review_years.to_string(),
            window_days: set.window_days.to_string(),
            limits: Vec::new(),
        };
        let sets = administrator.call::<SaveRuleSet>(&form).unwrap();
        assert_eq!(sets.len(), 9, "{}", set.code);
        assert!(sets.iter().any(|known| known.id == set.id && known.confirmed_at.is_some()), "{}", set.code);
    }
}
