//! What trainings ask for, and what trainees read: changed by an administrator, read by everybody.

use edge::items::deletions;
use edge::items::upload::{BeginUpload, FinishUpload};
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::enrolments::api::EnrolmentRequest;
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::items::ItemKind;
use shared::items::api::*;
use shared::role::Role;

use crate::scene::*;
use crate::support::{Client, Portal};

fn rules(client: &Client) -> ItemRules {
    client.call::<GetItemRules>(&Nothing {}).unwrap()
}

fn rule(client: &Client, kind: ItemKind) -> ItemRule {
    rules(client).rules.into_iter().find(|rule| rule.kind == kind).unwrap()
}

fn required(rules: &ItemRules, regime: Regime, kind: CourseKind) -> &[ItemKind] {
    &rules.required.iter().find(|required| (required.regime, required.kind) == (regime, kind)).unwrap().items
}

/// A rule as the page's form has it.
fn form_of(rule: &ItemRule) -> ItemRuleForm {
    let commitment = rule.commitment.clone().unwrap_or_default();
    ItemRuleForm {
        kind: rule.kind,
        consent_zh: rule.consent.zh.clone(),
        consent_en: rule.consent.en.clone(),
        commitment_zh: commitment.zh,
        commitment_en: commitment.en,
        keep_days: rule.keep_days.to_string(),
        keep_original_days: rule.keep_original_days.map(|days| days.to_string()).unwrap_or_default(),
        consent_version: rule.consent_version,
        commitment_version: rule.commitment_version,
    }
}

/// The same with other days, in the texts as well.
fn with_days(form: &ItemRuleForm, keep: [&str; 2], original: [&str; 2]) -> ItemRuleForm {
    let put = |text: &str| text.replace(keep[0], keep[1]).replace(original[0], original[1]);
    ItemRuleForm {
        consent_zh: put(&form.consent_zh),
        consent_en: put(&form.consent_en),
        keep_days: keep[1].into(),
        keep_original_days: original[1].into(),
        ..form.clone()
    }
}

fn faults(problem: Problem) -> Vec<(String, FieldCode)> {
    assert_eq!(problem.code, ErrorCode::Invalid);
    problem.fields.into_iter().map(|field| (field.field, field.code)).collect()
}

#[test]
fn everybody_on_the_staff_reads_the_rules_of_every_training_and_item() {
    let portal = Portal::new();
    let rules = rules(&portal.staff(&[Role::Cashier]));
    assert_eq!(rules.required.len(), Regime::ALL.len() * CourseKind::ALL.len());
    let first = required(&rules, Regime::SpecialOperations, CourseKind::Initial);
    assert_eq!(first, [ItemKind::Photo, ItemKind::Education, ItemKind::HealthCommitment]);
    assert!(required(&rules, Regime::TrainingProof, CourseKind::Initial).is_empty());
    let kinds: Vec<_> = rules.rules.iter().map(|rule| rule.kind).collect();
    assert_eq!(kinds, ItemKind::ALL);
    for rule in &rules.rules {
        assert_eq!(rule.commitment.is_some(), rule.kind == ItemKind::HealthCommitment);
        assert_eq!(rule.keep_original_days.is_some(), rule.kind == ItemKind::Photo);
    }
    assert_eq!(portal.anyone().refusal::<GetItemRules>(&Nothing {}), ErrorCode::StaffSignInRequired);
}

