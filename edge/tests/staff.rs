//! Accounts, one-time links, sign-in and sessions of staff.
#![cfg(test)]

mod support;

use edge::staff::finish_invite::{FinishInvite, FinishInviteRequest};
use edge::staff::sign_in::{BeginSignIn, BeginSignInRequest, FinishSignIn, FinishSignInRequest, SignedIn};
use edge::staff::{password, totp};
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::id::{StaffId, TraineeId};
use shared::role::Role;
use shared::staff::api::*;
use support::{Client, Portal};

/// An authenticator in a test: gives each code once, as the portal wants it.
struct Person {
    login: String,
    secret: String,
    phc: String,
}

impl Person {
    fn code(&self, portal: &Portal) -> String {
        let key = totp::from_base32(&self.secret).unwrap();
        totp::code(&key, portal.now().seconds() / 30).unwrap()
    }

    fn begin(&self, portal: &Portal) -> PasswordCheckResult {
        let check = portal.anyone().call::<BeginSignIn>(&BeginSignInRequest { login: self.login.clone() }).unwrap();
        PasswordCheckResult { matches: check.password_phc == self.phc, stamp: check.stamp }
    }

    /// As the shell does it, with the comparison of strings in the place of Argon2.
    fn sign_in(&self, portal: &Portal) -> Result<SignedIn, Problem> {
        let check = self.begin(portal);
        let code = self.code(portal);
        portal.anyone().call::<FinishSignIn>(&FinishSignInRequest {
            login: self.login.clone(),
            stamp: check.stamp,
            password_matches: check.matches,
            code,
        })
    }

    fn fail_to_sign_in(&self, portal: &Portal) -> Problem {
        let wrong = Person { phc: "another".to_owned(), login: self.login.clone(), secret: self.secret.clone() };
        wrong.sign_in(portal).unwrap_err()
    }
}

struct PasswordCheckResult {
    matches: bool,
    stamp: String,
}

fn accept(portal: &Portal, token: &str) -> Person {
    let invite = portal.anyone().call::<GetInvite>(&InviteRequest { token: token.to_owned() }).unwrap();
    let person = Person { login: invite.login, secret: invite.totp_secret, phc: format!("phc of {token}") };
    portal
        .anyone()
        .call::<FinishInvite>(&FinishInviteRequest {
            token: token.to_owned(),
            password_phc: Some(person.phc.clone()),
            code: person.code(portal),
        })
        .unwrap();
    // The code counts once: the next sign-in needs the next one.
    portal.advance_seconds(30);
    person
}

fn set_up_form(login: &str) -> SetUpForm {
    SetUpForm { setup_token: "set-up-token".into(), login: login.into(), name: "李主任".into() }
}

fn first_administrator(portal: &Portal) -> Person {
    let saved = portal.anyone().call::<SetUp>(&set_up_form("li")).unwrap();
    accept(portal, &saved.invite_token.unwrap())
}

fn client<'a>(portal: &'a Portal, signed_in: &SignedIn) -> Client<'a> {
    let mut client = portal.anyone();
    client.staff_session = Some(signed_in.session.clone());
    client
}

fn form(login: &str, roles: &[Role]) -> StaffForm {
    StaffForm {
        id: None, login: login.into(), name: "王老师".into(), roles: roles.to_vec(), active: true, version: 0
    }
}

fn form_of(account: &StaffAccount) -> StaffForm {
    StaffForm {
        id: Some(account.id),
        login: account.login.clone(),
        name: account.name.clone(),
        roles: account.roles.clone(),
        active: account.active,
        version: account.version,
    }
}

fn fields(problem: Problem) -> Vec<(String, FieldCode)> {
    assert_eq!(problem.code, ErrorCode::Invalid);
    problem.fields.into_iter().map(|field| (field.field, field.code)).collect()
}

#[test]
fn the_first_administrator_comes_by_the_set_up_token_and_signs_in() {
    let portal = Portal::new();
    let wrong = SetUpForm { setup_token: "guess".into(), ..set_up_form("li") };
    assert_eq!(portal.anyone().refusal::<SetUp>(&wrong), ErrorCode::NotFound);
    let lost = portal.anyone().call::<SetUp>(&set_up_form("lost")).unwrap();
    let person = first_administrator(&portal);
    // A link that was made before is void, and nobody can set up again.
    let lost = InviteRequest { token: lost.invite_token.unwrap() };
    assert_eq!(portal.anyone().refusal::<GetInvite>(&lost), ErrorCode::LinkExpired);
    assert_eq!(portal.anyone().refusal::<SetUp>(&set_up_form("zhao")), ErrorCode::LinkExpired);

    let signed_in = person.sign_in(&portal).unwrap();
    assert_eq!(signed_in.me.roles, [Role::Administrator]);
    let me = client(&portal, &signed_in).call::<GetMe>(&Nothing {}).unwrap();
    assert_eq!(me, signed_in.me);
    assert!(!portal.dump(&[]).iter().any(|line| line.contains(&person.secret) || line.contains(&signed_in.session)));
}

