//! What the object does by itself: goes on with imports, delivers the outbox, deletes what has expired.

use shared::time::Timestamp;

use super::context::Context;
use super::failure::Outcome;
use super::outbox;
use crate::params;

/// One turn of background work, kept short. Returns when the next one is wanted.
pub fn turn(context: &Context) -> Outcome<Option<Timestamp>> {
    // An import that cannot go on must not hold up what goes outside.
    let more_imports = crate::imports::work::step(context);
    outbox::deliver(context)?;
    if !more_imports? {
        purge(context)?;
    }
    next_wake(context)
}

/// When the alarm should ring next: at once while an import is in progress, else for the outbox or the next expiry.
pub fn next_wake(context: &Context) -> Outcome<Option<Timestamp>> {
    let imports = crate::imports::work::next_work_at(context)?;
    if imports.is_some_and(|at| at <= context.now) {
        return Ok(Some(context.now));
    }
    let due = [imports, outbox::next_due(context)?, next_expiry(context)?];
    Ok(due.into_iter().flatten().min().map(|at| at.max(context.now)))
}

/// The first expiry of anything, not sooner than in a minute: purging is not urgent.
fn next_expiry(context: &Context) -> Outcome<Option<Timestamp>> {
    let first: Option<Timestamp> = context.sql.one(
        // In two halves: workerd allows no more than five terms in a compound select.
        "select json(coalesce(min(at), 'null')) from (
           select min(at) as at from (
             select min(expires_at) as at from sessions
             union all select min(expires_at) from staff_sessions
             union all select min(expires_at) from staff_invites
             union all select min(expires_at) from sign_in_failures)
           union all select min(at) from (
             select min(expires_at) as at from oauth_states
             union all select min(expires_at) from replies
             union all select min(window_ends_at) from tries
             union all select min(expires_at) from imports where rows_kept = 1))",
        &[],
    )?;
    Ok(first.map(|at| at.max(context.now.plus_seconds(60))))
}

/// Deletes what has expired, bounded per turn.
fn purge(context: &Context) -> Outcome<()> {
    for statement in [
        "delete from sessions where token_hash in (select token_hash from sessions where expires_at <= ?1 limit 500)",
        "delete from staff_sessions where token_hash in (select token_hash from staff_sessions where expires_at <= ?1 limit 500)",
        "delete from staff_invites where token_hash in (select token_hash from staff_invites where expires_at <= ?1 limit 500)",
        "delete from sign_in_failures where key in (select key from sign_in_failures where expires_at <= ?1 limit 500)",
        "delete from oauth_states where state_hash in (select state_hash from oauth_states where expires_at <= ?1 limit 500)",
        "delete from replies where key in (select key from replies where expires_at <= ?1 limit 500)",
        "delete from tries where key in (select key from tries where window_ends_at <= ?1 limit 500)",
    ] {
        context.sql.run(statement, params![context.now])?;
    }
    crate::imports::work::purge_expired(context)
}
