//! Rules, calendars and lists of operations as the migrations ship them, and as administrators change them.

use shared::certificates::api::*;
use shared::certificates::regime::{Limit, LimitUnit, RuleSet, StageKey};
use shared::courses::{CourseKind, Regime};
use shared::date::Date;
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode};
use shared::role::Role;

use crate::people::*;
use crate::support::Portal;

#[test]
fn every_way_is_whole_and_every_course_has_one() {
    let portal = Portal::new();
    let sets = portal.registrar().call::<ListRuleSets>(&Nothing {}).unwrap();
    assert_eq!(sets.len(), 9);
    for set in &sets {
        assert_eq!(set.stages.first().unwrap().key, StageKey::Registered, "{}", set.code);
        assert_eq!(set.stages.last().unwrap().key, StageKey::Done, "{}", set.code);
        assert!(set.stage_of(StageKey::Ready).is_some() && set.stage_of(StageKey::Training).is_some());
        assert_eq!(set.practical, set.stage_of(StageKey::Practical).is_some(), "{}", set.code);
        assert!(set.stages.is_sorted_by(|a, b| a.stage.position < b.stage.position && a.key < b.key));
        assert!(set.stages.iter().all(|stage| !stage.stage.name.en.is_empty() && !stage.stage.meaning.zh.is_empty()));
    }
    // The samples of the pure rules go the same ways.
    for sample in RuleSet::samples() {
        let set = sets.iter().find(|set| set.code == sample.code).unwrap();
        let keys = |set: &RuleSet| set.stages.iter().map(|stage| (stage.key, stage.stage.position)).collect::<Vec<_>>();
        assert_eq!(keys(set), keys(&sample), "{}", sample.code);
        assert_eq!((set.hours_due, set.practical), (sample.hours_due, sample.practical), "{}", sample.code);
    }
    let pairs = portal.number(
        "select count(*) from pipelines p where exists (select 1 from rule_sets r where r.pipeline = p.pipeline)",
    );
    assert_eq!(usize::try_from(pairs).unwrap(), Regime::ALL.len() * CourseKind::ALL.len());
    // No document after June 2026 names the repealed order.
    let newest = sets.iter().filter(|set| set.effective_from >= Date::new(2026, 6, 1).unwrap());
    assert!(newest.clone().count() == 3 && newest.clone().all(|set| !set.source.zh.contains("30号")));
    assert!(newest.clone().all(|set| set.confirmed_at.is_none()), "numbers taken over are not confirmed");
}

#[test]
fn the_calendars_have_the_published_number_of_days() {
    let portal = Portal::new();
    let mut by_year: std::collections::BTreeMap<String, i64> = std::collections::BTreeMap::new();
    for day in portal.texts("select substr(day, 1, 4) || ' ' || kind from calendar_days") {
        *by_year.entry(day).or_default() += 1;
    }
    let expected =
        [("2024 off", 19), ("2024 work", 8), ("2025 off", 18), ("2025 work", 5), ("2026 off", 19), ("2026 work", 6)];
    assert_eq!(by_year.iter().map(|(key, days)| (key.as_str(), *days)).collect::<Vec<_>>(), expected);
    // Days off are weekdays, worked days are weekend days: nothing says what the plain week says already.
    for day in portal.texts("select day || ' ' || kind from calendar_days") {
        let (day, kind) = day.split_once(' ').unwrap();
        assert_eq!(Date::parse(day).unwrap().is_weekend(), kind == "work", "{day}");
    }
}

fn form(set: &RuleSet) -> RuleSetForm {
    RuleSetForm {
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
    }
}

#[test]
fn a_way_without_an_exam_speaks_of_its_proof_also_in_the_rules_that_follow() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let sets = administrator.call::<ListRuleSets>(&Nothing {}).unwrap();
    let known = sets.iter().find(|set| set.code == "principals.retraining.2015").unwrap();
    let follow = RuleSetForm { effective_from: "2026-12-01".to_owned(), ..form(known) };
    let sets = administrator.call::<SaveRuleSet>(&follow).unwrap();
    assert!(sets.iter().any(|set| set.pipeline == known.pipeline && set.id != known.id));
    for set in &sets {
        let is_proof = ["principals.retraining", "training_proof"].contains(&set.pipeline.as_str());
        for key in [StageKey::Training, StageKey::Ready, StageKey::Done] {
            let stage = &set.stage_of(key).unwrap().stage;
            let said = format!("{}{}", stage.meaning.zh, stage.todo.zh);
            assert_eq!(said.contains("培训证明"), is_proof, "{} {said}", set.code);
            assert!(!is_proof || !said.contains("证书") && !said.contains("报考"), "{} {said}", set.code);
            assert_eq!(stage.todo.zh.is_empty(), stage.todo.en.is_empty());
        }
    }
}