#[test]
fn an_invite_offers_a_secret_for_the_authenticator_and_is_used_once() {
    let portal = Portal::new();
    let token = portal.anyone().call::<SetUp>(&set_up_form("Li.Min")).unwrap().invite_token.unwrap();
    let request = InviteRequest { token: token.clone() };
    let invite = portal.anyone().call::<GetInvite>(&request).unwrap();
    assert_eq!((invite.login.as_str(), invite.keeps_password), ("li.min", false));
    assert!(invite.totp_uri.starts_with("otpauth://totp/") && invite.totp_uri.contains(&invite.totp_secret));
    let person = Person { login: invite.login, secret: invite.totp_secret, phc: "phc".into() };

    let finish = |phc: Option<&str>, code: &str| FinishInviteRequest {
        token: token.clone(),
        password_phc: phc.map(str::to_owned),
        code: code.to_owned(),
    };
    let anyone = portal.anyone();
    for (form, expected) in [
        (finish(Some("phc"), ""), vec![("code".to_owned(), FieldCode::Required)]),
        (finish(Some("phc"), "12x456"), vec![("code".to_owned(), FieldCode::Format)]),
        (finish(Some("phc"), "000000"), vec![("code".to_owned(), FieldCode::WrongCode)]),
        (finish(None, &person.code(&portal)), vec![("password".to_owned(), FieldCode::Required)]),
    ] {
        assert_eq!(fields(anyone.call::<FinishInvite>(&form).unwrap_err()), expected);
    }
    let keyed = anyone.with_key("key-of-the-form");
    keyed.call::<FinishInvite>(&finish(Some("phc"), &person.code(&portal))).unwrap();
    // The same request again, under another salt: the same answer, no effect.
    keyed.call::<GetInvite>(&request).unwrap();
    keyed.call::<FinishInvite>(&finish(Some("phc2"), &person.code(&portal))).unwrap();
    assert_eq!(portal.text("select password from staff"), "phc");
    assert_eq!(anyone.refusal::<FinishInvite>(&finish(Some("phc3"), &person.code(&portal))), ErrorCode::LinkExpired);
    assert_eq!(anyone.refusal::<GetInvite>(&request), ErrorCode::LinkExpired);
    // Its code was used for it.
    assert_eq!(person.sign_in(&portal).unwrap_err().code, ErrorCode::SignInFailed);
}

#[test]
fn an_invite_ends_after_three_days() {
    let portal = Portal::new();
    let token = portal.anyone().call::<SetUp>(&set_up_form("li")).unwrap().invite_token.unwrap();
    portal.advance_days(3);
    assert_eq!(portal.anyone().refusal::<GetInvite>(&InviteRequest { token }), ErrorCode::LinkExpired);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from staff_invites"), 0);
    // The way in is not lost.
    first_administrator(&portal);
}

#[test]
fn a_code_is_accepted_once() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    person.sign_in(&portal).unwrap();
    assert_eq!(person.sign_in(&portal).unwrap_err().code, ErrorCode::SignInFailed);
    portal.advance_seconds(30);
    person.sign_in(&portal).unwrap();
}

#[test]
fn a_repeated_sign_in_gives_the_same_session() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let check = person.begin(&portal);
    let request = FinishSignInRequest {
        login: "LI ".into(),
        stamp: check.stamp,
        password_matches: check.matches,
        code: person.code(&portal),
    };
    let keyed = portal.anyone().with_key("key-of-the-form");
    let first = keyed.call::<FinishSignIn>(&request).unwrap();
    assert_eq!(keyed.call::<FinishSignIn>(&request).unwrap(), first);
    assert_eq!(portal.number("select count(*) from staff_sessions"), 1);
}

