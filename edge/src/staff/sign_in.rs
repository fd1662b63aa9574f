//! Sign-in with password and second factor, in two turns: the shell verifies the password between them, because Argon2id
//! would hold the object's one thread.
//!
//! `begin` → `password::verify(typed, phc)` → `finish`. An unknown login goes the same way, at the same cost.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::StaffId;
use shared::role::Role;
use shared::staff::api::Me;

use super::accounts::login_text;
use super::{lock_out, password, totp};
use crate::institution::audit::{self, Actor};
use crate::institution::callers::{Anyone, STAFF_IDLE_SECONDS};
use crate::institution::context::Context;
use crate::institution::crypto::{same, token_hash};
use crate::institution::dispatch::transaction;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::internal::internal;
use crate::institution::tries;
use crate::params;

/// Who wants to sign in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginSignInRequest {
    pub login: String,
}

/// What the shell checks the typed password against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordCheck {
    /// Of the account, or a dummy.
    pub password_phc: String,
    /// Goes back with the result, so that a password changed in between does not count.
    pub stamp: String,
}

/// The password's result and the second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishSignInRequest {
    pub login: String,
    pub stamp: String,
    pub password_matches: bool,
    pub code: String,
}

/// A session for the cookie, and who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    pub session: String,
    pub me: Me,
}

internal!(
    /// Counts the try for the address and says what to check the password against.
    BeginSignIn = "staff.begin_sign_in", BeginSignInRequest => PasswordCheck
);
internal!(
    /// Checks lock-out and second factor and starts the session.
    change FinishSignIn = "staff.finish_sign_in", FinishSignInRequest => SignedIn
);

/// An account that can sign in.
#[derive(Deserialize)]
struct Account {
    id: StaffId,
    login: String,
    name: String,
    roles: Vec<Role>,
    password: String,
    totp: String,
    totp_step: i64,
}

fn account(context: &Context, login: &str) -> Outcome<Option<Account>> {
    Ok(context.sql.row(
        "select json_object('id', id, 'login', login, 'name', name, 'roles', json(roles), 'password', password,
           'totp', totp, 'totp_step', totp_step)
         from staff where login = ?1 and active = 1 and password <> '' and totp <> ''",
        params![login_text(login)],
    )?)
}

pub fn begin_sign_in(context: &Context, _caller: Anyone, request: BeginSignInRequest) -> Outcome<PasswordCheck> {
    transaction(context, || {
        // Before the password, because that is what costs.
        tries::count(context, "sign_in_address", &context.facts.address)?;
        let password_phc = match lock_out::refuse_when_locked(context, &request.login) {
            Ok(()) => account(context, &request.login)?.map(|account| account.password),
            // `finish` refuses it, after the same time.
            Err(Failure::Refused(_)) => None,
            Err(failure) => return Err(failure),
        };
        let password_phc = password_phc.unwrap_or_else(|| password::DUMMY_PHC.to_owned());
        Ok(PasswordCheck { stamp: token_hash(&password_phc), password_phc })
    })
}

pub fn finish_sign_in(context: &Context, _caller: Anyone, request: FinishSignInRequest) -> Outcome<SignedIn> {
    lock_out::refuse_when_locked(context, &request.login)?;
    let account = account(context, &request.login)?;
    let step = match &account {
        Some(account) if request.password_matches && same(&request.stamp, &token_hash(&account.password)) => {
            let secret = context.open("staff.totp", &account.totp)?;
            totp::accepted_step(&secret, &request.code, context.now, account.totp_step)
        }
        _ => None,
    };
    let known = account.as_ref().map(|account| ("staff", account.id.0));
    let Some((account, step)) = account.zip(step) else {
        lock_out::count(context, &request.login)?;
        // The lock bounds how many there are; a login that nobody has would leave a row for each of a stranger's tries.
        if known.is_some() {
            audit::record(context, &Actor::System, "staff.sign_in_failed", known, &serde_json::json!({}))?;
        }
        return Err(Failure::kept(ErrorCode::SignInFailed));
    };
    start_session(context, account, step)
}

fn start_session(context: &Context, account: Account, step: i64) -> Outcome<SignedIn> {
    context.sql.run("update staff set totp_step = ?2 where id = ?1", params![account.id, step])?;
    lock_out::forget(context, &account.login)?;
    let session = context.token();
    context.sql.run(
        "insert into staff_sessions (token_hash, staff_id, device, created_at, seen_at, expires_at)
         values (?1, ?2, ?3, ?4, ?4, ?5)",
        params![
            token_hash(&session),
            account.id,
            &context.facts.device,
            context.now,
            context.now.plus_seconds(STAFF_IDLE_SECONDS),
        ],
    )?;
    audit::record(
        context,
        &Actor::Staff(account.id),
        "staff.sign_in",
        Some(("staff", account.id.0)),
        &serde_json::json!({}),
    )?;
    let site = context.site()?;
    let Account { id, login, name, roles, .. } = account;
    Ok(SignedIn { session, me: Me { id, login, name, roles, institution: site.name, demo: site.demo } })
}
