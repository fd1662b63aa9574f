//! Staff look for, add, correct and merge trainees.
#![cfg(test)]

mod support;

use shared::courses::api::{ClassForm, ClassRequest, CourseForm, GetClass, SaveClass, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::enrolments::api::*;
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::id::{ClassId, EnrolmentId, TraineeId};
use shared::identity::api::GetProfile;
use shared::identity::document::DocumentKind;
use shared::money::Money;
use shared::role::Role;
use support::{Client, Portal};

const RESIDENT: &str = "11010519491231002X";

fn class(registrar: &Client, code: &str) -> ClassId {
    let form = CourseForm {
        id: None,
        name: format!("课程 {code}"),
        short_names: vec![],
        kind: CourseKind::Initial,
        regime: Regime::SpecialOperations,
        fee: "980".into(),
        hours_due: String::new(),
        authority: String::new(),
        version: 0,
    };
    let course = registrar.call::<SaveCourse>(&form).unwrap();
    let form = ClassForm {
        id: None,
        course_id: course.id,
        code: code.into(),
        starts_on: String::new(),
        ends_on: String::new(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    registrar.call::<SaveClass>(&form).unwrap().id
}

fn form(name: &str, phone: &str, number: &str, class_id: Option<ClassId>) -> TraineeForm {
    let resident = number.len() == 18;
    TraineeForm {
        id: None,
        name: name.into(),
        phone: phone.into(),
        document_kind: if resident { DocumentKind::ResidentId } else { DocumentKind::Passport },
        document_number: number.into(),
        class_id,
        version: 0,
    }
}

fn change_of(trainee: &TraineeDetail) -> TraineeForm {
    TraineeForm {
        id: Some(trainee.id),
        name: trainee.name.clone(),
        phone: trainee.phone.clone(),
        document_kind: trainee.document_kind,
        document_number: String::new(),
        class_id: None,
        version: trainee.version,
    }
}

fn search(client: &Client, term: &str, class_id: Option<ClassId>) -> Vec<String> {
    let (mut names, mut after) = (Vec::new(), None);
    loop {
        let request = SearchTraineesRequest { term: term.into(), class_id, after };
        let page = client.call::<SearchTrainees>(&request).unwrap();
        assert!(page.items.len() <= 50);
        names.extend(page.items.into_iter().map(|row| row.name));
        after = page.next;
        if after.is_none() {
            return names;
        }
    }
}

fn fields(problem: Problem) -> Vec<(String, FieldCode)> {
    assert_eq!(problem.code, ErrorCode::Invalid);
    problem.fields.into_iter().map(|field| (field.field, field.code)).collect()
}

#[test]
fn a_trainee_is_found_by_every_term() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let (first, second) = (class(&registrar, "A"), class(&registrar, "B"));
    registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, Some(first))).unwrap();
    registrar.call::<SaveTrainee>(&form("孔 冬", "13378707118", "E1234567", Some(second))).unwrap();
    registrar.call::<SaveTrainee>(&form("汪秋祥", "13378707117", "G7654567", None)).unwrap();

    for (term, class, expected) in [
        ("", None, vec!["汪秋祥", "孔冬", "孔冬志"]),
        ("", Some(first), vec!["孔冬志"]),
        ("孔", None, vec!["孔冬", "孔冬志"]),
        ("孔 冬志", None, vec!["孔冬志"]),
        ("冬", None, vec![]),
        ("孔", Some(second), vec!["孔冬"]),
        ("002x", None, vec!["孔冬志"]),
        ("4567", None, vec!["汪秋祥", "孔冬"]),
        ("4567", Some(second), vec!["孔冬"]),
        ("13378707117", None, vec!["汪秋祥", "孔冬志"]),
        ("+86 133 7870 7117", Some(first), vec!["孔冬志"]),
        (RESIDENT, None, vec!["孔冬志"]),
        ("11010519491231002x", Some(second), vec![]),
        ("e1234567", None, vec!["孔冬"]),
        ("E12345", None, vec![]),
        ("1'; drop table trainees; --", None, vec![]),
        ("%", None, vec![]),
    ] {
        assert_eq!(search(&registrar, term, class), expected, "{term} {class:?}");
    }

    let page = registrar
        .call::<SearchTrainees>(&SearchTraineesRequest { term: RESIDENT.into(), ..Default::default() })
        .unwrap();
    let row = &page.items[0];
    assert!(!row.document_masked.contains("19491231") && !row.bound);
    let enrolment = row.enrolment.as_ref().unwrap();
    assert_eq!(
        (enrolment.class_code.as_str(), enrolment.dues.due, enrolment.stage_name.zh.as_str()),
        ("A", Money::from_fen(98_000), "报名提交")
    );
    portal.trainee(row.id, "openid");
    let page = registrar
        .call::<SearchTrainees>(&SearchTraineesRequest { term: RESIDENT.into(), ..Default::default() })
        .unwrap();
    assert!(page.items[0].bound);
}

