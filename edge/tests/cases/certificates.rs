//! Certificates as facts, and the reminders that hang on them.

use shared::certificates::api::*;
use shared::certificates::clocks::Target;
use shared::certificates::regime::StageKey;
use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::error::FieldCode;
use shared::id::TraineeId;

use crate::people::*;
use crate::support::{Client, Portal};

fn form(trainee: TraineeId, n: usize) -> CertificateForm {
    CertificateForm {
        trainee_id: trainee,
        enrolment_id: None,
        regime: Regime::SpecialOperations,
        number: format!("T{}", document(n)),
        operation: "低压电工作业".to_owned(),
        first_issued_on: "2024-12-01".to_owned(),
        valid_from: "2024-12-01".to_owned(),
        valid_until: "2030-11-30".to_owned(),
        review_due_on: "2027-11-30".to_owned(),
        authority: "广西壮族自治区应急管理厅".to_owned(),
    }
}

fn somebody(portal: &Portal) -> (Client<'_>, TraineeId, shared::id::EnrolmentId) {
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01");
    let (trainee, case) = enrol(portal, &registrar, class, 1);
    (registrar, trainee, case)
}

#[test]
fn a_certificate_is_recorded_as_a_fact_and_moves_its_case() {
    let portal = Portal::new();
    let (registrar, trainee, case) = somebody(&portal);
    to(&registrar, case, StageKey::Making);
    let recorded =
        registrar.call::<RecordCertificate>(&CertificateForm { enrolment_id: Some(case), ..form(trainee, 1) }).unwrap();
    let recorded = recorded.certificate;
    assert_eq!((recorded.category.as_str(), recorded.number_masked.as_str()), ("电工作业", "TE0**0001"));
    let next = recorded.next.unwrap();
    assert_eq!((next.kind, next.on.to_string(), next.missed), (Target::Review, "2027-11-30".to_owned(), false));
    assert_eq!(next.opens_on.to_string(), "2027-10-01");
    assert_eq!(portal.text("select s.key from enrolments e join stages s on s.position = e.stage"), "electronic");
    assert!(!portal.text("select number from certificates").contains("E0000001"), "the number is sealed");
    let mine = portal.trainee(trainee, "openid").call::<ListCertificates>(&Nothing {}).unwrap();
    assert_eq!(mine.certificates, [recorded]);
    let (other, _) = enrol(&portal, &registrar, shared::id::ClassId(1), 2);
    assert_eq!(portal.trainee(other, "other").call::<ListCertificates>(&Nothing {}).unwrap().certificates, []);
}

#[test]
fn what_cannot_be_a_certificate_is_refused() {
    let portal = Portal::new();
    let (registrar, trainee, _) = somebody(&portal);
    let good = form(trainee, 1);
    let before = portal.dump(&["staff_sessions"]);
    for (form, field, code) in [
        (CertificateForm { number: format!("T{}", document(2)), ..good.clone() }, "number", FieldCode::Inconsistent),
        (CertificateForm { number: String::new(), ..good.clone() }, "number", FieldCode::Required),
        (
            CertificateForm { valid_until: "2024-12-01".to_owned(), ..good.clone() },
            "valid_until",
            FieldCode::Inconsistent,
        ),
        (CertificateForm { valid_until: String::new(), ..good.clone() }, "valid_until", FieldCode::Required),
        (
            CertificateForm { review_due_on: "2031-01-01".to_owned(), ..good.clone() },
            "review_due_on",
            FieldCode::Inconsistent,
        ),
        (
            CertificateForm { first_issued_on: "2025-01-01".to_owned(), ..good.clone() },
            "first_issued_on",
            FieldCode::Inconsistent,
        ),
        (CertificateForm { valid_from: "2028-01-01".to_owned(), ..good.clone() }, "valid_from", FieldCode::OutOfRange),
        (CertificateForm { operation: "<\u{0}>".to_owned(), ..good.clone() }, "operation", FieldCode::BadCharacters),
    ] {
        let problem = registrar.call::<RecordCertificate>(&form).unwrap_err();
        assert!(problem.fields.iter().any(|error| error.field == field && error.code == code), "{field} {problem:?}");
    }
    assert_eq!(portal.dump(&["staff_sessions"]), before);
}

/// Days on which reminders were sent, with their step.
fn sent(portal: &Portal) -> Vec<String> {
    portal.texts(
        "select date(at / 1000 + 28800, 'unixepoch') || ' ' || target || ' ' || step from reminders where state = 'sent' order by at, step",
    )
}

#[test]
fn each_reminder_is_sent_once_on_its_day() {
    let portal = Portal::new();
    let (registrar, trainee, _) = somebody(&portal);
    registrar.call::<RecordCertificate>(&form(trainee, 1)).unwrap();
    for _ in 0..1_600 {
        portal.alarm();
        portal.advance_days(1);
    }
    let expected = [
        "2027-05-30 review six_months",
        "2027-08-30 review three_months",
        "2027-10-01 review sixty_days",
        "2027-10-31 review thirty_days",
        "2027-11-23 review seven_days",
        "2030-05-30 renewal six_months",
        "2030-08-30 renewal three_months",
        "2030-10-01 renewal sixty_days",
        "2030-10-31 renewal thirty_days",
        "2030-11-23 renewal seven_days",
    ];
    assert_eq!(sent(&portal), expected);
    assert_eq!(portal.number("select count(*) from messages"), 10);
}

