//! Staff over the real shell: one-time links, password and authenticator, lock-out, roles, sessions.

use e2e::bad::{assert_nothing_broke, assert_problem, hang_up};
use e2e::client::new_key;
use e2e::console::Console;
use e2e::portal::{Options, SETUP_TOKEN};
use e2e::roster::{self, Line};
use e2e::staff::PASSWORD;
use e2e::{Client, Look, OrFail, Person, Portal, Staff, database, lessons, sample, wait};
use serde_json::json;
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::institution::api::GetSettings;
use shared::lessons::api::StaffLesson;
use shared::role::Role;
use shared::staff::api::{
    AcceptInvite, AcceptInviteForm, GetInvite, GetMe, InviteRequest, ListSessions, ListStaff, ResetStaff,
    ResetStaffRequest, RevokeSession, RevokeSessionRequest, SaveStaff, SetUp, SetUpForm, SignIn, SignInForm,
    StaffAccount, StaffForm, StaffSignOut,
};

const SESSION: &str = "__Host-staff";

fn codes<T: std::fmt::Debug>(result: Result<T, Problem>) -> (ErrorCode, Vec<(String, FieldCode)>) {
    let problem = result.err().or_fail("a refusal");
    (problem.code, problem.fields.into_iter().map(|field| (field.field, field.code)).collect())
}

fn field(name: &str, code: FieldCode) -> (ErrorCode, Vec<(String, FieldCode)>) {
    (ErrorCode::Invalid, vec![(name.to_owned(), code)])
}

fn only(code: ErrorCode) -> (ErrorCode, Vec<(String, FieldCode)>) {
    (code, Vec::new())
}

fn sign_in(client: &mut Client, login: &str, password: &str, code: &str) -> Result<(), Problem> {
    let form = SignInForm { login: login.to_owned(), password: password.to_owned(), code: code.to_owned() };
    client.call::<SignIn>(&form).map(|_me| ())
}

fn account(administrator: &mut Staff, login: &str) -> StaffAccount {
    let accounts = administrator.call::<ListStaff>(&Nothing {}).or_fail("accounts");
    accounts.into_iter().find(|account| account.login == login).or_fail(login)
}

fn form(account: &StaffAccount) -> StaffForm {
    StaffForm {
        id: Some(account.id),
        login: account.login.clone(),
        name: account.name.clone(),
        roles: account.roles.clone(),
        active: account.active,
        version: account.version,
    }
}

#[test]
fn the_first_administrator_comes_by_the_set_up_token_and_a_link_that_works_once() {
    let mut portal = Portal::start(Options::default());
    let mut visitor = portal.visitor();
    let set_up =
        |token: &str| SetUpForm {
            setup_token: token.to_owned(), login: "first".to_owned(), name: "第一个".to_owned()
        };
    assert_eq!(codes(visitor.call::<SetUp>(&set_up("guessed"))), only(ErrorCode::NotFound));
    assert_eq!(codes(visitor.call::<SetUp>(&set_up(""))), only(ErrorCode::NotFound));
    let saved = visitor.call::<SetUp>(&set_up(SETUP_TOKEN)).or_fail("the set-up token");
    let token = saved.invite_token.or_fail("a link");

    let unknown = InviteRequest { token: "0".repeat(token.len()) };
    assert_eq!(codes(visitor.call::<GetInvite>(&unknown)), only(ErrorCode::LinkExpired));
    let invite = visitor.call::<GetInvite>(&InviteRequest { token: token.clone() }).or_fail("the link");
    assert!(invite.totp_uri.starts_with("otpauth://totp/") && invite.totp_uri.contains(&invite.totp_secret));
    let mut first = Staff::with_authenticator(portal.origin(), "first", &invite.totp_secret);
    let code = first.next_code();
    let accept = |password: &str, code: &str| AcceptInviteForm {
        token: token.clone(),
        password: password.to_owned(),
        code: code.to_owned(),
    };
    for (password, expected) in [
        ("", FieldCode::Required),
        ("short", FieldCode::TooShort),
        ("password123", FieldCode::TooWeak),
        ("1234567890", FieldCode::TooWeak),
    ] {
        assert_eq!(codes(visitor.call::<AcceptInvite>(&accept(password, &code))), field("password", expected));
    }
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(codes(visitor.call::<AcceptInvite>(&accept(PASSWORD, wrong))), field("code", FieldCode::WrongCode));
    assert_eq!(codes(visitor.call::<AcceptInvite>(&accept(PASSWORD, "12"))), field("code", FieldCode::Format));
    let key = new_key();
    let Nothing {} = visitor.call_with_key::<AcceptInvite>(&accept(PASSWORD, &code), &key).or_fail("accepting");
    let Nothing {} =
        visitor.call_with_key::<AcceptInvite>(&accept(PASSWORD, &code), &key).or_fail("a repeated request");
    assert_eq!(codes(visitor.call::<AcceptInvite>(&accept(PASSWORD, &code))), only(ErrorCode::LinkExpired));
    assert_eq!(codes(visitor.call::<SetUp>(&set_up(SETUP_TOKEN))), only(ErrorCode::LinkExpired));

    first.sign_in();
    let me = first.call::<GetMe>(&Nothing {}).or_fail("who it is");
    assert_eq!((me.login.as_str(), me.name.as_str(), me.roles), ("first", "第一个", vec![Role::Administrator]));
    portal.with_database(|data| {
        let stored: String = data.query_row("select password from staff", [], |row| row.get(0)).or_fail("a password");
        assert!(stored.starts_with("$argon2id$v=19$m="), "{stored}");
        let session = first.cookie(SESSION).or_fail("a session").to_owned();
        for line in database::dump(data, &[]) {
            for secret in [PASSWORD, first.totp_secret.as_str(), &token, &session] {
                assert!(!line.contains(secret), "stored in clear: {line}");
            }
        }
    });
    assert_nothing_broke(&portal);
}