#[test]
fn wrong_password_wrong_code_and_unknown_login_are_not_told_apart() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let unknown = Person { login: "nobody".into(), secret: person.secret.clone(), phc: password::DUMMY_PHC.into() };
    let wrong_code = Person { secret: "AAAAAAAA".into(), login: person.login.clone(), phc: person.phc.clone() };
    for problem in [
        person.fail_to_sign_in(&portal),
        unknown.sign_in(&portal).unwrap_err(),
        wrong_code.sign_in(&portal).unwrap_err(),
    ] {
        let told = Problem { request_id: String::new(), ..problem };
        assert_eq!(told, Problem::new(ErrorCode::SignInFailed));
    }
}

#[test]
fn failures_lock_with_back_off_and_end_with_a_success() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let stranger = Person { login: "nobody".into(), secret: person.secret.clone(), phc: String::new() };
    for who in [&person, &stranger] {
        for _ in 0..5 {
            assert_eq!(who.fail_to_sign_in(&portal).code, ErrorCode::SignInFailed);
        }
        let locked = who.sign_in(&portal).unwrap_err();
        assert_eq!((locked.code, locked.retry_after), (ErrorCode::LockedOut, Some(31)));
    }
    // While it is locked the password is not even looked at.
    assert!(!person.begin(&portal).matches);
    portal.advance_seconds(30);
    assert_eq!(person.fail_to_sign_in(&portal).code, ErrorCode::SignInFailed);
    portal.advance_seconds(30);
    assert_eq!(person.sign_in(&portal).unwrap_err().code, ErrorCode::LockedOut);
    portal.advance_seconds(30);
    person.sign_in(&portal).unwrap();
    // Five are free again.
    portal.advance_seconds(30);
    for _ in 0..4 {
        person.fail_to_sign_in(&portal);
    }
    person.sign_in(&portal).unwrap();
    portal.advance_days(2);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from sign_in_failures"), 0);
}

#[test]
fn an_address_has_limited_tries() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let request = BeginSignInRequest { login: "li".into() };
    let mut refused = None;
    for tries in 0..200 {
        if let Err(problem) = portal.anyone().call::<BeginSignIn>(&request) {
            refused = Some((tries, problem.code));
            break;
        }
    }
    // One of the hundred went into setting up.
    assert_eq!(refused, Some((99, ErrorCode::TooManyTries)));
    let mut elsewhere = portal.anyone();
    elsewhere.address = "198.51.100.4".into();
    elsewhere.call::<BeginSignIn>(&request).unwrap();
    // Where no proxy names addresses, one visitor must not lock out all others.
    elsewhere.address = String::new();
    for _ in 0..200 {
        elsewhere.call::<BeginSignIn>(&request).unwrap();
    }
    portal.advance_seconds(3601);
    person.sign_in(&portal).unwrap();
}

#[test]
fn a_password_that_changed_in_between_does_not_count() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let check = person.begin(&portal);
    portal.run("update staff set password = 'changed'", &[]);
    let request = FinishSignInRequest {
        login: "li".into(),
        stamp: check.stamp,
        password_matches: check.matches,
        code: person.code(&portal),
    };
    assert_eq!(portal.anyone().refusal::<FinishSignIn>(&request), ErrorCode::SignInFailed);
}

#[test]
fn a_session_is_listed_revoked_and_ends_when_idle() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let first = person.sign_in(&portal).unwrap();
    portal.advance_seconds(60);
    let second = person.sign_in(&portal).unwrap();
    let (first, second) = (client(&portal, &first), client(&portal, &second));
    let sessions = second.call::<ListSessions>(&Nothing {}).unwrap();
    assert_eq!(sessions.iter().map(|session| session.current).collect::<Vec<_>>(), [true, false]);
    assert_eq!(sessions[0].device, "test");

    let other = portal.staff(&[Role::Editor]);
    let request = RevokeSessionRequest { id: sessions[1].id.clone() };
    assert_eq!(other.refusal::<RevokeSession>(&request), ErrorCode::NotFound);
    for id in ["", "0", &sessions[1].id[..15]] {
        assert_eq!(second.refusal::<RevokeSession>(&RevokeSessionRequest { id: id.into() }), ErrorCode::NotFound);
    }
    first.call::<GetMe>(&Nothing {}).unwrap();
    second.call::<RevokeSession>(&request).unwrap();
    assert_eq!(first.refusal::<GetMe>(&Nothing {}), ErrorCode::StaffSignInRequired);

    // Used once in a while it lives on; two hours without use end it.
    for _ in 0..5 {
        portal.advance_seconds(3600);
        second.call::<GetMe>(&Nothing {}).unwrap();
    }
    portal.advance_seconds(7201);
    assert_eq!(second.refusal::<GetMe>(&Nothing {}), ErrorCode::StaffSignInRequired);

    let third = client(&portal, &person.sign_in(&portal).unwrap());
    third.call::<StaffSignOut>(&Nothing {}).unwrap();
    assert_eq!(third.refusal::<GetMe>(&Nothing {}), ErrorCode::StaffSignInRequired);
}

