//! Asked for, sent, decided, signed.

use edge::items::open_file::OpenedFile;
use edge::items::open_file::Reader;
use edge::items::upload::{BeginUpload, FinishUpload, FinishUploadRequest};
use shared::enrolments::api::*;
use shared::error::ErrorCode;
use shared::id::FileId;
use shared::items::api::*;
use shared::items::document::ContentType;
use shared::items::{ItemKind, ItemState};
use shared::messages::MessageContent;
use shared::messages::api::{ListMessages, ListMessagesRequest};
use shared::role::Role;

use crate::scene::*;
use crate::support::Portal;

#[test]
fn an_item_goes_from_missing_to_accepted() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let items = scene.trainee.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    let kinds: Vec<_> = items.iter().map(|item| (item.item.kind, item.can_send, item.consented_at)).collect();
    assert_eq!(
        kinds,
        [(ItemKind::Photo, true, None), (ItemKind::Education, true, None), (ItemKind::HealthCommitment, true, None)]
    );
    assert!(items[2].commitment_text.as_ref().is_some_and(|text| text.zh.contains("癫痫")));
    assert!(items.iter().all(|item| item.item.state == ItemState::Missing && !item.consent_text.en.is_empty()));

    let asked = scene.registrar.call::<AskForItems>(&scene.ask(Some(ItemKind::Photo))).unwrap();
    assert_eq!(asked.items[0].state, ItemState::Asked { at: portal.now() });
    assert_eq!(asked.items[1].state, ItemState::Missing);
    assert_eq!(scene.registrar.refusal::<AskForItems>(&scene.ask(Some(ItemKind::Photo))), ErrorCode::Changed);

    let places = scene.send(ItemKind::Photo);
    let sent = scene.item(ItemKind::Photo);
    assert_eq!(sent.state, ItemState::Submitted { at: portal.now() });
    assert_eq!((sent.file.map(|f| f.id), sent.original.map(|f| f.id)), (Some(places[0].id), Some(places[1].id)));
    assert_eq!(scene.registrar.refusal::<AskForItems>(&scene.ask(Some(ItemKind::Photo))), ErrorCode::Changed);

    let returned = Decision::Return { reason: "逆光，看不清脸".into() };
    scene.registrar.call::<DecideItem>(&scene.decision(ItemKind::Photo, returned)).unwrap();
    let own = scene.trainee.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    assert_eq!(own[0].item.state, ItemState::Returned { at: portal.now(), reason: "逆光，看不清脸".into() });
    // The consent still holds: no box is needed again.
    assert_eq!(own[0].consented_at, Some(portal.now()));
    let places = scene.trainee.call::<BeginUpload>(&scene.begin(ItemKind::Photo, None)).unwrap().places;
    scene.trainee.call::<FinishUpload>(&scene.finish(ItemKind::Photo, &places)).unwrap();
    assert_eq!(due(&portal).len(), 2, "what was replaced goes");

    let reviewer = portal.staff(&[Role::Reviewer]);
    reviewer.call::<DecideItem>(&scene.decision(ItemKind::Photo, Decision::Accept)).unwrap();
    assert!(scene.item(ItemKind::Photo).state.is_settled());
    let own = scene.trainee.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    assert!(!own[0].can_send);
    assert_eq!(scene.trainee.refusal::<BeginUpload>(&scene.begin(ItemKind::Photo, None)), ErrorCode::Changed);
    assert_eq!(
        portal.texts("select action from audit where subject_kind = 'enrolment' and action like 'items.%' order by id"),
        ["items.ask_for_items", "items.send_item", "items.decide_item", "items.send_item", "items.decide_item"]
    );
}

#[test]
fn the_trainee_reads_what_is_asked_and_why_it_came_back() {
    let portal = Portal::new();
    let scene = scene(&portal);
    scene.registrar.call::<AskForItems>(&scene.ask(None)).unwrap();
    scene.send(ItemKind::Photo);
    let returned = Decision::Return { reason: "逆光，看不清脸".into() };
    scene.registrar.call::<DecideItem>(&scene.decision(ItemKind::Photo, returned)).unwrap();
    portal.alarm();
    let page = scene.trainee.call::<ListMessages>(&ListMessagesRequest { after: None }).unwrap();
    let course = "SpecialOperations".to_owned();
    let contents: Vec<_> = page.items.into_iter().map(|message| message.content).collect();
    assert_eq!(
        contents,
        [
            MessageContent::ItemReturned {
                course: course.clone(),
                item: ItemKind::Photo,
                reason: "逆光，看不清脸".into()
            },
            MessageContent::ItemsAsked {
                course,
                items: vec![ItemKind::Photo, ItemKind::Education, ItemKind::HealthCommitment]
            },
        ]
    );
}

