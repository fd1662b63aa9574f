//! Who somebody is: binding, limits, sessions.

use e2e::institution::{self, enrol_usually};
use e2e::portal::ADDRESS_HEADER;
use e2e::{OrFail, Person, Portal, Trainee};
use shared::courses::api::{ClassRequest, PrintSlips};
use shared::endpoint::Nothing;
use shared::enrolments::api::{EnrolmentRequest, GetEnrolment, GetHome};
use shared::error::ErrorCode;
use shared::id::EnrolmentId;
use shared::identity::api::GetProfile;

const SESSION: &str = "__Host-session";

fn bind(trainee: &mut Trainee, person: &Person) -> e2e::Answer {
    trainee.bind(&person.name, &person.document_number, &person.phone)
}

/// A follower bound to somebody who is enrolled.
fn bound(portal: &Portal, staff: &mut e2e::Staff, openid: &str, person: &Person) -> Trainee {
    enrol_usually(staff, person);
    let mut trainee = portal.trainee(openid);
    bind(&mut trainee, person).expect_redirect_to("/");
    trainee
}

#[test]
fn a_follower_binds_once_and_comes_home_from_then_on() {
    let (portal, mut staff) = Portal::set_up();
    let person = Person::numbered(1);
    enrol_usually(&mut staff, &person);

    let mut trainee = portal.follower("oFollowerBindsOnce");
    let page = trainee.enter().expect_status(200);
    assert_eq!(page.url, portal.url("/bind"));
    assert!(page.text().contains("绑定学员"));
    bind(&mut trainee, &person).expect_redirect_to("/");
    let home = trainee.get("/").expect_status(200).text();
    assert!(home.contains(&person.name) && home.contains(institution::COURSE), "{home}");

    let mut other_phone = portal.follower("oFollowerBindsOnce");
    let page = other_phone.enter().expect_status(200);
    assert_eq!(page.url, portal.url("/"));
    assert!(page.text().contains(&person.name));
    assert_ne!(trainee.cookie(SESSION), other_phone.cookie(SESSION));
}

#[test]
fn a_wrong_answer_is_not_named() {
    let (portal, mut staff) = Portal::set_up();
    let (person, other) = (Person::numbered(20), Person::numbered(21));
    enrol_usually(&mut staff, &person);
    let wrong = [
        Person { name: other.name.clone(), ..person.clone() },
        Person { phone: other.phone.clone(), ..person.clone() },
        Person { document_number: other.document_number.clone(), ..person.clone() },
    ];
    for (number, wrong) in wrong.iter().enumerate() {
        let mut trainee = portal.trainee(&format!("oWrongAnswer{number}"));
        let page = bind(&mut trainee, wrong).expect_status(ErrorCode::NoMatch.status()).text();
        assert!(page.contains("没有找到相符的学员"), "{page}");
        // What was typed stands in the form again, and what was ticked.
        let box_of = |page: &str| {
            page.split("name=\"consent\"").nth(1).unwrap_or_default().split('>').next().unwrap_or_default().to_owned()
        };
        assert!(box_of(&page).contains("checked"), "{}", box_of(&page));
        assert!(page.contains(&wrong.name) && page.contains(&wrong.document_number));
        assert!(!page.contains("aria-invalid=\"true\""), "a field is marked: {page}");
        trainee.get("/").expect_redirect_to("/bind");
    }
}

#[test]
fn without_consent_nobody_is_bound() {
    let (portal, mut staff) = Portal::set_up();
    let person = Person::numbered(30);
    enrol_usually(&mut staff, &person);
    let mut trainee = portal.trainee("oWithoutConsent");
    let page = trainee.get("/bind").text();
    assert!(!page.contains("checked"), "the box is ticked beforehand");
    let fields = [
        ("by", "details"),
        ("name", person.name.as_str()),
        ("document_number", person.document_number.as_str()),
        ("phone", person.phone.as_str()),
    ];
    let answer = trainee.post_form("/bind", &fields).expect_status(ErrorCode::Invalid.status());
    assert!(answer.text().contains("要绑定，请先勾选同意"));
    trainee.get("/").expect_redirect_to("/bind");
}