#[test]
fn visitors_who_hang_up_keep_nobody_from_signing_in() {
    let (portal, mut staff) = Portal::set_up();
    let mut clerk = staff.invite("clerk", &[Role::Registrar]);
    let host = portal.origin().trim_start_matches("http://").to_owned();
    let body = r#"{"login":"nobody","password":"x","code":"123456"}"#;
    for number in 0..8 {
        let head = format!(
            "POST /api/staff/sign-in HTTP/1.1\r\nHost: {host}\r\nOrigin: {}\r\nContent-Type: application/json\r\n\
             Idempotency-Key: hangs-up-{number:04}\r\nContent-Length: {}\r\n\r\n",
            portal.origin(),
            body.len()
        );
        hang_up(&portal, format!("{head}{body}").as_bytes());
    }
    let code = clerk.next_code();
    wait::until("a sign-in", || match sign_in(&mut portal.visitor(), "clerk", PASSWORD, &code) {
        Ok(()) => Some(()),
        Err(problem) if problem.code == ErrorCode::Busy => None,
        Err(problem) => panic!("{problem:?}"),
    });
}

#[test]
fn signing_in_needs_all_three_and_never_says_which_was_wrong() {
    let (portal, mut admin) = Portal::set_up();
    let mut clerk = admin.invite("clerk", &[Role::Registrar]);
    let mut visitor = portal.visitor();
    let code = clerk.next_code();
    let refused = || only(ErrorCode::SignInFailed);
    assert_eq!(codes(sign_in(&mut visitor, "clerk", "a wrong password", &code)), refused());
    assert_eq!(codes(sign_in(&mut visitor, "nobody", PASSWORD, &code)), refused());
    assert_eq!(codes(sign_in(&mut visitor, "clerk", PASSWORD, "")), refused());
    let other = admin.next_code();
    assert_eq!(codes(sign_in(&mut visitor, "clerk", PASSWORD, &other)), refused());
    sign_in(&mut visitor, " CLERK ", PASSWORD, &code).or_fail("all three are right");
    // A code counts once, even in the seconds in which it would still be good.
    let mut second = portal.visitor();
    assert_eq!(codes(sign_in(&mut second, "clerk", PASSWORD, &code)), refused());

    let form = SignInForm { login: "clerk".to_owned(), password: PASSWORD.to_owned(), code: clerk.next_code() };
    let answer = portal.visitor().answer_of::<SignIn>(&form, &new_key()).expect_status(200);
    let cookie = answer.header("set-cookie").or_fail("a cookie");
    for part in ["__Host-staff=", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(cookie.contains(part), "no {part} in {cookie}");
    }
    assert!(!cookie.contains("Max-Age"), "the session outlives the browser: {cookie}");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_nothing_broke(&portal);
}

