//! The staff console: its page, and the calls around passwords. Argon2id runs here, a few at once: it must not hold the
//! object's one thread.

use std::cell::RefCell;

use serde_json::value::RawValue;
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldErrors, Problem};
use shared::staff::api::{AcceptInviteForm, GetInvite, InviteRequest, SignInForm, StaffSignOut};
use shared::staff::password::check;
use worker::Result;

use super::answer::Answer;
use super::request::{Incoming, random_hex};
use super::template::{self, Parts};
use super::{cookies, object, pages};
use crate::staff::finish_invite::{FinishInvite, FinishInviteRequest};
use crate::staff::password;
use crate::staff::sign_in::{BeginSignIn, BeginSignInRequest, FinishSignIn, FinishSignInRequest};

/// The console's page: the same for every address below `/staff`, it renders itself.
pub async fn page(incoming: &Incoming) -> Result<Answer> {
    let nonce = random_hex::<16>();
    let parts = Parts { lang: incoming.lang.tag(), nonce: &nonce, title: "", body: "", preload: "" };
    let html = template::fill(&incoming.env, template::STAFF, &parts).await?;
    Ok(pages::html_answer(incoming, html, &nonce))
}

/// Passwords that are checked or wait for it at once. Argon2id takes a tenth of a second in which nobody else is served.
const MOST_AT_ONCE: usize = 4;

/// A place is free again after this long, whatever became of its request: one whose visitor has hung up is neither carried
/// on nor dropped.
const LONGEST_MS: u64 = 5_000;

thread_local! {
    /// When those that are checked now have begun.
    static CHECKS: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// A place among those whose password is checked; free again when dropped.
struct Place {
    since: u64,
}

impl Place {
    fn take() -> core::result::Result<Self, Problem> {
        let now = worker::Date::now().as_millis();
        CHECKS.with_borrow_mut(|checks| {
            checks.retain(|since| now.saturating_sub(*since) < LONGEST_MS);
            if checks.len() >= MOST_AT_ONCE {
                return Err(Problem { retry_after: Some(2), ..Problem::new(ErrorCode::Busy) });
            }
            checks.push(now);
            Ok(Self { since: now })
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        CHECKS.with_borrow_mut(|checks| {
            if let Some(place) = checks.iter().position(|since| *since == self.since) {
                checks.swap_remove(place);
            }
        });
    }
}

fn read<T: serde::de::DeserializeOwned>(request: &RawValue) -> core::result::Result<T, Problem> {
    serde_json::from_str(request.get()).or(Err(Problem::new(ErrorCode::Malformed)))
}

/// Password and second factor; the session comes as a cookie.
pub async fn sign_in(incoming: &Incoming, request: &RawValue) -> Result<Answer> {
    let form: SignInForm = match read(request) {
        Ok(form) => form,
        Err(problem) => return refuse(incoming, problem),
    };
    let _place = match Place::take() {
        Ok(place) => place,
        Err(problem) => return refuse(incoming, problem),
    };
    let asked = object::call::<BeginSignIn>(incoming, &BeginSignInRequest { login: form.login.clone() }).await?;
    let asked = match asked {
        Ok(asked) => asked,
        Err(problem) => return refuse(incoming, problem),
    };
    let finish = FinishSignInRequest {
        password_matches: password::verify(&form.password, &asked.password_phc),
        login: form.login,
        stamp: asked.stamp,
        code: form.code,
    };
    match object::call::<FinishSignIn>(incoming, &finish).await? {
        Ok(signed_in) => {
            // Until the browser closes; the object ends an idle session earlier.
            let cookie = cookies::set(cookies::STAFF, &signed_in.session, None);
            Ok(Answer::json(&signed_in.me)?.with("set-cookie", cookie))
        }
        Err(problem) => refuse(incoming, problem),
    }
}

/// Ends a one-time link: the password is checked and hashed here.
pub async fn accept_invite(incoming: &Incoming, request: &RawValue) -> Result<Answer> {
    let form: AcceptInviteForm = match read(request) {
        Ok(form) => form,
        Err(problem) => return refuse(incoming, problem),
    };
    let _place = match Place::take() {
        Ok(place) => place,
        Err(problem) => return refuse(incoming, problem),
    };
    let invite = match object::call::<GetInvite>(incoming, &InviteRequest { token: form.token.clone() }).await? {
        Ok(invite) => invite,
        Err(problem) => return refuse(incoming, problem),
    };
    let password_phc = if invite.keeps_password {
        None
    } else {
        let mut errors = FieldErrors::default();
        if errors.check("password", check(&form.password, &invite.login)).is_none() {
            return refuse(incoming, errors.into_problem());
        }
        let mut salt = [0; password::SALT_BYTES];
        let hash = getrandom::fill(&mut salt).ok().and_then(|()| password::hash(&form.password, salt));
        match hash {
            Some(hash) => Some(hash),
            None => return refuse(incoming, Problem::new(ErrorCode::Broken)),
        }
    };
    let finish = FinishInviteRequest { token: form.token, password_phc, code: form.code };
    match object::call::<FinishInvite>(incoming, &finish).await? {
        Ok(Nothing {}) => Answer::json(&Nothing {}),
        Err(problem) => refuse(incoming, problem),
    }
}

/// Ends the session; the browser forgets it whatever the object says.
pub async fn sign_out(incoming: &Incoming, _request: &RawValue) -> Result<Answer> {
    let _ended = object::call::<StaffSignOut>(incoming, &Nothing {}).await?;
    Ok(Answer::json(&Nothing {})?.with("set-cookie", cookies::clear(cookies::STAFF)))
}

fn refuse(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    Answer::problem(&Problem { request_id: incoming.facts.request_id.clone(), ..problem })
}