#[test]
fn consent_is_recorded_with_its_version_and_place() {
    let (mut portal, mut staff) = Portal::set_up();
    let person = Person::numbered(31);
    enrol_usually(&mut staff, &person);
    let mut trainee = portal.trainee("oConsents");
    trainee.set_header(ADDRESS_HEADER, "198.51.100.31");
    bind(&mut trainee, &person).expect_redirect_to("/");
    let profile = trainee.call::<GetProfile>(&Nothing {}).unwrap();
    assert_eq!(profile.consent.or_fail("a consent").version, 1);
    let stored: (i64, String, String) = portal.with_database(|database| {
        let sql = "select privacy_version, openid, address from consents";
        database.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).or_fail(sql)
    });
    assert_eq!(stored, (1, "oConsents".to_owned(), "198.51.100.31".to_owned()));
}

#[test]
fn a_document_number_is_tried_five_times_an_hour() {
    let (portal, mut staff) = Portal::set_up();
    let person = Person::numbered(40);
    enrol_usually(&mut staff, &person);
    let wrong = Person { name: "不是我".to_owned(), ..person.clone() };
    for number in 0..5 {
        let mut trainee = portal.trainee(&format!("oTriesDocument{number}"));
        bind(&mut trainee, &wrong).expect_status(ErrorCode::NoMatch.status());
    }
    let mut owner = portal.trainee("oTriesDocumentOwner");
    let page = bind(&mut owner, &person).expect_status(429);
    assert!(page.text().contains("尝试次数太多"));
}

#[test]
fn an_account_tries_ten_times_an_hour() {
    let (portal, mut staff) = Portal::set_up();
    let mut trainee = portal.trainee("oTriesAccount");
    for number in 0..10 {
        bind(&mut trainee, &Person::numbered(100 + number)).expect_status(ErrorCode::NoMatch.status());
    }
    let person = Person::numbered(50);
    enrol_usually(&mut staff, &person);
    bind(&mut trainee, &person).expect_status(429);
    let mut other = portal.trainee("oTriesAccountOther");
    bind(&mut other, &person).expect_redirect_to("/");
}

#[test]
fn an_address_tries_three_hundred_times_an_hour_and_a_whole_class_fits() {
    let (portal, _staff) = Portal::set_up();
    let mut visitor = portal.visitor().with_header(ADDRESS_HEADER, "198.51.100.1");
    let fields = [("by", "claim_code"), ("last_four", "1234"), ("consent", "1")];
    let mut send = |number: u32, address: &str| {
        visitor.set_header(ADDRESS_HEADER, address);
        // Well-formed, and printed on no slip.
        let code = format!("{number:010}");
        visitor.post_form("/bind", &[&fields[..], &[("claim_code", code.as_str())]].concat()).status
    };
    for number in 0..300 {
        assert_eq!(send(number, "198.51.100.1"), ErrorCode::NoMatch.status(), "try {number}");
    }
    assert_eq!(send(300, "198.51.100.1"), 429);
    assert_eq!(send(301, "198.51.100.2"), ErrorCode::NoMatch.status());
}

#[test]
fn a_claim_code_binds_in_wechat_and_opens_a_session_outside() {
    let (portal, mut staff) = Portal::set_up();
    let person = Person::numbered(60);
    enrol_usually(&mut staff, &person);
    let class = institution::usual_class(&mut staff);
    let slips = staff.call::<PrintSlips>(&ClassRequest { id: class.id, after: None }).unwrap();
    let slip = slips.slips.iter().find(|slip| slip.trainee_name == person.name).or_fail("a slip");
    let last_four = person.last_four();

    let mut outside = portal.follower("oNeverEntered");
    outside.bind_by_claim_code(&slip.claim_code, "0000").expect_status(ErrorCode::NoMatch.status());
    outside.bind_by_claim_code(&slip.claim_code, last_four).expect_redirect_to("/");
    assert!(outside.get("/").expect_status(200).text().contains(&person.name));
    assert_eq!(outside.call::<GetProfile>(&Nothing {}).unwrap().bound_at, None);

    let mut inside = portal.trainee("oByClaimCode");
    inside.bind_by_claim_code(&slip.claim_code, last_four).expect_redirect_to("/");
    assert!(inside.call::<GetProfile>(&Nothing {}).unwrap().bound_at.is_some());
    // Whoever found the slip sees nothing any more.
    assert_eq!(outside.call::<GetHome>(&Nothing {}).unwrap_err().code, ErrorCode::SignInRequired);
}