#[test]
fn too_many_failures_lock_a_login_for_longer_and_longer() {
    let (mut portal, mut admin) = Portal::set_up();
    let mut clerk = admin.invite("clerk", &[Role::Registrar]);
    for login in ["clerk", "nobody"] {
        let mut guesser = portal.visitor();
        for _ in 0..5 {
            assert_eq!(
                codes(sign_in(&mut guesser, login, "a wrong password", "123456")),
                only(ErrorCode::SignInFailed)
            );
        }
        let form = SignInForm { login: login.to_owned(), password: "x".to_owned(), code: "123456".to_owned() };
        let answer = guesser.answer_of::<SignIn>(&form, &new_key());
        let problem = assert_problem(&answer, ErrorCode::LockedOut, login);
        let wait = problem.retry_after.or_fail("how long to wait");
        assert!((1..=31).contains(&wait), "{wait}");
        assert_eq!(answer.header("retry-after"), Some(wait.to_string().as_str()));
    }
    let code = clerk.next_code();
    let mut visitor = portal.visitor();
    assert_eq!(
        codes(sign_in(&mut visitor, "clerk", PASSWORD, &code)),
        only(ErrorCode::LockedOut),
        "even the right one"
    );
    clerk.call::<GetMe>(&Nothing {}).or_fail("a session that is open stays so");

    let forget = "update sign_in_failures set locked_until = 1";
    portal.with_database(|data| data.execute(forget, []).or_fail(forget));
    let mut guesser = portal.visitor();
    assert_eq!(codes(sign_in(&mut guesser, "clerk", "wrong again", "123456")), only(ErrorCode::SignInFailed));
    let again = sign_in(&mut guesser, "clerk", "wrong again", "123456").err().or_fail("locked again");
    assert!((32..=61).contains(&again.retry_after.or_fail("how long")), "not longer than the first time: {again:?}");
    portal.with_database(|data| data.execute(forget, []).or_fail(forget));
    clerk.sign_in();
    assert_nothing_broke(&portal);
}

#[test]
fn roles_change_at_once_and_somebody_must_administer() {
    let (portal, mut admin) = Portal::set_up();
    let mut clerk = admin.invite("clerk", &[Role::Registrar]);
    assert_eq!(codes(clerk.call::<GetSettings>(&Nothing {})), only(ErrorCode::RoleRequired));
    let known = account(&mut admin, "clerk");
    let promoted = StaffForm { roles: vec![Role::Administrator, Role::Registrar], ..form(&known) };
    let saved = admin.call::<SaveStaff>(&promoted).or_fail("promoting");
    clerk.call::<GetSettings>(&Nothing {}).or_fail("the same session may more now");
    assert_eq!(codes(admin.call::<SaveStaff>(&promoted)), only(ErrorCode::Changed), "an old version");

    // The promoted one demotes the first; then nobody else is left to be demoted.
    let first = account(&mut admin, "admin");
    let demoted = StaffForm { roles: vec![Role::Teacher], ..form(&first) };
    clerk.call::<SaveStaff>(&demoted).or_fail("demoting");
    assert_eq!(codes(admin.call::<GetSettings>(&Nothing {})), only(ErrorCode::RoleRequired));
    let last = StaffForm { roles: vec![Role::Registrar], ..form(&saved.account) };
    assert_eq!(codes(clerk.call::<SaveStaff>(&last)), only(ErrorCode::LastAdministrator));

    let gone = StaffForm { active: false, ..form(&account(&mut clerk, "admin")) };
    clerk.call::<SaveStaff>(&gone).or_fail("deactivating");
    assert_eq!(codes(admin.call::<GetMe>(&Nothing {})), only(ErrorCode::StaffSignInRequired));
    let code = admin.next_code();
    assert_eq!(codes(sign_in(&mut portal.visitor(), "admin", PASSWORD, &code)), only(ErrorCode::SignInFailed));
    assert_nothing_broke(&portal);
}

