//! `identity.unbind`: the account no longer sees the trainee.

use shared::endpoint::Nothing;

use super::sessions;
use crate::institution::audit;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn unbind(context: &Context, caller: Trainee, _request: Nothing) -> Outcome<Nothing> {
    let id = caller.trainee.id;
    match &caller.session.openid {
        Some(openid) => {
            context.sql.run("delete from bindings where trainee_id = ?1 and openid = ?2", params![id, openid])?;
            sessions::detach(context, openid, id)?;
            sessions::end_by_code(context, id)?;
        }
        None => sessions::show(context, &caller.session.token_hash, None)?,
    }
    audit::record(context, &caller.actor(), "identity.unbind", Some(("trainee", id.0)), &serde_json::json!({}))?;
    Ok(Nothing {})
}
