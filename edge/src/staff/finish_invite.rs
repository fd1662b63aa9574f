//! `staff.finish_invite`: chooses the password and confirms the second factor. The shell comes here from
//! `staff.accept_invite` with the password already checked (`shared::staff::password`) and hashed.

use serde::{Deserialize, Serialize};
use shared::endpoint::Nothing;
use shared::error::{FieldCode, FieldErrors};

use super::{accounts, invites, lock_out, totp};
use crate::institution::audit::{self, Actor};
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

/// The hashed form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishInviteRequest {
    pub token: String,
    /// Absent when the password stays.
    pub password_phc: Option<String>,
    pub code: String,
}

internal!(
    /// Ends a one-time link. Salts make each hash another body: repeats are known by their key, not by dispatch.
    FinishInvite = "staff.finish_invite", FinishInviteRequest => Nothing
);

pub fn finish_invite(context: &Context, _caller: Anyone, request: FinishInviteRequest) -> Outcome<Nothing> {
    transaction(context, || {
        let offer = invites::offer(context, &request.token)?;
        offer.refuse_when_used(context)?;
        if offer.used_by.is_some() {
            return Ok(Nothing {});
        }
        let mut errors = FieldErrors::default();
        let secret = context.open("staff.totp", &offer.totp)?;
        let step = errors.check(
            "code",
            totp::accepted_step(&secret, &request.code, context.now, 0).ok_or_else(|| code_error(&request.code)),
        );
        let password = request.password_phc.as_deref().filter(|_| !offer.keeps_password);
        if password.is_none() && !offer.keeps_password {
            errors.push("password", FieldCode::Required);
        }
        let Some(step) = step.filter(|_| errors.is_empty()) else { return Err(errors.into()) };
        context.sql.run(
            "update staff set password = coalesce(?2, password), totp = ?3, totp_step = ?4, version = version + 1 where id = ?1",
            params![offer.staff_id, password, &offer.totp, step],
        )?;
        context.sql.run(
            "update staff_invites set used_by = ?2 where token_hash = ?1",
            params![token_hash(&request.token), invites::request_key(context).unwrap_or_default()],
        )?;
        accounts::end_sessions(context, offer.staff_id)?;
        lock_out::forget(context, &offer.login)?;
        let detail = serde_json::json!({ "password": password.is_some() });
        let actor = Actor::Staff(offer.staff_id);
        audit::record(context, &actor, "staff.accept_invite", Some(("staff", offer.staff_id.0)), &detail)?;
        Ok(Nothing {})
    })
}

fn code_error(typed: &str) -> FieldCode {
    let typed = shared::text::squash(typed);
    if typed.is_empty() {
        FieldCode::Required
    } else if typed.len() != 6 || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        FieldCode::Format
    } else {
        FieldCode::WrongCode
    }
}