#[test]
fn a_training_asks_for_what_is_saved_at_once() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let administrator = portal.staff(&[Role::Administrator]);
    let form = RequiredItemsForm {
        regime: Regime::SpecialOperations,
        kind: CourseKind::Initial,
        items: vec![ItemKind::Photo, ItemKind::IdCopy],
        seen: vec![ItemKind::Photo, ItemKind::Education, ItemKind::HealthCommitment],
    };
    let saved = administrator.call::<SaveRequiredItems>(&form).unwrap();
    assert_eq!(required(&saved, form.regime, form.kind), form.items);
    assert_eq!(required(&saved, form.regime, CourseKind::Review), [ItemKind::Photo, ItemKind::HealthCommitment]);
    let own = scene.trainee.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    assert_eq!(own.iter().map(|item| item.item.kind).collect::<Vec<_>>(), form.items);
    assert_eq!(administrator.refusal::<SaveRequiredItems>(&form), ErrorCode::Changed, "another list was seen");
    let twice = RequiredItemsForm { items: vec![ItemKind::Photo; 2], seen: form.items.clone(), ..form.clone() };
    let problem = administrator.call::<SaveRequiredItems>(&twice).unwrap_err();
    assert_eq!(faults(problem), [("items".to_owned(), FieldCode::Taken)]);
    let nothing = RequiredItemsForm { items: vec![], seen: form.items.clone(), ..form.clone() };
    assert!(required(&administrator.call::<SaveRequiredItems>(&nothing).unwrap(), form.regime, form.kind).is_empty());
    assert_eq!(portal.staff(&[Role::Registrar]).refusal::<SaveRequiredItems>(&nothing), ErrorCode::RoleRequired);
    assert_eq!(portal.number("select count(*) from audit where action = 'items.save_required_items'"), 2);
}

#[test]
fn a_changed_consent_is_asked_for_anew_and_the_old_one_stays() {
    let portal = Portal::new();
    let scene = scene(&portal);
    scene.send(ItemKind::Photo);
    let administrator = portal.staff(&[Role::Administrator]);
    let known = rule(&administrator, ItemKind::Photo);
    let mut form = form_of(&known);
    form.consent_zh.push_str("谢谢。");
    administrator.call::<SaveItemRule>(&form).unwrap();
    assert_eq!(administrator.refusal::<SaveItemRule>(&form), ErrorCode::Changed);
    let saved = rule(&administrator, ItemKind::Photo);
    assert_eq!((saved.consent_version, saved.commitment_version), (2, 0));
    assert!(saved.consent.zh.ends_with("谢谢。") && saved.consent.en == known.consent.en);
    assert_eq!(portal.number("select count(*) from sensitive_consents where version = 1 and withdrawn_at is null"), 1);
    let own = scene.trainee.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    assert_eq!((own[0].consent_version, own[0].consented_at), (2, None));
    for ticked in [None, Some(1)] {
        let begin = scene.begin(ItemKind::Photo, ticked);
        assert_eq!(scene.trainee.refusal::<BeginUpload>(&begin), ErrorCode::Changed);
    }
    let places = scene.trainee.call::<BeginUpload>(&scene.begin(ItemKind::Photo, Some(2))).unwrap().places;
    scene.trainee.call::<FinishUpload>(&scene.finish(ItemKind::Photo, &places)).unwrap();

    // Nothing new to read: nobody is asked.
    administrator.call::<SaveItemRule>(&form_of(&saved)).unwrap();
    assert_eq!(rule(&administrator, ItemKind::Photo), saved);
    assert_eq!(portal.number("select count(*) from audit where action = 'items.save_item_rule'"), 1);
}

#[test]
fn a_changed_commitment_is_signed_anew() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let kind = ItemKind::HealthCommitment;
    let administrator = portal.staff(&[Role::Administrator]);
    let begun = scene.trainee.call::<BeginUpload>(&scene.begin(kind, Some(1))).unwrap().places;
    let known = rule(&administrator, kind);
    let empty = ItemRuleForm { commitment_zh: " ".into(), commitment_en: String::new(), ..form_of(&known) };
    let problem = administrator.call::<SaveItemRule>(&empty).unwrap_err();
    let expected = ["commitment_zh", "commitment_en"].map(|field| (field.to_owned(), FieldCode::Required));
    assert_eq!(faults(problem), expected);
    let form = ItemRuleForm { commitment_en: "I am in good health.".into(), ..form_of(&known) };
    administrator.call::<SaveItemRule>(&form).unwrap();
    let saved = rule(&administrator, kind);
    assert_eq!((saved.consent_version, saved.commitment_version), (1, 2));
    assert_eq!(scene.trainee.refusal::<FinishUpload>(&scene.finish(kind, &begun)), ErrorCode::Changed);
    // Where nothing is signed, nothing is read of it.
    let paper = rule(&administrator, ItemKind::Education);
    let form = ItemRuleForm { commitment_zh: "我承诺".into(), keep_original_days: "x".into(), ..form_of(&paper) };
    administrator.call::<SaveItemRule>(&form).unwrap();
    assert_eq!(rule(&administrator, ItemKind::Education), paper);
}

