//! Failed sign-ins in a row: five are free, then the login is locked for 30 seconds, doubling up to an hour.

use serde::Deserialize;
use shared::error::{ErrorCode, Problem};
use shared::time::Timestamp;

use super::accounts::login_text;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const FREE: i64 = 5;
const FIRST_LOCK_SECONDS: i64 = 30;
const LONGEST_LOCK_SECONDS: i64 = 3600;
/// Counted in a row within a day.
const FORGET_DAYS: i64 = 1;

fn key(context: &Context, login: &str) -> String {
    context.keys.blind_index("sign_in", &login_text(login))
}

/// Refuses while the login is locked; such a try is not counted.
pub fn refuse_when_locked(context: &Context, login: &str) -> Outcome<()> {
    let until: Option<Timestamp> = context.sql.row(
        "select json(locked_until) from sign_in_failures where key = ?1 and locked_until > ?2",
        params![key(context, login), context.now],
    )?;
    match until {
        None => Ok(()),
        Some(until) => {
            let wait = (until.0 - context.now.0).div_euclid(1000) + 1;
            Err(Problem { retry_after: u32::try_from(wait).ok(), ..Problem::new(ErrorCode::LockedOut) }.into())
        }
    }
}

/// Counts a failure.
pub fn count(context: &Context, login: &str) -> Outcome<()> {
    #[derive(Deserialize)]
    struct Row {
        count: i64,
        expires_at: Timestamp,
    }
    let key = key(context, login);
    let row: Option<Row> = context.sql.row(
        "select json_object('count', count, 'expires_at', expires_at) from sign_in_failures where key = ?1",
        params![&key],
    )?;
    let count = 1 + row.filter(|row| row.expires_at > context.now).map_or(0, |row| row.count);
    context.sql.run(
        "insert into sign_in_failures (key, count, locked_until, expires_at) values (?1, ?2, ?3, ?4)
         on conflict (key) do update set count = ?2, locked_until = ?3, expires_at = ?4",
        params![key, count, context.now.plus_seconds(lock_seconds(count)), context.now.plus_days(FORGET_DAYS)],
    )?;
    Ok(())
}

/// Forgets the failures after a success.
pub fn forget(context: &Context, login: &str) -> Outcome<()> {
    context.sql.run("delete from sign_in_failures where key = ?1", params![key(context, login)])?;
    Ok(())
}

/// How long this many failures in a row lock.
fn lock_seconds(count: i64) -> i64 {
    if count < FREE {
        return 0;
    }
    let doublings = u32::try_from((count - FREE).min(20)).unwrap_or(0);
    FIRST_LOCK_SECONDS.saturating_mul(2_i64.pow(doublings)).min(LONGEST_LOCK_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_doubles_up_to_an_hour() {
        let locks: Vec<_> = (1..=14).map(lock_seconds).collect();
        assert_eq!(locks, [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
        assert_eq!(lock_seconds(i64::MAX), 3600);
    }
}
