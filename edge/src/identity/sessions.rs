//! Sessions of the trainee app.

use shared::id::TraineeId;

use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::failure::Outcome;
use crate::params;

/// A session lasts 30 days: WeChat signs in again silently, outside WeChat the claim code is needed again.
pub const SESSION_SECONDS: i64 = 30 * 24 * 3600;

/// Starts a session and returns its token: only its hash is stored.
pub fn start(context: &Context, openid: Option<&str>, trainee: Option<TraineeId>) -> Outcome<String> {
    let token = context.token();
    context.sql.run(
        "insert into sessions (token_hash, openid, trainee_id, created_at, expires_at) values (?1, ?2, ?3, ?4, ?5)",
        params![token_hash(&token), openid, trainee, context.now, context.now.plus_seconds(SESSION_SECONDS)],
    )?;
    Ok(token)
}

/// Shows this trainee's pages in a session from now on.
pub fn show(context: &Context, session_hash: &str, trainee: Option<TraineeId>) -> Outcome<()> {
    context.sql.run("update sessions set trainee_id = ?2 where token_hash = ?1", params![session_hash, trainee])?;
    Ok(())
}

/// Ends the sessions that a claim code opened outside WeChat.
pub fn end_by_code(context: &Context, trainee: TraineeId) -> Outcome<()> {
    context.sql.run("delete from sessions where trainee_id = ?1 and openid is null", params![trainee])?;
    Ok(())
}

/// Ends what an account that is no longer bound could still see: its sessions fall back to another trainee of the same
/// account, or to nobody.
pub fn detach(context: &Context, openid: &str, trainee: TraineeId) -> Outcome<()> {
    context.sql.run(
        "update sessions set trainee_id = (select trainee_id from bindings where openid = ?1 and trainee_id <> ?2
           order by bound_at limit 1)
         where openid = ?1 and trainee_id = ?2",
        params![openid, trainee],
    )?;
    Ok(())
}