#[test]
fn after_a_silence_only_the_most_urgent_is_sent() {
    let portal = Portal::new();
    let (registrar, trainee, _) = somebody(&portal);
    registrar.call::<RecordCertificate>(&form(trainee, 1)).unwrap();
    portal.alarm();
    // Down from November 2026 to ten days before the review.
    portal.advance_days(364);
    assert_eq!(portal.now().day().to_string(), "2027-11-20");
    portal.alarm();
    assert_eq!(sent(&portal), ["2027-11-20 review thirty_days"]);
    let overtaken = portal.texts("select step from reminders where state = 'overtaken' order by due_at");
    assert_eq!(overtaken, ["six_months", "three_months", "sixty_days"]);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 1);
}

#[test]
fn a_replaced_certificate_is_reminded_of_no_more() {
    let portal = Portal::new();
    let (registrar, trainee, _) = somebody(&portal);
    registrar.call::<RecordCertificate>(&form(trainee, 1)).unwrap();
    // Reviewed: the same number and operation, no review due any more.
    let reviewed = CertificateForm { review_due_on: String::new(), ..form(trainee, 1) };
    registrar.call::<RecordCertificate>(&reviewed).unwrap();
    portal.advance_days(364);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 0);
    let listed = portal
        .registrar()
        .call::<ListCertificatesForStaff>(&shared::enrolments::api::TraineeRequest { id: trainee })
        .unwrap();
    assert_eq!(listed.certificates.iter().map(|one| one.replaced).collect::<Vec<_>>(), [false, true]);
    assert_eq!(listed.certificates[0].next.unwrap().kind, Target::Renewal);
}

#[test]
fn a_certificate_is_replaced_however_its_operation_is_written() {
    let portal = Portal::new();
    let (registrar, trainee, _) = somebody(&portal);
    registrar.call::<RecordCertificate>(&form(trainee, 1)).unwrap();
    let written = CertificateForm { operation: "低压电工".to_owned(), ..form(trainee, 1) };
    registrar.call::<RecordCertificate>(&written).unwrap();
    let other = CertificateForm { operation: "高压电工作业".to_owned(), ..form(trainee, 1) };
    registrar.call::<RecordCertificate>(&other).unwrap();
    // Principals get a new number each time.
    let principal = CertificateForm {
        regime: Regime::Principals,
        operation: "建筑施工".to_owned(),
        number: "浙2024001".to_owned(),
        review_due_on: String::new(),
        ..form(trainee, 1)
    };
    registrar.call::<RecordCertificate>(&principal).unwrap();
    registrar.call::<RecordCertificate>(&CertificateForm { number: "浙2026002".to_owned(), ..principal }).unwrap();
    assert_eq!(
        portal.texts("select id || ' ' || coalesce(replaced_by, '-') from certificates order by id"),
        ["1 2", "2 -", "3 -", "4 5", "5 -"]
    );
}

#[test]
fn a_certificate_that_is_recorded_again_does_not_remind_again() {
    let portal = Portal::new();
    let (registrar, trainee, _) = somebody(&portal);
    registrar.call::<RecordCertificate>(&form(trainee, 1)).unwrap();
    // Down past the first two steps before the review.
    portal.advance_days(285);
    portal.alarm();
    assert_eq!(sent(&portal), ["2027-09-02 review three_months"]);
    let corrected = CertificateForm { authority: "浙江省应急管理厅".to_owned(), ..form(trainee, 1) };
    portal.registrar().call::<RecordCertificate>(&corrected).unwrap();
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 1);
    portal.advance_days(30);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 2);
    // Another review day is another matter.
    let moved = CertificateForm { review_due_on: "2027-12-15".to_owned(), ..corrected };
    portal.registrar().call::<RecordCertificate>(&moved).unwrap();
    // What was typed can still be undone: nothing is said before that is over.
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 2);
    portal.advance_seconds(600);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from messages"), 3);
}

#[test]
fn the_most_urgent_certificate_stands_first() {
    let portal = Portal::new();
    let (registrar, trainee, _) = somebody(&portal);
    let of = |operation: &str, until: &str, review: &str| CertificateForm {
        operation: operation.to_owned(),
        valid_until: until.to_owned(),
        review_due_on: review.to_owned(),
        ..form(trainee, 1)
    };
    for form in [
        of("高压电工作业", "2030-11-30", "2027-11-30"),
        of("登高架设作业", "", ""),
        of("低压电工作业", "2030-11-30", "2026-06-30"),
        of("熔化焊接与热切割作业", "2027-01-31", ""),
    ] {
        registrar.call::<RecordCertificate>(&form).unwrap();
    }
    let mine = portal.trainee(trainee, "openid").call::<ListCertificates>(&Nothing {}).unwrap();
    let operations: Vec<&str> = mine.certificates.iter().map(|one| one.operation.as_str()).collect();
    assert_eq!(operations, ["低压电工作业", "熔化焊接与热切割作业", "高压电工作业", "登高架设作业"]);
}