#[test]
fn a_text_says_how_long_things_are_kept() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let photo = form_of(&rule(&administrator, ItemKind::Photo));
    let refused = |form: ItemRuleForm| faults(administrator.call::<SaveItemRule>(&form).unwrap_err());
    let fault = |field: &str, code| (field.to_owned(), code);
    let both = |code| vec![fault("consent_zh", code), fault("consent_en", code)];
    for (keep, original, expected) in [
        ("500", "30", both(FieldCode::Inconsistent)),
        ("400", "31", both(FieldCode::Inconsistent)),
        ("400", "401", vec![fault("keep_original_days", FieldCode::OutOfRange)]),
        ("3651", "30", vec![fault("keep_days", FieldCode::OutOfRange)]),
        ("", "0", vec![fault("keep_days", FieldCode::Required), fault("keep_original_days", FieldCode::OutOfRange)]),
    ] {
        let form = ItemRuleForm { keep_days: keep.into(), keep_original_days: original.into(), ..photo.clone() };
        assert_eq!(refused(form), expected, "{keep} and {original}");
    }
    let english = ItemRuleForm { consent_en: photo.consent_en.replace("400", "40"), ..photo.clone() };
    assert_eq!(refused(english), [fault("consent_en", FieldCode::Inconsistent)]);
    let empty = ItemRuleForm { consent_zh: String::new(), ..photo.clone() };
    assert_eq!(refused(empty), [fault("consent_zh", FieldCode::Required)]);
    let long = ItemRuleForm { consent_zh: "400、30".repeat(1_000), ..photo.clone() };
    assert_eq!(refused(long), [fault("consent_zh", FieldCode::TooLong)]);
    let changed = with_days(&photo, ["400", "1,000"], ["30", "60"]);
    let changed = ItemRuleForm { keep_days: "1000".into(), ..changed };
    administrator.call::<SaveItemRule>(&changed).unwrap();
    let saved = rule(&administrator, ItemKind::Photo);
    assert_eq!((saved.keep_days, saved.keep_original_days, saved.consent_version), (1_000, Some(60), 2));
    for role in [Role::Registrar, Role::Reviewer, Role::Cashier] {
        assert_eq!(portal.staff(&[role]).refusal::<SaveItemRule>(&photo), ErrorCode::RoleRequired);
    }
}

#[test]
fn what_was_sent_keeps_its_own_day_of_deletion() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let before = scene.send(ItemKind::Photo);
    let administrator = portal.staff(&[Role::Administrator]);
    let photo = form_of(&rule(&administrator, ItemKind::Photo));
    administrator.call::<SaveItemRule>(&with_days(&photo, ["400", "800"], ["30", "90"])).unwrap();
    scene.registrar.call::<DecideItem>(&scene.decision(ItemKind::Photo, Decision::Accept)).unwrap();
    portal.advance_days(30);
    assert_eq!(due(&portal), [before[1].id], "as its trainee was told");
    portal
        .turn(edge::institution::context::Facts::default(), |context| deletions::deleted(context, before[1].id))
        .unwrap();
    portal.advance_days(370);
    assert_eq!(due(&portal), [before[0].id]);
}