#[test]
fn pages_have_no_gaps_and_no_repeats() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, "A");
    for number in 0..120 {
        // Three names, so that pages break inside equal ones.
        let name = ["孔甲", "孔乙", "孔丙"][number % 3];
        let class = (number % 2 == 0).then_some(class);
        registrar
            .call::<SaveTrainee>(&form(name, "13378707117", &format!("E{:07}", 1_000_000 + number), class))
            .unwrap();
    }
    for (term, class, expected) in [
        ("", None, 120),
        ("孔", None, 120),
        ("孔乙", None, 40),
        ("13378707117", None, 120),
        ("", Some(class), 60),
        ("孔甲", Some(class), 20),
        ("13378707117", Some(class), 60),
    ] {
        assert_eq!(search(&registrar, term, class).len(), expected, "{term} {class:?}");
    }
    let names = search(&registrar, "孔", None);
    assert!(names.is_sorted());
    let broken = SearchTraineesRequest { after: Some("1".into()), ..SearchTraineesRequest::default() };
    assert_eq!(registrar.refusal::<SearchTrainees>(&broken), ErrorCode::Malformed);
}

#[test]
fn a_new_trainee_is_checked_and_enrolled() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, "A");
    let wrong = form("<b>", "123", "110105194912310021", None);
    assert_eq!(
        fields(registrar.call::<SaveTrainee>(&wrong).unwrap_err()),
        [
            ("name".to_owned(), FieldCode::BadCharacters),
            ("phone".to_owned(), FieldCode::Format),
            ("document_number".to_owned(), FieldCode::CheckDigit),
        ]
    );
    let missing = form("孔冬志", "13378707117", "", None);
    assert_eq!(
        fields(registrar.call::<SaveTrainee>(&missing).unwrap_err()),
        [("document_number".to_owned(), FieldCode::Required)]
    );
    let nowhere = form("孔冬志", "13378707117", RESIDENT, Some(ClassId(99)));
    assert_eq!(
        fields(registrar.call::<SaveTrainee>(&nowhere).unwrap_err()),
        [("class_id".to_owned(), FieldCode::Unknown)]
    );
    // Refused as a whole.
    assert_eq!(portal.number("select count(*) from trainees"), 0);

    let saved = registrar.call::<SaveTrainee>(&form("孔 冬志", "+86 133 7870 7117", RESIDENT, Some(class))).unwrap();
    assert_eq!((saved.name.as_str(), saved.phone.as_str(), saved.enrolments.len()), ("孔冬志", "13378707117", 1));
    let again = form("另一人", "13378707118", &RESIDENT.to_lowercase(), None);
    assert_eq!(
        fields(registrar.call::<SaveTrainee>(&again).unwrap_err()),
        [("document_number".to_owned(), FieldCode::Taken)]
    );

    let request = EnrolmentRequest { id: saved.enrolments[0].id };
    let detail = registrar.call::<GetEnrolmentForStaff>(&request).unwrap();
    assert_eq!(detail.history.iter().map(|entry| &entry.event).collect::<Vec<_>>(), [&HistoryEvent::Enrolled]);
    assert!(detail.stages[0].reached_at.is_some() && detail.trainee.id == saved.id);
    assert_eq!(
        registrar.refusal::<GetEnrolmentForStaff>(&EnrolmentRequest { id: EnrolmentId(99) }),
        ErrorCode::NotFound
    );
    let class = registrar.call::<GetClass>(&ClassRequest { id: class, after: None }).unwrap();
    assert_eq!((class.enrolments, class.owing), (1, 1));
    assert_eq!(portal.number("select sum(enrolments) from courses"), 1);
    assert!(
        !portal.dump(&[]).iter().any(|line| line.contains(RESIDENT) || line.contains("audit") && line.contains("孔"))
    );
}