#[test]
fn the_limit_of_a_stage_is_changed_with_the_set_that_follows() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let sets = administrator.call::<ListRuleSets>(&Nothing {}).unwrap();
    let known = sets.iter().find(|set| set.code == "special_operations.initial.2026").unwrap();
    let limit = |stage, days: &str, unit, legal| StageLimitForm { stage, days: days.to_owned(), unit, legal };
    let changed = vec![
        limit(StageKey::Making, "15", LimitUnit::Calendar, true),
        limit(StageKey::Theory, "", LimitUnit::Working, false),
    ];
    // Of the same day it would change what cases rest on.
    let same_day = RuleSetForm { limits: changed.clone(), ..form(known) };
    assert_eq!(administrator.call::<SaveRuleSet>(&same_day).unwrap_err().fields[0].field, "effective_from");
    let follow = RuleSetForm { effective_from: "2026-12-01".to_owned(), ..same_day.clone() };
    let after = administrator.call::<SaveRuleSet>(&follow).unwrap();
    let new = after.iter().find(|set| set.effective_from.to_string() == "2026-12-01").unwrap();
    let of = |set: &RuleSet, key| set.stage_of(key).unwrap().limit;
    let fifteen = Limit { days: 15, unit: LimitUnit::Calendar, legal: true };
    assert_eq!((of(new, StageKey::Making), of(new, StageKey::Theory)), (Some(fifteen), None));
    assert_eq!(of(new, StageKey::Applied), of(known, StageKey::Applied));
    assert_eq!(new.source.en, new.source.zh, "a source without an English text is better than none");
    for wrong in ["0", "366", "ten"] {
        let limits = vec![limit(StageKey::Making, wrong, LimitUnit::Working, true)];
        let problem = administrator.call::<SaveRuleSet>(&RuleSetForm { limits, ..follow.clone() }).unwrap_err();
        assert_eq!(problem.fields[0].field, "making", "{wrong}");
    }
    let nonsense = RuleSetForm { review_years: "9".to_owned(), pass_mark: "0".to_owned(), ..follow };
    let problem = administrator.call::<SaveRuleSet>(&nonsense).unwrap_err();
    assert_eq!(
        problem.fields.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(),
        ["pass_mark", "review_years"]
    );
}

#[test]
fn numbers_are_confirmed_or_followed_and_a_case_keeps_its_own() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Review, "F01");
    let (_, old) = enrol(&portal, &registrar, class, 1);
    let sets = administrator.call::<ListRuleSets>(&Nothing {}).unwrap();
    let review = sets.iter().find(|set| set.code == "special_operations.review.2026").unwrap();
    assert_eq!(registrar.refusal::<SaveRuleSet>(&form(review)), ErrorCode::RoleRequired);
    let confirmed = administrator.call::<SaveRuleSet>(&form(review)).unwrap();
    let of = |sets: &[RuleSet], id: i64| sets.iter().find(|set| set.id == id).unwrap().clone();
    assert_eq!(of(&confirmed, review.id).confirmed_at, Some(portal.now()));

    let other = RuleSetForm { hours_due: "16".to_owned(), ..form(review) };
    let problem = administrator.call::<SaveRuleSet>(&other).unwrap_err();
    assert_eq!((problem.fields[0].field.as_str(), problem.fields[0].code), ("effective_from", FieldCode::OutOfRange));
    let tomorrow = RuleSetForm { effective_from: "2026-11-22".to_owned(), ..other };
    let after = administrator.call::<SaveRuleSet>(&tomorrow).unwrap();
    let new = after.iter().find(|set| set.hours_due == 16).unwrap();
    assert_eq!((new.pipeline.as_str(), new.stages.len()), ("special_operations.review", review.stages.len()));
    assert_eq!(administrator.call::<SaveRuleSet>(&tomorrow).unwrap_err().fields[0].code, FieldCode::Taken);

    let (_, today) = enrol(&portal, &registrar, class, 2);
    portal.advance_days(1);
    let (_, next_day) = enrol(&portal, &portal.registrar(), class, 3);
    let rules = [old, today, next_day]
        .map(|case| portal.number(&format!("select rule_set_id from enrolments where id = {case}")));
    assert_eq!(rules, [review.id, review.id, new.id]);
}

