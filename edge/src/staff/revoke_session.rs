//! `staff.revoke_session`: ends one of the caller's sessions.

use shared::endpoint::Nothing;
use shared::error::ErrorCode;
use shared::staff::api::RevokeSessionRequest;

use crate::institution::audit;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::prefix_range;
use crate::params;

/// Somebody else's session is answered as if it did not exist.
pub fn revoke_session(
    context: &Context,
    AnyStaff(member): AnyStaff,
    request: RevokeSessionRequest,
) -> Outcome<Nothing> {
    if request.id.len() != 16 {
        return Err(ErrorCode::NotFound.into());
    }
    let (lower, upper) = prefix_range(&request.id);
    let ended = context.sql.changed(
        "delete from staff_sessions where token_hash >= ?1 and token_hash < ?2 and staff_id = ?3 returning 1",
        params![lower, upper, member.id],
    )?;
    if ended == 0 {
        return Err(ErrorCode::NotFound.into());
    }
    audit::record(
        context,
        &member.actor(),
        "staff.revoke_session",
        Some(("staff", member.id.0)),
        &serde_json::json!({}),
    )?;
    Ok(Nothing {})
}
