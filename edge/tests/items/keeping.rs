//! Taken back, deleted in their time, guarded.

use edge::institution::context::Facts;
use edge::items::deletions;
use edge::items::open_file::Reader;
use edge::items::upload::{BeginUpload, BeginUploadRequest, FinishUpload};
use shared::enrolments::api::*;
use shared::error::{ErrorCode, FieldCode};
use shared::id::EnrolmentId;
use shared::items::api::*;
use shared::items::{ItemKind, ItemState};

use crate::scene::*;
use crate::support::Portal;

#[test]
fn a_consent_taken_back_deletes_what_was_sent() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let places = scene.send(ItemKind::Photo);
    scene.send(ItemKind::Education);
    scene.registrar.call::<DecideItem>(&scene.decision(ItemKind::Photo, Decision::Accept)).unwrap();
    let request = WithdrawConsentRequest { kind: ItemKind::Photo };
    assert_eq!(scene.trainee.call::<WithdrawConsent>(&request).unwrap().items, 1);
    let item = scene.item(ItemKind::Photo);
    assert_eq!((item.state, item.file, item.original), (ItemState::Missing, None, None));
    assert_eq!(open(&scene.trainee, places[0].id, Reader::Trainee), Err(ErrorCode::NotFound));
    assert!(matches!(scene.item(ItemKind::Education).state, ItemState::Submitted { .. }));
    assert_eq!(due(&portal), [places[0].id, places[1].id]);
    let own = scene.trainee.call::<GetItems>(&EnrolmentRequest { id: scene.enrolment }).unwrap().items;
    assert_eq!((own[0].consented_at, own[0].can_send), (None, true));
    // Evidence of both stays.
    assert_eq!(portal.number("select count(*) from sensitive_consents where withdrawn_at is not null"), 1);
    assert_eq!(scene.trainee.call::<WithdrawConsent>(&request).unwrap().items, 0);
    scene.send(ItemKind::Photo);
}

#[test]
fn files_go_when_their_time_has_come() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let photo = scene.send(ItemKind::Photo);
    let signature = scene.send(ItemKind::HealthCommitment).remove(0);
    scene.registrar.call::<DecideItem>(&scene.decision(ItemKind::Photo, Decision::Accept)).unwrap();
    portal.advance_days(29);
    assert!(due(&portal).is_empty());
    portal.advance_days(1);
    assert_eq!(due(&portal), [photo[1].id], "what the photo was cut from");
    let next = portal.turn(Facts::default(), deletions::next_due).unwrap();
    assert!(next.is_some_and(|at| at <= portal.now()));

    // FILES does not answer: again later.
    portal.turn(Facts::default(), |context| deletions::failed(context, photo[1].id)).unwrap();
    assert!(due(&portal).is_empty());
    let trainee = portal.trainee(scene.trainee_id, "openid");
    assert_eq!(open(&trainee, photo[1].id, Reader::Trainee), Err(ErrorCode::NotFound), "what is over stays over");
    assert_eq!(scene.item(ItemKind::Photo).original, None);
    portal.advance_seconds(10);
    assert_eq!(due(&portal), [photo[1].id]);
    for _repeated_after_a_crash in 0..2 {
        portal.turn(Facts::default(), |context| deletions::deleted(context, photo[1].id)).unwrap();
    }
    assert!(due(&portal).is_empty());
    assert_eq!(scene.item(ItemKind::Photo).original, None);
    assert!(scene.item(ItemKind::Photo).file.is_some());

    portal.advance_days(370);
    let scene = Scene { registrar: portal.registrar(), ..scene };
    assert_eq!(due(&portal), [photo[0].id]);
    portal.turn(Facts::default(), |context| deletions::deleted(context, photo[0].id)).unwrap();
    let item = scene.item(ItemKind::Photo);
    assert!(item.state.is_settled() && item.file.is_none());
    portal.advance_days(695);
    assert_eq!(due(&portal), [signature.id]);
}

#[test]
fn a_commitment_is_signed_by_hand_or_by_name() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let kind = ItemKind::HealthCommitment;
    scene.send(kind);
    let signed = Signed { at: portal.now(), version: 1, typed: false };
    assert_eq!(scene.item(kind).signed, Some(signed));
    portal.advance_days(1);
    let nothing = BeginUploadRequest { files: vec![], ..scene.begin(kind, None) };
    scene.trainee.call::<BeginUpload>(&nothing).unwrap();
    scene.trainee.call::<FinishUpload>(&scene.finish(kind, &[])).unwrap();
    let item = scene.item(kind);
    assert_eq!((item.signed, item.file), (Some(Signed { at: portal.now(), version: 1, typed: true }), None));
    scene.trainee.call::<WithdrawConsent>(&WithdrawConsentRequest { kind }).unwrap();
    let item = scene.item(kind);
    assert_eq!((item.state, item.signed), (ItemState::Missing, None));
}

#[test]
fn decisions_are_guarded() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let accept = scene.decision(ItemKind::Education, Decision::Accept);
    assert_eq!(scene.registrar.refusal::<DecideItem>(&accept), ErrorCode::Changed, "nothing was sent");
    scene.send(ItemKind::Education);
    assert_eq!(scene.registrar.refusal::<DecideItem>(&accept), ErrorCode::Changed, "another version was seen");
    for reason in ["", "短", &"长".repeat(201)] {
        let decision = scene.decision(ItemKind::Education, Decision::Return { reason: reason.into() });
        let problem = scene.registrar.call::<DecideItem>(&decision).unwrap_err();
        assert_eq!(problem.code, ErrorCode::Invalid);
        assert!(matches!(problem.fields[0].code, FieldCode::Required | FieldCode::TooShort | FieldCode::TooLong));
    }
    let paper = scene.decision(ItemKind::Photo, Decision::ReceivePaper);
    assert_eq!(scene.registrar.refusal::<DecideItem>(&paper), ErrorCode::Changed);
    let paper = scene.decision(ItemKind::HealthCommitment, Decision::ReceivePaper);
    scene.registrar.call::<DecideItem>(&paper).unwrap();
    assert!(scene.item(ItemKind::HealthCommitment).state.is_settled());
    let unknown = DecideItemRequest { enrolment_id: EnrolmentId(999), ..accept };
    assert_eq!(scene.registrar.refusal::<DecideItem>(&unknown), ErrorCode::NotFound);
}

#[test]
fn a_picture_of_before_its_days_were_kept_with_it_goes_as_the_rules_say() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let photo = scene.send(ItemKind::Photo);
    portal.run("update files set accepted_days = null", &[]);
    scene.registrar.call::<DecideItem>(&scene.decision(ItemKind::Photo, Decision::Accept)).unwrap();
    portal.advance_days(30);
    assert_eq!(due(&portal), [photo[1].id]);
}