#[test]
fn accounts_are_created_changed_and_checked() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let li = client(&portal, &person.sign_in(&portal).unwrap());
    let saved = li.call::<SaveStaff>(&form("Wang", &[Role::Registrar, Role::Cashier, Role::Registrar])).unwrap();
    assert_eq!((saved.account.login.as_str(), saved.account.ready), ("wang", false));
    assert_eq!(saved.account.roles, [Role::Registrar, Role::Cashier]);
    let wang = accept(&portal, &saved.invite_token.unwrap());
    let wang = client(&portal, &wang.sign_in(&portal).unwrap());

    for (form, expected) in [
        (form("WANG", &[Role::Editor]), ("login", FieldCode::Taken)),
        (form("", &[Role::Editor]), ("login", FieldCode::Required)),
        (form("a<b", &[Role::Editor]), ("login", FieldCode::BadCharacters)),
        (form("new", &[]), ("roles", FieldCode::Required)),
        (StaffForm { name: " ".into(), ..form("new", &[Role::Editor]) }, ("name", FieldCode::Required)),
    ] {
        assert_eq!(fields(li.call::<SaveStaff>(&form).unwrap_err()), [(expected.0.to_owned(), expected.1)]);
    }

    let account =
        li.call::<ListStaff>(&Nothing {}).unwrap().into_iter().find(|account| account.login == "wang").unwrap();
    assert!(account.ready && account.last_seen.is_some());
    let renamed = StaffForm { login: "wang2".into(), ..form_of(&account) };
    assert_eq!(fields(li.call::<SaveStaff>(&renamed).unwrap_err()), [("login".to_owned(), FieldCode::Inconsistent)]);
    let editor = StaffForm { roles: vec![Role::Editor], ..form_of(&account) };
    let changed = li.call::<SaveStaff>(&editor).unwrap();
    assert_eq!((changed.account.version, changed.invite_token), (account.version + 1, None));
    assert_eq!(li.refusal::<SaveStaff>(&editor), ErrorCode::Changed);
    assert_eq!(wang.call::<GetMe>(&Nothing {}).unwrap().roles, [Role::Editor]);
    // A deactivated account is out at once.
    li.call::<SaveStaff>(&StaffForm { active: false, ..form_of(&changed.account) }).unwrap();
    assert_eq!(wang.refusal::<GetMe>(&Nothing {}), ErrorCode::StaffSignInRequired);
    assert_eq!(li.refusal::<SaveStaff>(&StaffForm { id: Some(StaffId(99)), ..editor }), ErrorCode::NotFound);
    assert_eq!(portal.number("select count(*) from audit where action in ('staff.create', 'staff.change')"), 3);
}

#[test]
fn the_last_administrator_stays() {
    let portal = Portal::new();
    let person = first_administrator(&portal);
    let li = client(&portal, &person.sign_in(&portal).unwrap());
    let own = li.call::<ListStaff>(&Nothing {}).unwrap().remove(0);
    assert_eq!(li.refusal::<SaveStaff>(&StaffForm { active: false, ..form_of(&own) }), ErrorCode::OwnAccount);
    let without = StaffForm { roles: vec![Role::Registrar], ..form_of(&own) };
    assert_eq!(li.refusal::<SaveStaff>(&without), ErrorCode::LastAdministrator);
    // A colleague who has not yet used the link does not count.
    let saved = li.call::<SaveStaff>(&form("zhao", &[Role::Administrator])).unwrap();
    assert_eq!(li.refusal::<SaveStaff>(&without), ErrorCode::LastAdministrator);
    let zhao = accept(&portal, &saved.invite_token.unwrap());
    assert_eq!(li.refusal::<SaveStaff>(&StaffForm { active: false, ..form_of(&own) }), ErrorCode::OwnAccount);
    li.call::<SaveStaff>(&without).unwrap();
    assert_eq!(li.refusal::<ListStaff>(&Nothing {}), ErrorCode::RoleRequired);
    client(&portal, &zhao.sign_in(&portal).unwrap()).call::<ListStaff>(&Nothing {}).unwrap();
}