#[test]
fn rules_that_have_not_begun_are_taken_back_unless_a_case_follows_them() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let sets = administrator.call::<ListRuleSets>(&Nothing {}).unwrap();
    let review = sets.iter().find(|set| set.code == "special_operations.review.2026").unwrap();
    let add = |day: &str| {
        let form = RuleSetForm { effective_from: day.to_owned(), hours_due: "16".to_owned(), ..form(review) };
        let after = administrator.call::<SaveRuleSet>(&form).unwrap();
        after.iter().find(|set| set.effective_from.to_string() == day).unwrap().id
    };
    let before = portal.dump(&["audit", "replies", "staff", "staff_sessions"]);
    let id = add("2027-01-01");
    assert_eq!(portal.registrar().refusal::<DeleteRuleSet>(&RuleSetRequest { id }), ErrorCode::RoleRequired);
    assert_eq!(administrator.call::<DeleteRuleSet>(&RuleSetRequest { id }).unwrap(), sets);
    assert_eq!(portal.dump(&["audit", "replies", "staff", "staff_sessions"]), before);
    assert_eq!(portal.number("select count(*) from audit where action = 'certificates.delete_rule_set'"), 1);
    assert_eq!(administrator.refusal::<DeleteRuleSet>(&RuleSetRequest { id }), ErrorCode::NotFound);
    let in_force = RuleSetRequest { id: review.id };
    assert_eq!(administrator.refusal::<DeleteRuleSet>(&in_force), ErrorCode::RulesInUse);
    // A case that a list has put under rules to come.
    let id = add("2027-01-01");
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Review, "F01");
    let (_, case) = enrol(&portal, &registrar, class, 1);
    portal.run("update enrolments set rule_set_id = ?2 where id = ?1", &[case.into(), id.into()]);
    assert_eq!(administrator.refusal::<DeleteRuleSet>(&RuleSetRequest { id }), ErrorCode::RulesInUse);
    // Begun in the meantime.
    let id = add("2026-11-22");
    portal.advance_days(1);
    let administrator = portal.staff(&[Role::Administrator]);
    assert_eq!(administrator.refusal::<DeleteRuleSet>(&RuleSetRequest { id }), ErrorCode::RulesInUse);
}

#[test]
fn a_newer_list_of_operations_is_loaded_whole_or_not_at_all() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let known = administrator.call::<GetCatalogue>(&Nothing {}).unwrap();
    assert_eq!((known.code.as_str(), known.operations.len()), ("2010", 54));
    let form = |lines: &str| CatalogueForm {
        code: "2026".to_owned(),
        source: "特种作业目录（应急〔2026〕45号）".to_owned(),
        effective_from: "2026-06-01".to_owned(),
        lines: lines.to_owned(),
    };
    for (lines, code) in [
        ("", FieldCode::Required),
        ("1,电工作业", FieldCode::Format),
        ("一,电工作业,低压电工作业", FieldCode::Format),
        ("1,电工作业,低压电工作业\n1,电工作业,低压电工作业", FieldCode::Taken),
    ] {
        assert_eq!(administrator.call::<SaveCatalogue>(&form(lines)).unwrap_err().fields[0].code, code, "{lines}");
    }
    let loaded =
        administrator.call::<SaveCatalogue>(&form("1\t电工作业\t低压电工作业\n 2，焊接作业，钎焊作业 \n")).unwrap();
    assert_eq!((loaded.code.as_str(), loaded.operations.len()), ("2026", 2));
    assert_eq!(administrator.call::<GetCatalogue>(&Nothing {}).unwrap(), loaded);
}
