//! A whole class: what is missing, asking everybody, the export; cases that end or are merged.

use edge::items::open_file::Reader;
use edge::items::upload::BeginUpload;
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::enrolments::api::*;
use shared::error::{ErrorCode, FieldCode};
use shared::id::{ClassId, TraineeId};
use shared::identity::api::GetProfile;
use shared::items::api::*;
use shared::items::{ASK_AGAIN_SECONDS, ItemKind, ItemState};
use shared::role::Role;

use crate::scene::*;
use crate::support::Portal;

#[test]
fn a_class_is_asked_and_listed_page_by_page() {
    let portal = Portal::new();
    let scene = scene(&portal);
    for number in 0..129 {
        enrol(
            &scene.registrar,
            &format!("学员{}", char::from_u32(0x4e00 + number).unwrap()),
            &format!("G{number:07}"),
            scene.class,
        );
    }
    for kind in [ItemKind::Photo, ItemKind::Education, ItemKind::HealthCommitment] {
        scene.send(kind);
        scene.registrar.call::<DecideItem>(&scene.decision(kind, Decision::Accept)).unwrap();
    }
    let (mut seen, mut after) = (0, None);
    loop {
        let page = scene.registrar.call::<ListMissingItems>(&ClassItemsRequest { id: scene.class, after }).unwrap();
        let open: i64 = page.stages.iter().map(|stage| stage.open).sum();
        assert_eq!((open, page.ended, page.incomplete), (130, 0, 129));
        assert_eq!(page.required, [ItemKind::Photo, ItemKind::Education, ItemKind::HealthCommitment]);
        assert!(page.rows.len() <= 50 && page.rows.iter().all(|row| row.items.len() == 3));
        seen += page.rows.len();
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, 129);
    let ask = |after: Option<String>| {
        scene.registrar.call::<AskClassForItems>(&ClassItemsRequest { id: scene.class, after }).unwrap()
    };
    let first = ask(None);
    let second = ask(first.next.clone());
    assert_eq!((first.asked, second.asked, second.next), (99, 30, None));
    // Nobody but the trainee of the scene has an account: the message waits for them.
    assert_eq!((first.unbound, second.unbound), (99, 30));
    let again = ask(None);
    assert_eq!((again.asked, again.just_asked), (0, 99));
    portal.advance_seconds(ASK_AGAIN_SECONDS);
    assert_eq!(ask(None).asked, 99);
    let page = scene.registrar.call::<ListMissingItems>(&ClassItemsRequest { id: scene.class, after: None }).unwrap();
    assert!(page.rows[0].items.iter().all(|item| matches!(item.state, ItemState::Asked { .. })));
    let bound = page.rows.iter().find(|row| !row.bound).unwrap().enrolment_id;
    let trainee = portal.number(&format!("select trainee_id from enrolments where id = {bound}"));
    portal.trainee(TraineeId(trainee), "another");
    let after = scene.registrar.call::<ListMissingItems>(&ClassItemsRequest { id: scene.class, after: None }).unwrap();
    assert_eq!((after.incomplete, after.unbound), (page.incomplete, page.unbound - 1));
}

#[test]
fn a_course_that_needs_nothing_lacks_nothing() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class_of(&registrar, Regime::TrainingProof, CourseKind::Initial);
    let (_, enrolment) = enrol(&registrar, "孔冬志", "E1234567", class);
    let page = registrar.call::<ListMissingItems>(&ClassItemsRequest { id: class, after: None }).unwrap();
    assert_eq!((page.required.len(), page.incomplete, page.rows.len()), (0, 0, 0));
    let request = AskForItemsRequest { enrolment_id: enrolment, kind: None };
    assert_eq!(registrar.refusal::<AskForItems>(&request), ErrorCode::Changed);
    assert_eq!(
        registrar.refusal::<ListMissingItems>(&ClassItemsRequest { id: ClassId(9), after: None }),
        ErrorCode::NotFound
    );
}

