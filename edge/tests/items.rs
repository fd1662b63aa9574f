//! Items of a case: asked for, sent, decided, taken back, deleted in their time, exported.
#![cfg(test)]

mod support;

use edge::institution::context::Facts;
use edge::items::deletions;
use edge::items::files::{NewFile, Place, Purpose};
use edge::items::open_file::{OpenFile, OpenFileRequest, OpenedFile, Reader};
use edge::items::upload::{BeginUpload, BeginUploadRequest, FinishUpload, FinishUploadRequest};
use shared::courses::api::{ClassForm, CourseForm, SaveClass, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::enrolments::api::*;
use shared::error::{ErrorCode, FieldCode};
use shared::id::{ClassId, EnrolmentId, FileId, TraineeId};
use shared::identity::api::GetProfile;
use shared::identity::document::DocumentKind;
use shared::items::api::*;
use shared::items::document::ContentType;
use shared::items::{ASK_AGAIN_SECONDS, ItemKind, ItemState};
use shared::messages::MessageContent;
use shared::messages::api::{ListMessages, ListMessagesRequest};
use shared::role::Role;
use support::{Client, Portal};

fn class_of(registrar: &Client, regime: Regime, kind: CourseKind) -> ClassId {
    let form = CourseForm {
        id: None,
        name: format!("{regime:?}"),
        short_names: vec![],
        kind,
        regime,
        fee: "980".into(),
        hours_due: String::new(),
        authority: String::new(),
        version: 0,
    };
    let course = registrar.call::<SaveCourse>(&form).unwrap();
    let form = ClassForm {
        id: None,
        course_id: course.id,
        code: format!("{kind:?}"),
        starts_on: String::new(),
        ends_on: String::new(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    registrar.call::<SaveClass>(&form).unwrap().id
}

fn enrol(registrar: &Client, name: &str, number: &str, class: ClassId) -> (TraineeId, EnrolmentId) {
    let form = TraineeForm {
        id: None,
        name: name.into(),
        phone: "13378707117".into(),
        document_kind: DocumentKind::Passport,
        document_number: number.into(),
        class_id: Some(class),
        version: 0,
    };
    let trainee = registrar.call::<SaveTrainee>(&form).unwrap();
    (trainee.id, trainee.enrolments[0].id)
}

/// A class of special operations, initial, with one trainee.
struct Scene<'a> {
    registrar: Client<'a>,
    trainee: Client<'a>,
    class: ClassId,
    trainee_id: TraineeId,
    enrolment: EnrolmentId,
}

fn scene(portal: &Portal) -> Scene<'_> {
    let registrar = portal.registrar();
    let class = class_of(&registrar, Regime::SpecialOperations, CourseKind::Initial);
    let (trainee_id, enrolment) = enrol(&registrar, "孔冬志", "E1234567", class);
    let trainee = portal.trainee(trainee_id, "openid");
    Scene { registrar, trainee, class, trainee_id, enrolment }
}

impl Scene<'_> {
    fn begin(&self, kind: ItemKind, consent: Option<i64>) -> BeginUploadRequest {
        let file = |purpose, content_type| NewFile { purpose, content_type, bytes: 9_000, sha256: "0f".into() };
        let files = match kind {
            ItemKind::Photo => {
                vec![file(Purpose::Item, ContentType::Jpeg), file(Purpose::Original, ContentType::Jpeg)]
            }
            ItemKind::HealthCommitment => vec![file(Purpose::Item, ContentType::Png)],
            _ => vec![file(Purpose::Item, ContentType::Pdf)],
        };
        BeginUploadRequest { enrolment_id: self.enrolment, kind, consent, files }
    }

    fn finish(&self, kind: ItemKind, places: &[Place]) -> FinishUploadRequest {
        FinishUploadRequest {
            enrolment_id: self.enrolment,
            kind,
            file: places.first().map(|place| place.id),
            original: places.get(1).map(|place| place.id),
            commitment: (kind == ItemKind::HealthCommitment).then_some(1),
        }
    }

    fn send(&self, kind: ItemKind) -> Vec<Place> {
        let places = self.trainee.call::<BeginUpload>(&self.begin(kind, Some(1))).unwrap().places;
        self.trainee.call::<FinishUpload>(&self.finish(kind, &places)).unwrap();
        places
    }

    fn item(&self, kind: ItemKind) -> Item {
        let request = EnrolmentRequest { id: self.enrolment };
        let items = self.registrar.call::<GetItemsForStaff>(&request).unwrap().items;
        items.into_iter().find(|item| item.kind == kind).unwrap()
    }

    fn decision(&self, kind: ItemKind, decision: Decision) -> DecideItemRequest {
        DecideItemRequest { enrolment_id: self.enrolment, kind, decision, version: self.item(kind).version }
    }

    fn ask(&self, kind: Option<ItemKind>) -> AskForItemsRequest {
        AskForItemsRequest { enrolment_id: self.enrolment, kind }
    }
}

fn open(client: &Client, id: FileId, reader: Reader) -> Result<OpenedFile, ErrorCode> {
    client.call::<OpenFile>(&OpenFileRequest { id, reader }).map_err(|problem| problem.code)
}

fn due(portal: &Portal) -> Vec<FileId> {
    portal.turn(Facts::default(), deletions::due).unwrap().into_iter().map(|due| due.id).collect()
}

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
