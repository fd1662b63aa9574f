//! `staff.sign_out`: ends the current session.

use shared::endpoint::Nothing;

use crate::institution::audit;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn sign_out(context: &Context, AnyStaff(member): AnyStaff, _request: Nothing) -> Outcome<Nothing> {
    context.sql.run("delete from staff_sessions where token_hash = ?1", params![&member.token_hash])?;
    audit::record(context, &member.actor(), "staff.sign_out", Some(("staff", member.id.0)), &serde_json::json!({}))?;
    Ok(Nothing {})
}