#[test]
fn a_second_administrator_resets_a_second_factor_but_nobody_ones_own() {
    let portal = Portal::new();
    let li_person = first_administrator(&portal);
    let li = client(&portal, &li_person.sign_in(&portal).unwrap());
    let zhao =
        accept(&portal, &li.call::<SaveStaff>(&form("zhao", &[Role::Administrator])).unwrap().invite_token.unwrap());
    let zhao = client(&portal, &zhao.sign_in(&portal).unwrap());
    let li_id = li.call::<GetMe>(&Nothing {}).unwrap().id;

    let own = ResetStaffRequest { id: li_id, password_too: false };
    assert_eq!(li.refusal::<ResetStaff>(&own), ErrorCode::Invalid);
    let reset = zhao.call::<ResetStaff>(&own).unwrap();
    assert!(!reset.account.ready);
    assert_eq!(li.refusal::<GetMe>(&Nothing {}), ErrorCode::StaffSignInRequired);
    portal.advance_seconds(30);
    assert_eq!(li_person.sign_in(&portal).unwrap_err().code, ErrorCode::SignInFailed);

    let token = reset.invite_token.unwrap();
    let invite = portal.anyone().call::<GetInvite>(&InviteRequest { token: token.clone() }).unwrap();
    assert!(invite.keeps_password && invite.totp_secret != li_person.secret);
    let renewed = Person { secret: invite.totp_secret, ..li_person };
    let request = FinishInviteRequest { token, password_phc: Some("ignored".into()), code: renewed.code(&portal) };
    portal.anyone().call::<FinishInvite>(&request).unwrap();
    portal.advance_seconds(30);
    renewed.sign_in(&portal).unwrap();

    let both = zhao.call::<ResetStaff>(&ResetStaffRequest { id: li_id, password_too: true }).unwrap();
    let invite = portal.anyone().call::<GetInvite>(&InviteRequest { token: both.invite_token.unwrap() }).unwrap();
    assert!(!invite.keeps_password);
    assert_eq!(
        zhao.refusal::<ResetStaff>(&ResetStaffRequest { id: StaffId(99), password_too: false }),
        ErrorCode::NotFound
    );
}

#[test]
fn staff_calls_are_refused_to_others_by_the_type_of_the_caller() {
    let portal = Portal::new();
    portal.run(
        "insert into trainees (name, document_kind, document, document_masked, document_index, last_four_index, phone, created_at)
         values ('孔冬志', 'resident_id', '', '', 'a', 'b', '13378707117', 0)",
        &[],
    );
    let trainee = portal.trainee(TraineeId(1), "openid");
    // A trainee's cookie in the place of a staff cookie is no staff session either.
    let mut forged = trainee.clone();
    forged.staff_session = trainee.session.clone();
    let (registrar, editor) = (portal.registrar(), portal.staff(&[Role::Editor]));
    for info in shared::staff::api::ENDPOINTS.iter().chain(shared::institution::api::ENDPOINTS) {
        let shared::endpoint::Access::Staff(roles) = info.access else { continue };
        for nobody in [&portal.anyone(), &trainee, &forged] {
            assert_eq!(
                nobody.call_raw(info.name, body(info.name)).unwrap_err().code,
                ErrorCode::StaffSignInRequired,
                "{}",
                info.name
            );
        }
        for (member, role) in [(&registrar, Role::Registrar), (&editor, Role::Editor)] {
            if !roles.is_empty() && !roles.contains(&role) {
                assert_eq!(
                    member.call_raw(info.name, body(info.name)).unwrap_err().code,
                    ErrorCode::RoleRequired,
                    "{}",
                    info.name
                );
            }
        }
    }
}

/// A readable body for each endpoint.
fn body(name: &str) -> &'static str {
    match name {
        "staff.save_staff" => r#"{"login":"x","name":"x","roles":["editor"],"active":true,"version":0}"#,
        "staff.reset_staff" => r#"{"id":1,"password_too":false}"#,
        "staff.revoke_session" => r#"{"id":"0000000000000000"}"#,
        "institution.save_settings" => {
            r#"{"name":"","phone":"","address":"","icp":"","app_id":"","verify_file_name":"","verify_file_body":"","privacy_text":"","version":1}"#
        }
        _ => "{}",
    }
}