#[test]
fn a_correction_is_guarded_and_reaches_the_trainee() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, "A");
    let saved = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, None)).unwrap();
    registrar.call::<SaveTrainee>(&form("汪秋祥", "13378707118", "E1234567", None)).unwrap();
    let trainee = portal.trainee(saved.id, "openid");

    let correction = TraineeForm { phone: "13912345678".into(), class_id: Some(class), ..change_of(&saved) };
    let corrected = registrar.call::<SaveTrainee>(&correction).unwrap();
    assert_eq!((corrected.phone.as_str(), corrected.enrolments.len(), corrected.bound), ("13912345678", 1, true));
    assert_eq!(registrar.refusal::<SaveTrainee>(&correction), ErrorCode::Changed);
    assert_eq!(trainee.call::<GetProfile>(&Nothing {}).unwrap().phone_masked, "139****5678");
    let twice = TraineeForm { class_id: Some(class), ..change_of(&corrected) };
    assert_eq!(fields(registrar.call::<SaveTrainee>(&twice).unwrap_err()), [("class_id".to_owned(), FieldCode::Taken)]);

    let number = TraineeForm {
        document_kind: DocumentKind::Passport,
        document_number: "E1234567".into(),
        ..change_of(&corrected)
    };
    assert_eq!(
        fields(registrar.call::<SaveTrainee>(&number).unwrap_err()),
        [("document_number".to_owned(), FieldCode::Taken)]
    );
    let number = TraineeForm { document_number: "e7654321".into(), ..number };
    let renumbered = registrar.call::<SaveTrainee>(&number).unwrap();
    assert_eq!(renumbered.document_kind, DocumentKind::Passport);
    assert_eq!(search(&registrar, "4321", None), ["孔冬志"]);
    assert!(search(&registrar, RESIDENT, None).is_empty());
    assert!(portal.text("select detail from audit order by id desc limit 1").contains(r#"["document_number"]"#));
    assert_eq!(
        registrar.refusal::<SaveTrainee>(&TraineeForm { id: Some(TraineeId(99)), ..change_of(&renumbered) }),
        ErrorCode::NotFound
    );
}

#[test]
fn a_whole_number_is_shown_for_a_reason_that_the_trainee_reads() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let saved = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, None)).unwrap();
    let reveal = |reason: &str| RevealRequest { id: saved.id, reason: reason.into() };
    for (reason, code) in
        [("", FieldCode::Required), ("办", FieldCode::TooShort), (&*"办".repeat(101), FieldCode::TooLong)]
    {
        assert_eq!(
            fields(registrar.call::<RevealDocument>(&reveal(reason)).unwrap_err()),
            [("reason".to_owned(), code)]
        );
    }
    assert_eq!(registrar.call::<RevealDocument>(&reveal(" 报考核对 ")).unwrap().document_number, RESIDENT);
    let looks = portal.trainee(saved.id, "openid").call::<GetProfile>(&Nothing {}).unwrap().looks;
    assert_eq!(
        looks.iter().map(|look| (look.staff_name.as_str(), look.reason.as_str())).collect::<Vec<_>>(),
        [("王老师", "报考核对")]
    );
    assert_eq!(portal.number("select count(*) from audit where action = 'enrolments.reveal_document'"), 1);
    assert_eq!(
        registrar.refusal::<RevealDocument>(&RevealRequest { id: TraineeId(99), reason: "核对".into() }),
        ErrorCode::NotFound
    );
    // The kept reply is sealed.
    assert!(!portal.dump(&[]).iter().any(|line| line.contains(RESIDENT)));
}

#[test]
fn two_records_of_one_person_become_one() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let (a, b) = (class(&registrar, "A"), class(&registrar, "B"));
    let from = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", "E1234567", Some(a))).unwrap();
    let into = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, Some(b))).unwrap();
    let phone = portal.trainee(from.id, "openid");
    portal.run("insert into consents (trainee_id, privacy_version, at) values (?1, 1, 0)", &[from.id.into()]);
    registrar.call::<RevealDocument>(&RevealRequest { id: from.id, reason: "核对".into() }).unwrap();

    let merge = MergeTraineesRequest { from: from.id, into: into.id };
    let merged = registrar.call::<MergeTrainees>(&merge).unwrap();
    assert_eq!((merged.id, merged.enrolments.len(), merged.bound), (into.id, 2, true));
    // The phone that saw one half now sees all.
    let home = phone.call::<GetHome>(&Nothing {}).unwrap();
    assert_eq!((home.trainee.id, home.enrolments.len()), (into.id, 2));
    let profile = phone.call::<GetProfile>(&Nothing {}).unwrap();
    assert!(profile.consent.is_some() && profile.looks.len() == 1);
    // The old number leads nowhere twice: the record is found once, by its own number, and old addresses go on working.
    assert_eq!(search(&registrar, "", None), ["孔冬志"]);
    assert!(search(&registrar, "E1234567", None).is_empty());
    assert_eq!(registrar.call::<GetTrainee>(&TraineeRequest { id: from.id }).unwrap().id, into.id);
    assert_eq!(registrar.refusal::<MergeTrainees>(&merge), ErrorCode::NotFound);
    assert_eq!(registrar.refusal::<SaveTrainee>(&change_of(&from)), ErrorCode::NotFound);
    assert_eq!(portal.number("select count(*) from audit where action = 'enrolments.merge_trainees'"), 2);

    // Merged again, the pointers stay one step long.
    let third = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", "E7654321", None)).unwrap();
    registrar.call::<MergeTrainees>(&MergeTraineesRequest { from: into.id, into: third.id }).unwrap();
    assert_eq!(registrar.call::<GetTrainee>(&TraineeRequest { id: from.id }).unwrap().id, third.id);
    let itself = MergeTraineesRequest { from: third.id, into: third.id };
    assert_eq!(registrar.refusal::<MergeTrainees>(&itself), ErrorCode::Invalid);
    assert!(portal.texts("pragma foreign_key_check").is_empty());
}

