//! `identity.sign_out`: ends the session. The binding stays: the next visit from the menu signs in again.

use shared::endpoint::Nothing;

use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn sign_out(context: &Context, caller: Anyone, _request: Nothing) -> Outcome<Nothing> {
    if let Some(session) = caller.session {
        context.sql.run("delete from sessions where token_hash = ?1", params![session.token_hash])?;
    }
    Ok(Nothing {})
}