#[test]
fn binding_again_moves_the_trainee_and_tells_the_former_account() {
    let (mut portal, mut staff) = Portal::set_up();
    let person = Person::numbered(70);
    let mut former = bound(&portal, &mut staff, "oFormerAccount", &person);
    let mut next = portal.trainee("oNextAccount");
    bind(&mut next, &person).expect_redirect_to("/");

    assert_eq!(former.call::<GetHome>(&Nothing {}).unwrap_err().code, ErrorCode::BindingRequired);
    let page = former.enter().expect_status(200);
    assert_eq!(page.url, portal.url("/bind"));
    assert!(page.text().contains("改绑到了另一个微信"), "{}", page.text());
    assert!(next.get("/").expect_status(200).text().contains(&person.name));

    let audited: i64 = portal.with_database(|database| {
        let sql = "select count(*) from audit where action = 'identity.bind_trainee'";
        database.query_row(sql, [], |row| row.get(0)).or_fail(sql)
    });
    assert_eq!(audited, 2);
}

#[test]
fn a_family_shares_a_phone_and_switches() {
    let (portal, mut staff) = Portal::set_up();
    let (mother, son, stranger) = (Person::numbered(80), Person::numbered(91), Person::numbered(99));
    let mut phone = bound(&portal, &mut staff, "oFamilyPhone", &mother);
    enrol_usually(&mut staff, &son);
    bind(&mut phone, &son).expect_redirect_to("/");
    let foreign = enrol_usually(&mut staff, &stranger);

    let home = phone.call::<GetHome>(&Nothing {}).unwrap();
    assert_eq!(home.trainee.name, son.name);
    let names: Vec<&str> = home.switchable.iter().map(|trainee| trainee.name.as_str()).collect();
    assert_eq!(names, [mother.name.as_str(), son.name.as_str()]);
    let page = phone.get("/").text();
    assert!(page.contains(r#"action="/switch""#) && page.contains(&mother.name));

    let mothers_id = home.switchable[0].id.to_string();
    phone.post_form("/switch", &[("trainee_id", &mothers_id)]).expect_redirect_to("/");
    assert_eq!(phone.call::<GetHome>(&Nothing {}).unwrap().trainee.name, mother.name);

    let answer = phone.post_form("/switch", &[("trainee_id", &foreign.id.to_string())]);
    assert_eq!(answer.status, 404);
    assert_eq!(phone.call::<GetHome>(&Nothing {}).unwrap().trainee.name, mother.name);
}

#[test]
fn somebody_elses_enrolment_is_not_found() {
    let (portal, mut staff) = Portal::set_up();
    let mut mine = bound(&portal, &mut staff, "oMine", &Person::numbered(110));
    let mut theirs = bound(&portal, &mut staff, "oTheirs", &Person::numbered(111));
    let id = theirs.call::<GetHome>(&Nothing {}).unwrap().enrolments[0].id;
    assert!(theirs.call::<GetEnrolment>(&EnrolmentRequest { id }).is_ok());
    let not_mine = mine.call::<GetEnrolment>(&EnrolmentRequest { id }).unwrap_err();
    let not_there = mine.call::<GetEnrolment>(&EnrolmentRequest { id: EnrolmentId(999_999) }).unwrap_err();
    assert_eq!((not_mine.code, not_there.code), (ErrorCode::NotFound, ErrorCode::NotFound));
    mine.get(&format!("/enrolments/{id}")).expect_status(404);
    mine.get("/enrolments/999999").expect_status(404);
    mine.get("/enrolments/x").expect_status(404);
}

#[test]
fn signing_out_ends_the_session_on_the_server_too() {
    let (portal, mut staff) = Portal::set_up();
    let mut trainee = bound(&portal, &mut staff, "oSignsOut", &Person::numbered(120));
    let session = trainee.cookie(SESSION).or_fail("a session").to_owned();
    trainee.post_form("/sign-out", &[]).expect_redirect_to("/signed-out");
    assert_eq!(trainee.cookie(SESSION), None);
    assert!(trainee.get("/signed-out").expect_status(200).text().contains("您已退出"));
    trainee.set_cookie(portal.origin(), SESSION, &session);
    assert_eq!(trainee.call::<GetHome>(&Nothing {}).unwrap_err().code, ErrorCode::SignInRequired);
    assert!(trainee.enter().expect_status(200).text().contains("的报名"), "still bound");
}

#[test]
fn unbinding_leaves_nothing_to_see() {
    let (portal, mut staff) = Portal::set_up();
    let person = Person::numbered(130);
    let mut trainee = bound(&portal, &mut staff, "oUnbinds", &person);
    trainee.post_form("/unbind", &[]).expect_redirect_to("/bind");
    assert_eq!(trainee.call::<GetHome>(&Nothing {}).unwrap_err().code, ErrorCode::BindingRequired);
    assert_eq!(trainee.enter().url, portal.url("/bind"));
    bind(&mut trainee, &person).expect_redirect_to("/");
}

#[test]
fn forged_and_foreign_cookies_open_nothing() {
    let (portal, mut staff) = Portal::set_up();
    let trainee = bound(&portal, &mut staff, "oHasASession", &Person::numbered(140));
    let session = trainee.cookie(SESSION).or_fail("a session").to_owned();
    let staffs = staff.cookie("__Host-staff").or_fail("a staff session").to_owned();
    let mut changed = session.clone();
    changed.pop();
    for (name, value) in
        [(SESSION, "x"), (SESSION, changed.as_str()), (SESSION, staffs.as_str()), ("__Host-staff", session.as_str())]
    {
        let mut visitor = portal.visitor();
        visitor.set_cookie(portal.origin(), name, value);
        assert_eq!(visitor.call::<GetHome>(&Nothing {}).unwrap_err().code, ErrorCode::SignInRequired, "{name}={value}");
        let me = visitor.call::<shared::staff::api::GetMe>(&Nothing {}).unwrap_err();
        assert_eq!(me.code, ErrorCode::StaffSignInRequired, "{name}={value}");
    }
}

#[test]
fn forms_of_other_sites_are_refused() {
    let (portal, mut staff) = Portal::set_up();
    let mut trainee = bound(&portal, &mut staff, "oCrossSite", &Person::numbered(150));
    let key = e2e::client::new_key();
    let fields = [("idempotency_key", key.as_str())];
    let evil: [&[(&str, &str)]; 4] = [
        &[("Origin", "https://evil.example")],
        &[("Sec-Fetch-Site", "cross-site"), ("Origin", portal.origin())],
        &[("Sec-Fetch-Site", "same-site")],
        &[],
    ];
    for headers in evil {
        let answer = trainee.send("POST", "/unbind", headers, e2e::client::Body::Form(&fields));
        assert_eq!(answer.status, ErrorCode::CrossSite.status(), "{headers:?}");
    }
    assert!(trainee.call::<GetHome>(&Nothing {}).is_ok());
}

#[test]
fn a_form_sent_twice_does_it_once() {
    let (mut portal, mut staff) = Portal::set_up();
    let person = Person::numbered(160);
    enrol_usually(&mut staff, &person);
    let mut trainee = portal.trainee("oTapsTwice");
    let fields = [
        ("by", "details"),
        ("name", person.name.as_str()),
        ("document_number", person.document_number.as_str()),
        ("phone", person.phone.as_str()),
        ("consent", "1"),
        ("idempotency_key", "tapped-twice-0001"),
    ];
    trainee.post_form("/bind", &fields).expect_redirect_to("/");
    trainee.post_form("/bind", &fields).expect_redirect_to("/");
    let consents: i64 = portal.with_database(|database| {
        database.query_row("select count(*) from consents", [], |row| row.get(0)).or_fail("counting consents")
    });
    assert_eq!(consents, 1);
}