#[test]
fn what_is_finished_comes_last_at_home() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let classes = ["A", "B", "C"].map(|code| class(&registrar, code));
    let [first, ..] = classes;
    let saved = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, Some(first))).unwrap();
    for class_id in &classes[1..] {
        let change = TraineeForm {
            class_id: Some(*class_id),
            ..change_of(&registrar.call::<GetTrainee>(&TraineeRequest { id: saved.id }).unwrap())
        };
        registrar.call::<SaveTrainee>(&change).unwrap();
    }
    portal.run(
        "update enrolments set stage = 230, outcome = 'collected', paid = fee where class_id = ?1",
        &[classes[2].into()],
    );
    let home = portal.trainee(saved.id, "openid").call::<GetHome>(&Nothing {}).unwrap();
    let codes: Vec<&str> = home.enrolments.iter().map(|card| card.class_code.as_str()).collect();
    assert_eq!(codes, ["B", "A", "C"]);
}

#[test]
fn a_merge_inside_a_class_is_refused_with_its_name() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let class = class(&registrar, "A");
    let from = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", "E1234567", Some(class))).unwrap();
    let into = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, Some(class))).unwrap();
    let before = portal.dump(&[]);
    let problem = registrar.call::<MergeTrainees>(&MergeTraineesRequest { from: from.id, into: into.id }).unwrap_err();
    assert_eq!((problem.code, problem.blockers), (ErrorCode::BothEnrolled, vec!["A".to_owned()]));
    assert_eq!(portal.dump(&[]), before);
}

#[test]
fn of_two_accounts_the_one_of_the_living_record_stays() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let from = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", "E1234567", None)).unwrap();
    let into = registrar.call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, None)).unwrap();
    let (old, new) = (portal.trainee(from.id, "old"), portal.trainee(into.id, "new"));
    registrar.call::<MergeTrainees>(&MergeTraineesRequest { from: from.id, into: into.id }).unwrap();
    assert_eq!(portal.texts("select openid from bindings"), ["new"]);
    assert_eq!(old.refusal::<GetHome>(&Nothing {}), ErrorCode::BindingRequired);
    new.call::<GetHome>(&Nothing {}).unwrap();
    portal.alarm();
    assert_eq!(portal.texts("select openid from openid_messages"), ["old"]);
}

#[test]
fn callers_without_the_role_are_refused() {
    let portal = Portal::new();
    let saved = portal.registrar().call::<SaveTrainee>(&form("孔冬志", "13378707117", RESIDENT, None)).unwrap();
    let (editor, trainee) = (portal.staff(&[Role::Editor]), portal.trainee(saved.id, "openid"));
    let merge = MergeTraineesRequest { from: saved.id, into: TraineeId(2) };
    let reveal = RevealRequest { id: saved.id, reason: "核对".into() };
    editor.call::<GetTrainee>(&TraineeRequest { id: saved.id }).unwrap();
    editor.call::<SearchTrainees>(&SearchTraineesRequest::default()).unwrap();
    for (who, expected) in [(&editor, ErrorCode::RoleRequired), (&trainee, ErrorCode::StaffSignInRequired)] {
        assert_eq!(who.refusal::<SaveTrainee>(&change_of(&saved)), expected);
        assert_eq!(who.refusal::<MergeTrainees>(&merge), expected);
        assert_eq!(who.refusal::<RevealDocument>(&reveal), expected);
    }
    assert_eq!(trainee.refusal::<SearchTrainees>(&SearchTraineesRequest::default()), ErrorCode::StaffSignInRequired);
    assert_eq!(trainee.refusal::<GetTrainee>(&TraineeRequest { id: saved.id }), ErrorCode::StaffSignInRequired);
}
