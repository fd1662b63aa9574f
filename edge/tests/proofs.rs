//! Training proofs: issued in two turns, replaced, taken back, taken along, checked.
#![cfg(test)]

mod support;

use edge::institution::context::Facts;
use edge::institution::crypto::{Keys, from_hex, to_hex};
use edge::items::deletions;
use edge::links::get_link::{GetLink, LinkRequest, LinkTarget};
use edge::links::use_link::UseLink;
use edge::proofs::announce_files::{AnnounceFiles, AnnounceFilesRequest};
use edge::proofs::begin_proof::{BeginProof, BegunProof};
use edge::proofs::find_file::FindProofFile;
use edge::proofs::finish_proof::{FinishProof, FinishProofRequest};
use edge::proofs::settings::{GetProofSample, StoreProofSettings, StoreSettingsRequest};
use sha2::{Digest as _, Sha256};
use shared::certificates::regime::StageActor;
use shared::courses::api::{ClassForm, ClassRequest, CourseForm, SaveClass, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::enrolments::api::*;
use shared::error::{ErrorCode, FieldCode};
use shared::id::{ClassId, EnrolmentId, ProofId, TraineeId};
use shared::identity::document::DocumentKind;
use shared::institution::api::{GetSettings, SaveSettings, SettingsForm};
use shared::messages::MessageContent;
use shared::messages::api::{ListMessages, ListMessagesRequest};
use shared::proofs::api::*;
use shared::proofs::{ProofObstacle, ProofState, signed};
use shared::role::Role;
use support::{Client, Portal};

/// A portal that may issue, with one trainee whose training is done.
struct Ready {
    portal: Portal,
    class: ClassId,
    trainee: TraineeId,
    enrolment: EnrolmentId,
}

fn settings_form() -> ProofSettingsForm {
    ProofSettingsForm { signatory: "蒋文斌".into(), prefix: "px".into(), seal: None, version: 1 }
}

fn ready() -> Ready {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let settings = administrator.call::<GetSettings>(&Nothing {}).unwrap();
    let form = SettingsForm {
        name: "桂林安培中心".into(),
        phone: "0773-2812345".into(),
        privacy_text: settings.privacy_text,
        version: settings.version,
        ..SettingsForm::default()
    };
    administrator.call::<SaveSettings>(&form).unwrap();
    let stored = StoreSettingsRequest { form: settings_form(), seal_file: Some("seals/one.png".into()) };
    administrator.call::<StoreProofSettings>(&stored).unwrap();
    let registrar = portal.registrar();
    let course = CourseForm {
        id: None,
        name: "低压电工作业".into(),
        short_names: vec![],
        kind: CourseKind::Review,
        regime: Regime::SpecialOperations,
        fee: "980".into(),
        hours_due: String::new(),
        authority: String::new(),
        version: 0,
    };
    let course_id = registrar.call::<SaveCourse>(&course).unwrap().id;
    let class = ClassForm {
        id: None,
        course_id,
        code: "2026-11-D01".into(),
        starts_on: "2026-11-01".into(),
        ends_on: "2026-11-20".into(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    let class = registrar.call::<SaveClass>(&class).unwrap().id;
    let (trainee, enrolment) = enrol(&portal, &registrar, class, "孔冬志", "11010519491231002X");
    drop(registrar);
    Ready { portal, class, trainee, enrolment }
}

/// Somebody with eight class hours, in training.
fn enrol(portal: &Portal, registrar: &Client, class: ClassId, name: &str, document: &str) -> (TraineeId, EnrolmentId) {
    let form = TraineeForm {
        id: None,
        name: name.into(),
        phone: "13378707117".into(),
        document_kind: DocumentKind::ResidentId,
        document_number: document.into(),
        class_id: Some(class),
        version: 0,
    };
    let trainee = registrar.call::<SaveTrainee>(&form).unwrap();
    let enrolment = trainee.enrolments[0].id;
    portal.run("update enrolments set stage = 130, hours_done = 8 * 2700 where id = ?1", &[enrolment.into()]);
    (trainee.id, enrolment)
}

fn request(enrolment: EnrolmentId, replaces: Option<ProofId>) -> IssueProofRequest {
    IssueProofRequest { id: enrolment, replaces, reason: if replaces.is_some() { "姓名更正" } else { "" }.into() }
}

fn finish(request: &IssueProofRequest, begun: &BegunProof) -> FinishProofRequest {
    FinishProofRequest {
        request: request.clone(),
        begun: begun.clone(),
        file: format!("proofs/{}", begun.fields.number),
        sha256: "5a".repeat(32),
        bytes: 35_000,
    }
}

fn issue(client: &Client, request: &IssueProofRequest) -> Proof {
    let begun = client.call::<BeginProof>(request).unwrap();
    announce(client, request, &begun);
    client.call::<FinishProof>(&finish(request, &begun)).unwrap()
}

fn announce(client: &Client, request: &IssueProofRequest, begun: &BegunProof) {
    let file = finish(request, begun).file;
    client.call::<AnnounceFiles>(&AnnounceFilesRequest { enrolment_id: request.id, file }).unwrap();
}

fn due(portal: &Portal) -> Vec<String> {
    portal.turn(Facts::default(), deletions::due).unwrap().into_iter().map(|due| due.name).collect()
}

fn list(client: &Client, id: EnrolmentId) -> EnrolmentProofs {
    client.call::<ListProofs>(&EnrolmentRequest { id }).unwrap()
}

#[test]
fn a_proof_is_issued_told_and_signed() {
    let Ready { portal, trainee, enrolment, .. } = ready();
    let registrar = portal.registrar();
    assert!(list(&registrar, enrolment).obstacles.is_empty());
    let request = request(enrolment, None);
    let begun = registrar.call::<BeginProof>(&request).unwrap();
    let fields = &begun.fields;
    assert_eq!((fields.number.as_str(), fields.name.as_str()), ("PX-2026-00001", "孔冬志"));
    assert_eq!((fields.hours_due.to_string(), fields.hours_done.to_string()), ("8".into(), "8".into()));
    assert!(fields.rule.contains("19号"), "the rule in force on the day: {}", fields.rule);
    assert_eq!(portal.number("select count(*) from proofs"), 0, "nothing is issued yet");

    // The code says the same with the name masked, and the signature can be checked with the public key alone.
    let read = signed::read(&begun.fragment).unwrap();
    assert_eq!(read.fields, fields.clone().masked());
    assert_eq!(read.fields.name, "孔*志");
    assert_eq!(begun.code, to_hex(&Sha256::digest(&read.message)));
    let public = from_hex(&Keys::from_hex(&"5a".repeat(32)).unwrap().public_key()).unwrap();
    let public = ed25519_compact::PublicKey::from_slice(&public).unwrap();
    let signature = ed25519_compact::Signature::new(read.signature);
    assert!(public.verify(&read.message, &signature).is_ok());

    announce(&registrar, &request, &begun);
    let proof = registrar.call::<FinishProof>(&finish(&request, &begun)).unwrap();
    assert_eq!((proof.state.clone(), proof.number.as_str()), (ProofState::Issued, "PX-2026-00001"));
    assert_eq!(list(&registrar, enrolment).proofs, std::slice::from_ref(&proof));
    portal.alarm();
    let client = portal.trainee(trainee, "openid");
    let messages = client.call::<ListMessages>(&ListMessagesRequest { after: None }).unwrap().items;
    assert!(messages.iter().any(|message| matches!(&message.content,
        MessageContent::ProofIssued { number, proof: id, .. } if *number == proof.number && *id == proof.id)));
    let mine = client.call::<GetProof>(&ProofRequest { id: proof.id }).unwrap();
    assert_eq!((mine.fields, mine.enrolment_id), (begun.fields.clone(), enrolment));
    let standing = portal.anyone().call::<GetProofStanding>(&ProofStandingRequest { code: begun.code }).unwrap();
    assert_eq!((standing.state, standing.sha256), (PublicState::Issued, "5a".repeat(32)));
    let guessed = ProofStandingRequest { code: proof.number };
    assert_eq!(portal.anyone().refusal::<GetProofStanding>(&guessed), ErrorCode::NotFound);
}

#[test]
fn issuing_moves_a_case_on_to_its_proof() {
    let Ready { portal, class, .. } = ready();
    let registrar = portal.registrar();
    // Only a first training has this stage; the course's own way is a review.
    let initial = "update courses set kind = 'initial'";
    portal.run(initial, &[]);
    let (_, enrolment) = enrol(&portal, &registrar, class, "汪秋祥", "440524188001010014");
    issue(&registrar, &request(enrolment, None));
    let detail = registrar.call::<GetEnrolmentForStaff>(&EnrolmentRequest { id: enrolment }).unwrap();
    assert_eq!(detail.card.progress.stage.name.zh, "培训证明");
    // True now that it is issued: the institution has the next step in hand.
    assert_eq!(detail.card.progress.stage.meaning.zh, "培训证明已出具，机构正在办理下一步。");
    assert_eq!(detail.card.progress.actor, StageActor::Institution);
    assert!(detail.history.iter().any(|entry| matches!(entry.event, HistoryEvent::ProofIssued { .. })));

    // Taken back, the case stands no longer there, and its history says why.
    let revoke =
        |proof: &Proof| RevokeProofRequest {
            id: proof.id, reason: "学时登记错误".into(), version: proof.version
        };
    let stage = || {
        portal.text(&format!(
            "select s.key from enrolments e join stages s on s.position = e.stage where e.id = {enrolment}"
        ))
    };
    registrar.call::<RevokeProof>(&revoke(&list(&registrar, enrolment).proofs[0])).unwrap();
    assert_eq!(stage(), "training");
    let back = "select event ->> 'reason' from enrolment_events where event ->> 'event' = 'moved_back'";
    assert_eq!(portal.text(back), "学时登记错误");
    let again = issue(&registrar, &request(enrolment, None));
    assert_eq!(stage(), "proof");
    // Whoever has gone on is not brought back.
    portal.run("update enrolments set stage = 150 where id = ?1", &[enrolment.into()]);
    registrar.call::<RevokeProof>(&revoke(&again)).unwrap();
    assert_eq!(stage(), "applied");
}

#[test]
fn a_repeated_request_repeats_the_proof() {
    let Ready { portal, enrolment, .. } = ready();
    let registrar = portal.registrar();
    let request = request(enrolment, None);
    let (first, second) = (registrar.with_key("the-key-of-begin"), registrar.with_key("the-key-of-finish"));
    let begun = first.call::<BeginProof>(&request).unwrap();
    announce(&registrar, &request, &begun);
    assert_eq!(first.call::<BeginProof>(&request).unwrap(), begun);
    let proof = second.call::<FinishProof>(&finish(&request, &begun)).unwrap();
    assert_eq!(first.call::<BeginProof>(&request).unwrap(), begun, "also when it is done");
    assert_eq!(second.call::<FinishProof>(&finish(&request, &begun)).unwrap(), proof);
    assert_eq!(portal.number("select count(*) from proofs"), 1);
}

#[test]
fn what_is_lost_in_between_leaves_out_a_number_and_nothing_else() {
    let Ready { portal, enrolment, .. } = ready();
    let registrar = portal.registrar();
    let before = portal.dump(&["proof_settings", "replies", "staff_sessions"]);
    registrar.call::<BeginProof>(&request(enrolment, None)).unwrap();
    assert_eq!(portal.dump(&["proof_settings", "replies", "staff_sessions"]), before);
    assert_eq!(issue(&registrar, &request(enrolment, None)).number, "PX-2026-00002");
    // Stored, and never made a proof: the files go by themselves, those of the proof do not.
    let proof = list(&registrar, enrolment).proofs.remove(0);
    let again = request(enrolment, Some(proof.id));
    let lost = registrar.call::<BeginProof>(&again).unwrap();
    announce(&registrar, &again, &lost);
    announce(
        &registrar,
        &request(enrolment, None),
        &BegunProof {
            fields: shared::proofs::ProofFields { number: proof.number, ..lost.fields.clone() },
            ..lost.clone()
        },
    );
    portal.advance_seconds(3_600);
    assert_eq!(due(&portal), ["proofs/PX-2026-00003.pdf", "proofs/PX-2026-00003.svg"]);
    assert_eq!(registrar.refusal::<FinishProof>(&finish(&again, &lost)), ErrorCode::Changed);
    // Numbers begin anew with the year.
    portal.run("update proof_settings set year = 2025, last_number = 900", &[]);
    let proof = list(&registrar, enrolment).proofs.remove(0);
    assert!(
        registrar.call::<BeginProof>(&request(enrolment, Some(proof.id))).unwrap().fields.number.ends_with("-00001")
    );
}

#[test]
fn a_corrected_name_gets_a_new_proof_and_both_stay() {
    let Ready { portal, trainee, enrolment, .. } = ready();
    let registrar = portal.registrar();
    let first_begun = registrar.call::<BeginProof>(&request(enrolment, None)).unwrap();
    announce(&registrar, &request(enrolment, None), &first_begun);
    let first = registrar.call::<FinishProof>(&finish(&request(enrolment, None), &first_begun)).unwrap();
    assert!(!list(&registrar, enrolment).outdated);
    let version = portal.number("select version from trainees");
    let corrected = TraineeForm {
        id: Some(trainee),
        name: "孔冬\u{2c3d6}".into(),
        phone: "13378707117".into(),
        document_kind: DocumentKind::ResidentId,
        document_number: String::new(),
        class_id: None,
        version,
    };
    registrar.call::<SaveTrainee>(&corrected).unwrap();
    assert!(list(&registrar, enrolment).outdated);
    let unexplained = IssueProofRequest { reason: " ".into(), ..request(enrolment, Some(first.id)) };
    let problem = registrar.call::<BeginProof>(&unexplained).unwrap_err();
    assert_eq!((problem.fields[0].field.as_str(), problem.fields[0].code), ("reason", FieldCode::Required));
    assert_eq!(registrar.refusal::<BeginProof>(&request(enrolment, None)), ErrorCode::Changed, "one is in force");
    let second = issue(&registrar, &request(enrolment, Some(first.id)));
    let listed = list(&registrar, enrolment);
    assert_eq!(listed.proofs[0], second);
    assert_eq!(second.cause, "姓名更正");
    assert_eq!(listed.proofs[1].state, ProofState::Superseded { at: portal.now(), by: second.number.clone() });
    assert!(!listed.outdated);
    for (id, name) in [(first.id, "孔冬志"), (second.id, "孔冬\u{2c3d6}")] {
        let kept = portal.trainee(trainee, "openid").call::<GetProof>(&ProofRequest { id }).unwrap();
        assert_eq!(kept.fields.name, name, "as printed");
    }
    let code = ProofStandingRequest { code: first_begun.code };
    assert_eq!(portal.anyone().call::<GetProofStanding>(&code).unwrap().state, PublicState::Superseded);
}

#[test]
fn what_changes_between_the_two_turns_stops_the_issue() {
    let Ready { portal, enrolment, .. } = ready();
    let registrar = portal.registrar();
    let request = request(enrolment, None);
    for change in [
        "update trainees set name = '孔冬之'",
        "update enrolments set hours_done = 9 * 2700",
        "update proof_settings set signatory = '另一人'",
        "update classes set ends_on = '2026-11-19'",
    ] {
        let begun = registrar.call::<BeginProof>(&request).unwrap();
        announce(&registrar, &request, &begun);
        portal.run(change, &[]);
        assert_eq!(registrar.refusal::<FinishProof>(&finish(&request, &begun)), ErrorCode::Changed, "{change}");
    }
    // Two at once: the second finds one in force.
    let (first, second) =
        (registrar.call::<BeginProof>(&request).unwrap(), registrar.call::<BeginProof>(&request).unwrap());
    announce(&registrar, &request, &first);
    announce(&registrar, &request, &second);
    registrar.call::<FinishProof>(&finish(&request, &first)).unwrap();
    assert_eq!(registrar.refusal::<FinishProof>(&finish(&request, &second)), ErrorCode::Changed);
    assert_eq!(portal.number("select count(*) from proofs where state = 'issued'"), 1);
}

#[test]
fn a_proof_is_taken_back_once_with_a_reason() {
    let Ready { portal, trainee, enrolment, .. } = ready();
    let registrar = portal.registrar();
    let proof = issue(&registrar, &request(enrolment, None));
    let revoke = RevokeProofRequest { id: proof.id, reason: "培训类型写错".into(), version: proof.version };
    let short = RevokeProofRequest { reason: "错".into(), ..revoke.clone() };
    assert_eq!(registrar.call::<RevokeProof>(&short).unwrap_err().fields[0].code, FieldCode::TooShort);
    assert_eq!(
        registrar.refusal::<RevokeProof>(&RevokeProofRequest { version: 9, ..revoke.clone() }),
        ErrorCode::Changed
    );
    let revoked = registrar.call::<RevokeProof>(&revoke).unwrap();
    assert_eq!(revoked.state, ProofState::Revoked { at: portal.now(), reason: "培训类型写错".into() });
    assert_eq!(registrar.refusal::<RevokeProof>(&revoke), ErrorCode::Changed);
    portal.alarm();
    let client = portal.trainee(trainee, "openid");
    let messages = client.call::<ListMessages>(&ListMessagesRequest { after: None }).unwrap().items;
    assert!(messages.iter().any(|message| matches!(message.content, MessageContent::ProofRevoked { .. })));
    // Another can be issued: none is in force.
    assert_eq!(issue(&registrar, &request(enrolment, None)).state, ProofState::Issued);
}

#[test]
fn what_stands_in_the_way_is_said_in_full() {
    let Ready { portal, enrolment, .. } = ready();
    let registrar = portal.registrar();
    for (change, back, obstacle) in [
        (
            "update enrolments set hours_done = 8 * 2700 - 1",
            "update enrolments set hours_done = 8 * 2700",
            ProofObstacle::HoursMissing,
        ),
        ("update enrolments set stage = 120", "update enrolments set stage = 130", ProofObstacle::BeforeTraining),
        (
            "update enrolments set outcome = 'withdrawn'",
            "update enrolments set outcome = null",
            ProofObstacle::CaseEnded,
        ),
        ("update classes set starts_on = null", "update classes set starts_on = '2026-11-01'", ProofObstacle::NoDates),
        (
            "update classes set ends_on = '2026-11-22'",
            "update classes set ends_on = '2026-11-20'",
            ProofObstacle::ClassRuns,
        ),
        (
            "update proof_settings set seal_file = ''",
            "update proof_settings set seal_file = 'x'",
            ProofObstacle::Settings,
        ),
    ] {
        portal.run(change, &[]);
        assert_eq!(list(&registrar, enrolment).obstacles, [obstacle], "{change}");
        assert_eq!(registrar.refusal::<BeginProof>(&request(enrolment, None)), ErrorCode::ProofNotReady);
        portal.run(back, &[]);
    }
    assert!(list(&registrar, enrolment).obstacles.is_empty());
}

#[test]
fn a_class_is_listed_with_who_can_get_one() {
    let Ready { portal, class, enrolment, .. } = ready();
    let registrar = portal.registrar();
    let (_, second) = enrol(&portal, &registrar, class, "汪秋祥", "440524188001010014");
    portal.run("update enrolments set hours_done = 0 where id = ?1", &[second.into()]);
    let proof = issue(&registrar, &request(enrolment, None));
    let page = registrar.call::<ListClassProofs>(&ClassRequest { id: class, after: None }).unwrap();
    let rows: Vec<_> = page.items.into_iter().map(|row| (row.name, row.number, row.obstacles)).collect();
    assert_eq!(
        rows,
        [
            ("孔冬志".to_owned(), Some(proof.number), vec![]),
            ("汪秋祥".to_owned(), None, vec![ProofObstacle::HoursMissing])
        ]
    );
    assert!(page.next.is_none());
    let listed = || registrar.call::<ListClassProofs>(&ClassRequest { id: class, after: None }).unwrap().items;
    assert!(listed().iter().all(|row| row.revoked.is_none() && row.trained_from.is_some()));
    portal.run("update proofs set state = 'revoked', reason = '培训类型写错'", &[]);
    let rows: Vec<_> = listed().into_iter().map(|row| (row.number, row.revoked)).collect();
    assert_eq!(rows, [(None, Some("培训类型写错".to_owned())), (None, None)]);
    issue(&registrar, &request(enrolment, None));
    assert_eq!(listed().remove(0).revoked, None);
}

#[test]
fn a_link_opens_once_within_ten_minutes() {
    let Ready { portal, trainee, enrolment, .. } = ready();
    let proof = issue(&portal.registrar(), &request(enrolment, None));
    let client = portal.trainee(trainee, "openid");
    let link = |client: &Client| client.call::<MakeProofLink>(&ProofRequest { id: proof.id }).unwrap().token;
    let (nobody, old) = (portal.anyone(), LinkRequest { token: link(&client) });
    let token = LinkRequest { token: link(&client) };
    assert_eq!(nobody.refusal::<GetLink>(&old), ErrorCode::LinkExpired, "a newer one was made");
    for _ in 0..3 {
        let target = nobody.call::<GetLink>(&token).unwrap().target;
        assert!(matches!(target, LinkTarget::Proof(file) if file.number == proof.number), "looking does not use it up");
    }
    nobody.call::<UseLink>(&token).unwrap();
    assert_eq!(nobody.refusal::<UseLink>(&token), ErrorCode::LinkExpired);
    let late = LinkRequest { token: link(&client) };
    portal.advance_seconds(600);
    assert_eq!(nobody.refusal::<GetLink>(&late), ErrorCode::LinkExpired);
    assert_eq!(nobody.refusal::<UseLink>(&late), ErrorCode::LinkExpired);
    portal.advance_seconds(120);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from one_time_links"), 0, "what is too old is deleted");
}

#[test]
fn nobody_sees_or_changes_what_is_not_theirs() {
    let Ready { portal, class, trainee, enrolment } = ready();
    let registrar = portal.registrar();
    let proof = issue(&registrar, &request(enrolment, None));
    let (other, _) = enrol(&portal, &registrar, class, "汪秋祥", "440524188001010014");
    let (owner, other, nobody) = (portal.trainee(trainee, "openid"), portal.trainee(other, "another"), portal.anyone());
    let of = ProofRequest { id: proof.id };
    assert!(owner.call::<FindProofFile>(&of).is_ok() && registrar.call::<FindProofFile>(&of).is_ok());
    for stranger in [&other, &nobody] {
        assert_eq!(stranger.refusal::<FindProofFile>(&of), ErrorCode::NotFound);
    }
    assert_eq!(other.refusal::<GetProof>(&of), ErrorCode::NotFound);
    assert_eq!(other.refusal::<MakeProofLink>(&of), ErrorCode::NotFound);
    assert_eq!(nobody.refusal::<GetProof>(&of), ErrorCode::SignInRequired);
    let cashier = portal.staff(&[Role::Cashier]);
    for client in [&owner, &nobody] {
        assert_eq!(client.refusal::<BeginProof>(&request(enrolment, None)), ErrorCode::StaffSignInRequired);
    }
    assert_eq!(cashier.refusal::<BeginProof>(&request(enrolment, None)), ErrorCode::RoleRequired);
    let begun = registrar.call::<BeginProof>(&request(enrolment, Some(proof.id))).unwrap();
    let finished = finish(&request(enrolment, Some(proof.id)), &begun);
    assert_eq!(cashier.refusal::<FinishProof>(&finished), ErrorCode::RoleRequired);
    assert_eq!(registrar.refusal::<GetProofSample>(&Nothing {}), ErrorCode::RoleRequired);
    let stored = StoreSettingsRequest { form: settings_form(), seal_file: None };
    assert_eq!(registrar.refusal::<StoreProofSettings>(&stored), ErrorCode::RoleRequired);
    assert_eq!(
        registrar.refusal::<BeginProof>(&request(EnrolmentId(999), None)),
        ErrorCode::NotFound,
        "and what does not exist, neither"
    );
}

#[test]
fn settings_are_checked_guarded_and_keep_the_seal() {
    let Ready { portal, .. } = ready();
    let administrator = portal.staff(&[Role::Administrator]);
    let known = administrator.call::<GetProofSettings>(&Nothing {}).unwrap();
    assert_eq!((known.prefix.as_str(), known.has_seal), ("PX", true));
    let store = |form: ProofSettingsForm| {
        administrator.call::<StoreProofSettings>(&StoreSettingsRequest { form, seal_file: None })
    };
    let form = ProofSettingsForm { version: known.version, ..settings_form() };
    let bad = ProofSettingsForm { signatory: String::new(), prefix: "培证".into(), ..form.clone() };
    let fields: Vec<_> = store(bad).unwrap_err().fields.into_iter().map(|field| field.field).collect();
    assert_eq!(fields, ["signatory", "prefix"]);
    assert!(store(form.clone()).unwrap().has_seal);
    assert_eq!(store(form).unwrap_err().code, ErrorCode::Changed);
    assert_eq!(administrator.call::<GetProofSample>(&Nothing {}).unwrap().seal_file, "seals/one.png");
}
