//! What the object does by itself: goes on with imports, takes cases on after their exam, keeps estimates, reminds, delivers
//! the outbox, deletes what has expired.

use shared::time::Timestamp;

use super::context::Context;
use super::failure::Outcome;
use super::outbox;
use crate::certificates::{after_exams, estimates, reminders};
use crate::params;

/// What an account was told and never came to read.
const KEEP_MESSAGES_DAYS: i64 = 400;
/// Headers of rosters whose mapping is remembered.
const KEEP_MAPPINGS: i64 = 500;

/// One turn of background work, kept short. Returns when the next one is wanted.
pub fn turn(context: &Context) -> Outcome<Option<Timestamp>> {
    // An import that cannot go on must not hold up what goes outside.
    let more_imports = crate::imports::work::step(context);
    after_exams::step(context)?;
    estimates::step(context)?;
    reminders::step(context)?;
    outbox::deliver(context)?;
    if !more_imports? {
        purge(context)?;
    }
    next_wake(context)
}

/// When the alarm should ring next: at once while an import is in progress or an estimate is stale, else for the outbox or the next expiry.
pub fn next_wake(context: &Context) -> Outcome<Option<Timestamp>> {
    let imports = crate::imports::work::next_work_at(context)?;
    if imports.is_some_and(|at| at <= context.now) || estimates::is_due(context)? {
        return Ok(Some(context.now));
    }
    let files = crate::items::deletions::next_due(context)?;
    let media = crate::lessons::deletions::next_due(context)?;
    let due = [
        imports,
        outbox::next_due(context)?,
        reminders::next_due(context)?,
        after_exams::next_due(context)?,
        next_expiry(context)?,
        files,
        media,
    ];
    Ok(due.into_iter().flatten().min().map(|at| at.max(context.now)))
}

/// When to look at the first expiry of anything: purging is not urgent, unless the last turn has left something over.
fn next_expiry(context: &Context) -> Outcome<Option<Timestamp>> {
    let first: Option<Timestamp> = context.sql.one(
        // In two halves: workerd allows no more than five terms in a compound select.
        "select json(coalesce(min(at), 'null')) from (
           select min(at) as at from (
             select min(expires_at) as at from sessions
             union all select min(expires_at) from staff_sessions
             union all select min(expires_at) from staff_invites
             union all select min(expires_at) from sign_in_failures
             union all select min(expires_at) from one_time_links)
           union all select min(at) from (
             select min(expires_at) as at from oauth_states
             union all select min(expires_at) from replies
             union all select min(window_ends_at) from tries
             union all select min(expires_at) from imports where rows_kept = 1 and state not in ('importing', 'undoing')))",
        &[],
    )?;
    let wait = if first.is_some_and(|at| at <= context.now) { 1 } else { 60 };
    Ok(first.map(|at| at.max(context.now.plus_seconds(wait))))
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
        "delete from one_time_links where token_hash in (select token_hash from one_time_links where expires_at <= ?1 limit 500)",
        "delete from tries where key in (select key from tries where window_ends_at <= ?1 limit 500)",
    ] {
        context.sql.run(statement, params![context.now])?;
    }
    context
        .sql
        .run("delete from openid_messages where at <= ?1", params![context.now.plus_days(-KEEP_MESSAGES_DAYS)])?;
    context.sql.run(
        "delete from import_mappings where (header_fingerprint, kind) in (
           select header_fingerprint, kind from import_mappings order by used_at desc limit -1 offset ?1)",
        params![KEEP_MAPPINGS],
    )?;
    crate::imports::work::purge_expired(context)
}