#[test]
fn an_export_says_what_is_missing_and_the_trainee_reads_of_it() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let photo = scene.send(ItemKind::Photo).remove(0);
    let request =
        |reason: &str| ExportClassRequest { id: scene.class, reason: reason.into(), stages: vec![], after: None };
    let page = scene.registrar.call::<ExportClass>(&request("报考申报")).unwrap();
    let row = &page.rows[0];
    assert_eq!((row.document_number.as_str(), row.photo), ("E1234567", None), "a photo counts once it is accepted");
    assert_eq!(row.missing, page.required);
    scene.registrar.call::<DecideItem>(&scene.decision(ItemKind::Photo, Decision::Accept)).unwrap();
    let page = scene.registrar.call::<ExportClass>(&request("报考申报")).unwrap();
    assert_eq!(page.rows[0].photo, Some(photo.id));
    assert_eq!(page.rows[0].missing, [ItemKind::Education, ItemKind::HealthCommitment]);
    assert_eq!(page.next, None);

    let profile = scene.trainee.call::<GetProfile>(&Nothing {}).unwrap();
    let looks: Vec<_> = profile.looks.iter().map(|look| look.reason.as_str()).collect();
    assert_eq!(looks, ["报考申报", "报考申报"]);
    let refused = scene.registrar.call::<ExportClass>(&request(" ")).unwrap_err();
    assert_eq!((refused.code, refused.fields[0].code), (ErrorCode::Invalid, FieldCode::Required));
    assert_eq!(portal.staff(&[Role::Reviewer]).refusal::<ExportClass>(&request("看看")), ErrorCode::RoleRequired);
    assert_eq!(portal.number("select count(*) from document_looks"), 2);
    assert!(!portal.text("select group_concat(detail) from audit").contains("E1234567"));
}

#[test]
fn nothing_is_wanted_for_a_case_that_has_ended() {
    let portal = Portal::new();
    let scene = scene(&portal);
    portal.run("update enrolments set outcome = 'withdrawn'", &[]);
    let own = scene.trainee.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    assert!(own.iter().all(|item| !item.can_send));
    assert_eq!(scene.trainee.refusal::<BeginUpload>(&scene.begin(ItemKind::Photo, Some(1))), ErrorCode::Changed);
    assert_eq!(scene.registrar.refusal::<AskForItems>(&scene.ask(None)), ErrorCode::Changed);
    let request = ClassItemsRequest { id: scene.class, after: None };
    assert_eq!(scene.registrar.call::<ListMissingItems>(&request).unwrap().incomplete, 0);
    assert_eq!(scene.registrar.call::<AskClassForItems>(&request).unwrap().asked, 0);
    let request = ExportClassRequest { id: scene.class, reason: "报考申报".into(), stages: vec![], after: None };
    assert!(scene.registrar.call::<ExportClass>(&request).unwrap().rows.is_empty());
    // What was sent can still be looked at and taken back.
    scene.trainee.call::<WithdrawConsent>(&WithdrawConsentRequest { kind: ItemKind::Photo }).unwrap();
}

#[test]
fn items_follow_a_trainee_who_is_merged() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let photo = scene.send(ItemKind::Photo).remove(0);
    let other_class = class_of(&scene.registrar, Regime::Principals, CourseKind::Initial);
    let (into, _) = enrol(&scene.registrar, "孔冬志", "E7654321", other_class);
    scene.registrar.call::<MergeTrainees>(&MergeTraineesRequest { from: scene.trainee_id, into }).unwrap();
    let merged = portal.trainee(into, "openid");
    assert!(open(&merged, photo.id, Reader::Trainee).is_ok());
    let own = merged.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    assert!(own[0].consented_at.is_some());
}

#[test]
fn the_export_takes_the_stages_that_were_chosen_and_the_list_counts_them() {
    use shared::certificates::regime::StageKey;
    let portal = Portal::new();
    let scene = scene(&portal);
    let (_, second) = enrol(&scene.registrar, "汪秋祥", "E2345678", scene.class);
    let (_, third) = enrol(&scene.registrar, "李明", "E3456789", scene.class);
    portal.run(
        "update enrolments set stage = (select position from stages where key = 'making') where id = ?1",
        &[second.into()],
    );
    portal.run("update enrolments set outcome = 'withdrawn' where id = ?1", &[third.into()]);
    let page = scene.registrar.call::<ListMissingItems>(&ClassItemsRequest { id: scene.class, after: None }).unwrap();
    let stages: Vec<_> = page.stages.iter().map(|stage| (stage.key, stage.open, stage.is_before_results())).collect();
    assert_eq!(stages, [(StageKey::Registered, 1, true), (StageKey::Making, 1, false)]);
    assert_eq!((page.ended, page.incomplete), (1, 2));
    let export = |stages: &[StageKey]| {
        let (reason, stages) = ("报考申报".to_owned(), stages.to_vec());
        let request = ExportClassRequest { id: scene.class, reason, stages, after: None };
        scene
            .registrar
            .call::<ExportClass>(&request)
            .unwrap()
            .rows
            .into_iter()
            .map(|row| row.enrolment_id)
            .collect::<Vec<_>>()
    };
    assert_eq!(export(&[]), [scene.enrolment, second]);
    assert_eq!(export(&[StageKey::Registered, StageKey::Theory]), [scene.enrolment]);
    assert_eq!(export(&[StageKey::Making]), [second]);
}
