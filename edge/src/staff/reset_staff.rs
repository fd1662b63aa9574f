//! `staff.reset_staff`: an administrator gives a colleague a new one-time link, because the authenticator (or the
//! password) is lost. Never one's own: whoever holds a session alone must not take the account over.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::staff::api::{ResetStaffRequest, SavedStaff};

use super::{accounts, invites};
use crate::institution::audit;
use crate::institution::callers::Administrator;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// The old second factor ends at once, and so do the sessions.
pub fn reset_staff(
    context: &Context,
    Administrator(member): Administrator,
    request: ResetStaffRequest,
) -> Outcome<SavedStaff> {
    let known = accounts::one(context, request.id)?.filter(|account| account.active).ok_or(ErrorCode::NotFound)?;
    if known.id == member.id {
        let mut errors = FieldErrors::default();
        errors.push("id", FieldCode::Inconsistent);
        return Err(errors.into());
    }
    let kept: Vec<i64> = context.sql.returning(
        "update staff set totp = '', password = iif(?2, '', password), version = version + 1 where id = ?1
         returning json(password <> '')",
        params![known.id, request.password_too],
    )?;
    accounts::end_sessions(context, known.id)?;
    let token = invites::issue(context, known.id, kept.first() == Some(&1))?;
    let detail = serde_json::json!({ "password_too": request.password_too });
    audit::record(context, &member.actor(), "staff.reset", Some(("staff", known.id.0)), &detail)?;
    Ok(SavedStaff { account: accounts::existing(context, known.id)?, invite_token: Some(token) })
}