#[test]
fn sessions_are_listed_ended_and_ones_own() {
    let (portal, mut admin) = Portal::set_up();
    let mut clerk = admin.invite("clerk", &[Role::Registrar]);
    let mut lost_phone = clerk.again();
    clerk.sign_in();
    let sessions = clerk.call::<ListSessions>(&Nothing {}).or_fail("sessions");
    assert_eq!(sessions.iter().map(|session| session.current).collect::<Vec<_>>(), [true, false]);
    assert!(sessions.iter().all(|session| session.device.starts_with("Mozilla/5.0")));
    let lost = sessions.last().or_fail("a session").id.clone();
    let token = lost_phone.cookie(SESSION).or_fail("a session").to_owned();
    assert!(!token.contains(&lost), "the list shows a part of the token");

    let revoke = |id: &str| RevokeSessionRequest { id: id.to_owned() };
    assert_eq!(codes(admin.call::<RevokeSession>(&revoke(&lost))), only(ErrorCode::NotFound), "somebody else's");
    for id in ["", "0123456789abcdef", "%", &lost.to_uppercase().replace('A', "B")] {
        assert_eq!(codes(clerk.call::<RevokeSession>(&revoke(id))), only(ErrorCode::NotFound), "{id}");
    }
    lost_phone.call::<GetMe>(&Nothing {}).or_fail("not yet ended");
    let Nothing {} = clerk.call::<RevokeSession>(&revoke(&lost)).or_fail("ending it");
    assert_eq!(codes(lost_phone.call::<GetMe>(&Nothing {})), only(ErrorCode::StaffSignInRequired));

    let before = clerk.again();
    let Nothing {} = clerk.call::<StaffSignOut>(&Nothing {}).or_fail("signing out");
    assert_eq!(clerk.cookie(SESSION), None);
    let mut thief = before;
    assert_eq!(codes(thief.call::<GetMe>(&Nothing {})), only(ErrorCode::StaffSignInRequired), "a copied cookie");
    assert_nothing_broke(&portal);
}

#[test]
fn a_lost_authenticator_is_replaced_by_a_colleague_and_never_by_oneself() {
    let (portal, mut admin) = Portal::set_up();
    let mut second = admin.invite("second", &[Role::Administrator]);
    let own = account(&mut admin, "admin").id;
    let request = |id, password_too| ResetStaffRequest { id, password_too };
    assert_eq!(codes(admin.call::<ResetStaff>(&request(own, false))), field("id", FieldCode::Inconsistent));

    let saved = second.call::<ResetStaff>(&request(own, false)).or_fail("resetting a colleague");
    assert_eq!(codes(admin.call::<GetMe>(&Nothing {})), only(ErrorCode::StaffSignInRequired));
    let old = admin.next_code();
    assert_eq!(codes(sign_in(&mut portal.visitor(), "admin", PASSWORD, &old)), only(ErrorCode::SignInFailed));

    let token = saved.invite_token.or_fail("a link");
    let mut visitor = portal.visitor();
    let invite = visitor.call::<GetInvite>(&InviteRequest { token: token.clone() }).or_fail("the link");
    assert!(invite.keeps_password && invite.totp_secret != admin.totp_secret);
    let mut renewed = Staff::with_authenticator(portal.origin(), "admin", &invite.totp_secret);
    let accept = AcceptInviteForm { token, password: String::new(), code: renewed.next_code() };
    let Nothing {} = visitor.call::<AcceptInvite>(&accept).or_fail("a new authenticator");
    renewed.sign_in();
    assert_nothing_broke(&portal);
}

/// What is typed stays, the address too, and the next page is in the language that was chosen.
#[test]
fn the_language_changes_under_the_open_page() {
    let (portal, staff) = Portal::set_up();
    let console = Console::with_session(&portal, &staff, Look::desk());
    console.open("/staff/trainees");
    let search = console.browser.find("input[type=search]");
    search.type_text("孔");
    console.click("English");
    console.browser.wait_for_text("Sign out");
    assert_eq!(search.property("value"), json!("孔"));
    wait::until(format_args!("the choice to be kept"), || console.browser.cookie("__Host-lang"));
    console.open("/staff/cases?stuck=1");
    console.browser.wait_for_text("Sign out");
    console.click("中文");
    console.browser.wait_for_text("退出");
    assert!(console.browser.url().ends_with("/staff/cases?stuck=1"));
    assert_eq!(console.browser.script("return document.documentElement.lang"), json!("zh-CN"));
    console.browser.assert_console_empty();
    assert_nothing_broke(&portal);
}

