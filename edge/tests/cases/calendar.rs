//! The next day of a certificate, taken along into another browser.

use edge::certificates::calendar::{CalendarDay, MakeCalendarLink};
use edge::links::get_link::{GetLink, LinkRequest, LinkTarget};
use edge::links::use_link::UseLink;
use shared::certificates::api::*;
use shared::certificates::clocks::Target;
use shared::courses::{CourseKind, Regime};
use shared::error::ErrorCode;
use shared::id::{CertificateId, TraineeId};

use crate::people::*;
use crate::support::{Client, Portal};

/// Somebody with a certificate that is to be reviewed on a day.
fn certified(portal: &Portal, n: usize, review_due_on: &str) -> (TraineeId, CertificateId) {
    let registrar = portal.registrar();
    let class = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, &format!("D0{n}"));
    let (trainee, _) = enrol(portal, &registrar, class, n);
    let form = CertificateForm {
        trainee_id: trainee,
        enrolment_id: None,
        regime: Regime::SpecialOperations,
        number: format!("T{}", document(n)),
        operation: "低压电工作业".to_owned(),
        first_issued_on: "2024-12-01".to_owned(),
        valid_from: "2024-12-01".to_owned(),
        valid_until: "2030-11-30".to_owned(),
        review_due_on: review_due_on.to_owned(),
        authority: "广西壮族自治区应急管理厅".to_owned(),
    };
    (trainee, registrar.call::<RecordCertificate>(&form).unwrap().certificate.id)
}

fn link(client: &Client, id: CertificateId) -> LinkRequest {
    LinkRequest { token: client.call::<MakeCalendarLink>(&CertificateRequest { id }).unwrap().token }
}

fn day(client: &Client, link: &LinkRequest) -> CalendarDay {
    match client.call::<GetLink>(link).unwrap().target {
        LinkTarget::Calendar(day) => day,
        LinkTarget::Proof(_) => panic!("a calendar entry was asked for"),
    }
}

#[test]
fn a_link_says_the_day_and_is_used_up_by_the_download_alone() {
    let portal = Portal::new();
    let (trainee, id) = certified(&portal, 1, "2027-11-30");
    let (own, nobody) = (portal.trainee(trainee, "openid"), portal.anyone());
    // A proof of the same number: another thing, whose link stays.
    portal.run("insert into one_time_links values ('of a proof', 'proof', ?1, 9000000000000)", &[id.into()]);
    let (old, new) = (link(&own, id), link(&own, id));
    assert_eq!(nobody.refusal::<GetLink>(&old), ErrorCode::LinkExpired, "a newer one was made");
    for _looked_at in 0..3 {
        let CalendarDay { certificate, operation, next } = day(&nobody, &new);
        assert_eq!((certificate, operation.as_str()), (id, "低压电工作业"));
        assert_eq!((next.kind, next.on.to_string()), (Target::Review, "2027-11-30".to_owned()));
    }
    assert!(!portal.text("select group_concat(token_hash) from one_time_links").contains(&new.token), "only its hash");
    nobody.call::<UseLink>(&new).unwrap();
    assert_eq!(nobody.refusal::<UseLink>(&new), ErrorCode::LinkExpired);
    assert_eq!(portal.texts("select what from one_time_links"), ["proof"]);
    assert_eq!(
        portal.texts("select action || ' ' || subject_kind from audit where action like '%link' order by id"),
        [
            "certificates.make_calendar_link certificate",
            "certificates.make_calendar_link certificate",
            "links.use_link certificate"
        ]
    );
}

#[test]
fn a_link_ends_after_ten_minutes_and_is_purged() {
    let portal = Portal::new();
    let (trainee, id) = certified(&portal, 1, "2027-11-30");
    let (own, nobody) = (portal.trainee(trainee, "openid"), portal.anyone());
    let late = link(&own, id);
    portal.advance_seconds(599);
    assert_eq!(day(&nobody, &late).certificate, id);
    portal.advance_seconds(1);
    assert_eq!(nobody.refusal::<GetLink>(&late), ErrorCode::LinkExpired);
    assert_eq!(nobody.refusal::<UseLink>(&late), ErrorCode::LinkExpired);
    let next = portal.alarm_once().unwrap();
    assert!(next.is_none_or(|next| next > portal.now()), "what has expired does not keep the alarm ringing");
    assert_eq!(portal.number("select count(*) from one_time_links"), 0);
    // The repeated form repeats its link.
    let own = own.with_key("a-key-of-its-own");
    assert_eq!(link(&own, id), link(&own, id));
}

#[test]
fn a_link_is_made_by_the_holder_for_a_day_that_lies_ahead() {
    let portal = Portal::new();
    let (trainee, id) = certified(&portal, 1, "2027-11-30");
    let (other, _) = certified(&portal, 2, "2027-11-30");
    let request = CertificateRequest { id };
    assert_eq!(portal.trainee(other, "other").refusal::<MakeCalendarLink>(&request), ErrorCode::NotFound);
    assert_eq!(portal.anyone().refusal::<MakeCalendarLink>(&request), ErrorCode::SignInRequired);
    assert_eq!(portal.registrar().refusal::<MakeCalendarLink>(&request), ErrorCode::SignInRequired);
    let own = portal.trainee(trainee, "openid");
    let made = link(&own, id);
    portal.run("update certificates set review_due_on = '2026-11-20' where id = ?1", &[id.into()]);
    assert_eq!(portal.anyone().refusal::<GetLink>(&made), ErrorCode::LinkExpired, "the day has gone by");
    assert_eq!(own.refusal::<MakeCalendarLink>(&request), ErrorCode::NotFound);
    assert_eq!(own.refusal::<MakeCalendarLink>(&CertificateRequest { id: CertificateId(99) }), ErrorCode::NotFound);
}