#[test]
fn nothing_is_recorded_without_consent_or_for_somebody_else() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let (other_id, other_enrolment) = enrol(&scene.registrar, "汪秋祥", "E7654321", scene.class);
    let other = portal.trainee(other_id, "other");
    let before = portal.dump(&["tries", "replies"]);
    for (client, request, expected) in [
        (&scene.trainee, scene.begin(ItemKind::Photo, None), ErrorCode::Changed),
        (&scene.trainee, scene.begin(ItemKind::Photo, Some(7)), ErrorCode::Changed),
        // The course does not need it.
        (&scene.trainee, scene.begin(ItemKind::IdCopy, Some(1)), ErrorCode::NotFound),
        (&other, scene.begin(ItemKind::Photo, Some(1)), ErrorCode::NotFound),
        (&scene.registrar, scene.begin(ItemKind::Photo, Some(1)), ErrorCode::SignInRequired),
    ] {
        assert_eq!(client.refusal::<BeginUpload>(&request), expected);
    }
    assert_eq!(other.refusal::<GetItems>(&EnrolmentRequest { id: scene.enrolment }), ErrorCode::NotFound);
    assert_eq!(scene.trainee.refusal::<GetItems>(&EnrolmentRequest { id: other_enrolment }), ErrorCode::NotFound);
    assert_eq!(portal.dump(&["tries", "replies"]), before);

    // Somebody else's bytes are not taken into use.
    let places = scene.trainee.call::<BeginUpload>(&scene.begin(ItemKind::Photo, Some(1))).unwrap().places;
    let stolen = FinishUploadRequest { enrolment_id: other_enrolment, ..scene.finish(ItemKind::Photo, &places) };
    assert_eq!(other.refusal::<FinishUpload>(&stolen), ErrorCode::Changed);
    let unsigned = FinishUploadRequest { commitment: None, ..scene.finish(ItemKind::HealthCommitment, &[]) };
    assert_eq!(scene.trainee.refusal::<FinishUpload>(&unsigned), ErrorCode::Changed);
}

#[test]
fn a_file_is_for_its_owner_and_for_those_who_review() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let (other_id, _) = enrol(&scene.registrar, "汪秋祥", "E7654321", scene.class);
    let other = portal.trainee(other_id, "other");
    let place = scene.send(ItemKind::Education).remove(0);
    let expected = Ok(OpenedFile { name: place.name.clone(), content_type: ContentType::Pdf });
    assert_eq!(open(&scene.trainee, place.id, Reader::Trainee), expected);
    for (client, reader, refusal) in [
        (&other, Reader::Trainee, ErrorCode::NotFound),
        (&portal.anyone(), Reader::Trainee, ErrorCode::SignInRequired),
        (&portal.anyone(), Reader::Staff, ErrorCode::StaffSignInRequired),
        (&scene.trainee, Reader::Staff, ErrorCode::StaffSignInRequired),
        (&portal.staff(&[Role::Cashier]), Reader::Staff, ErrorCode::RoleRequired),
        (&portal.staff(&[Role::Administrator]), Reader::Staff, ErrorCode::RoleRequired),
    ] {
        assert_eq!(open(client, place.id, reader), Err(refusal), "{reader:?}");
    }
    assert_eq!(open(&scene.trainee, FileId(9_999), Reader::Trainee), Err(ErrorCode::NotFound));
    assert_eq!(portal.number("select count(*) from audit where action = 'items.open_file'"), 0);
    assert_eq!(open(&portal.staff(&[Role::Reviewer]), place.id, Reader::Staff), expected);
    assert_eq!(portal.number("select count(*) from audit where action = 'items.open_file'"), 1);
    for role in [Role::Cashier, Role::Teacher, Role::Editor] {
        let request = EnrolmentRequest { id: scene.enrolment };
        assert_eq!(portal.staff(&[role]).refusal::<GetItemsForStaff>(&request), ErrorCode::RoleRequired);
    }
}

#[test]
fn a_repeated_upload_is_one_and_an_unfinished_one_goes() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let first = scene.trainee.call::<BeginUpload>(&scene.begin(ItemKind::Photo, Some(1))).unwrap();
    let again = scene.trainee.call::<BeginUpload>(&scene.begin(ItemKind::Photo, Some(1))).unwrap();
    assert_eq!(portal.number("select count(*) from sensitive_consents"), 1);
    // Each sending has places of its own, so that bytes never lie where no row waits for them.
    assert!(first.places.iter().all(|place| again.places.iter().all(|other| other.name != place.name)));
    let client = scene.trainee.with_key("a-key-of-its-own");
    let sent = client.call::<FinishUpload>(&scene.finish(ItemKind::Photo, &again.places)).unwrap();
    assert_eq!(client.call::<FinishUpload>(&scene.finish(ItemKind::Photo, &again.places)).unwrap(), sent);
    // Before it is finished nobody can open it.
    assert_eq!(open(&scene.trainee, first.places[0].id, Reader::Trainee), Err(ErrorCode::NotFound));
    assert!(due(&portal).is_empty());
    portal.advance_seconds(3_601);
    assert_eq!(due(&portal), [first.places[0].id, first.places[1].id]);
    let late = scene.finish(ItemKind::Photo, &first.places);
    assert_eq!(scene.trainee.refusal::<FinishUpload>(&late), ErrorCode::Changed);
    assert_eq!(scene.item(ItemKind::Photo).file.map(|file| file.id), Some(again.places[0].id));
}

#[test]
fn an_upload_under_way_ends_with_the_consent_that_is_taken_back() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let begun = scene.trainee.call::<BeginUpload>(&scene.begin(ItemKind::Photo, Some(1))).unwrap().places;
    let request = WithdrawConsentRequest { kind: ItemKind::Photo };
    scene.trainee.call::<WithdrawConsent>(&request).unwrap();
    assert_eq!(due(&portal), [begun[0].id, begun[1].id]);
    let finish = scene.finish(ItemKind::Photo, &begun);
    assert_eq!(scene.trainee.refusal::<FinishUpload>(&finish), ErrorCode::Changed);
    // Signed by typing the name: there is no file that could be missing.
    let mut begin = scene.begin(ItemKind::HealthCommitment, Some(1));
    begin.files.clear();
    scene.trainee.call::<BeginUpload>(&begin).unwrap();
    scene.trainee.call::<WithdrawConsent>(&WithdrawConsentRequest { kind: ItemKind::HealthCommitment }).unwrap();
    let finish = scene.finish(ItemKind::HealthCommitment, &[]);
    assert_eq!(scene.trainee.refusal::<FinishUpload>(&finish), ErrorCode::Changed);
    assert_eq!(scene.item(ItemKind::HealthCommitment).state, ItemState::Missing);
}