/// The pages of the console, on a desk and on a phone: complete, accessible, nothing sticks out. Pictures to look at.
#[test]
fn the_console_is_fit_for_a_desk_and_a_phone() {
    let (portal, mut staff) = Portal::set_up();
    let people: Vec<Line> = (1..=12).map(|number| Line::usual(&Person::numbered(number))).collect();
    roster::import(&mut staff, &people);
    let mut registrar = staff.invite("registrar", &[Role::Registrar, Role::Cashier]);
    let lesson = lessons::talked_about(&portal, &mut staff, &mut registrar);
    let mut faults = Vec::new();
    for look in [Look::desk(), Look::phone(), Look::phone().dark()] {
        let console = Console::with_session(&portal, &staff, look);
        console.preview(&sample::path("messy.xlsx"));
        faults.extend(console.faults("staff-import-preview"));
        console.click("放弃");
        console.browser.find("dialog[open]");
        console.browser.screenshot("staff-import-discard");
        console.click("放弃");
        console.browser.wait_for_text("这次导入已放弃");
        console.choose(&sample::path("messy.xlsx"));
        console.browser.wait_for_text("上传并检查");
        faults.extend(console.faults("staff-import-columns"));
        for (path, words, name) in [
            ("/staff/imports", "以前的导入", "staff-imports"),
            ("/staff/classes", "2026-D01", "staff-classes"),
            ("/staff/classes/1", "打印报到单", "staff-class"),
            ("/staff/courses", "低压电工作业", "staff-courses"),
            ("/staff/trainees", "赵", "staff-trainees"),
            ("/staff/trainees/1", "低压电工作业", "staff-trainee"),
            ("/staff/enrolments/1", "培训中", "staff-enrolment"),
            ("/staff/settings", "ICP", "staff-settings"),
            ("/staff/settings/lessons", "GB", "staff-lesson-settings"),
            ("/staff/accounts", "registrar", "staff-accounts"),
            ("/staff/sessions", "我的登录", "staff-sessions"),
        ] {
            console.open_whole(path, words);
            faults.extend(console.faults(name));
        }
        console.browser.assert_console_empty();
    }
    let phones = [Look::phone().dark(), Look::phone().text(200)];
    for look in [Look::desk(), Look::desk().english().text(200)].into_iter().chain(phones) {
        let console = Console::with_session(&portal, &registrar, look);
        faults.extend(lesson_faults(&console, &lesson));
        console.browser.assert_console_empty();
    }
    for look in [Look::desk().english().text(200), Look::phone().text(200)] {
        let console = Console::with_session(&portal, &staff, look);
        console.open_whole("/staff/settings/lessons", "GB");
        faults.extend(console.faults("staff-lesson-settings"));
    }
    let browser = e2e::Browser::chromium(Look::desk().english());
    browser.open(&portal.url("/staff"));
    browser.wait_for_text("Staff sign-in");
    browser.assert_accessible();
    browser.screenshot("staff-sign-in");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_nothing_broke(&portal);
}

/// The pages about recorded lessons, each with the evidence unfolded.
fn lesson_faults(console: &Console, lesson: &StaffLesson) -> Vec<String> {
    let mut faults = Vec::new();
    let (title, trainee) = (lesson.title.as_str(), Person::numbered(13).name);
    for (path, words, name) in [
        ("/staff/courses/1/lessons", title, "staff-lessons"),
        ("/staff/objections", title, "staff-objections"),
        ("/staff/questions", title, "staff-questions"),
        ("/staff/classes/1/lessons", trainee.as_str(), "staff-lesson-report"),
    ] {
        console.open_whole(path, words);
        console.browser.script("document.querySelectorAll('details').forEach(details => details.open = true)");
        faults.extend(console.faults(name));
    }
    faults
}
