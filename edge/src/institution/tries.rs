//! Counted tries: so many within a window, per document number, account or address. The numbers are data.

use shared::error::{ErrorCode, Problem};

use super::context::Context;
use super::failure::{Failure, Outcome};
use crate::params;

#[derive(serde::Deserialize)]
struct Limit {
    most: i64,
    window_seconds: i64,
}

#[derive(serde::Deserialize)]
struct Tries {
    count: i64,
    window_ends_at: i64,
}

/// Counts one try. Refuses, keeping the count, when there were too many already. Nobody in particular is not counted: one
/// visitor without a known address must not lock out all others.
pub fn count(context: &Context, kind: &str, subject: &str) -> Outcome<()> {
    if subject.is_empty() {
        return Ok(());
    }
    let limit: Limit = context.sql.one(
        "select json_object('most', most, 'window_seconds', window_seconds) from try_limits where kind = ?1",
        params![kind],
    )?;
    let key = context.keys.blind_index(kind, subject);
    let tries: Vec<Tries> = context.sql.returning(
        "insert into tries (key, count, window_ends_at) values (?1, 1, ?3)
         on conflict (key) do update set
           count = iif(window_ends_at <= ?2, 1, count + 1),
           window_ends_at = iif(window_ends_at <= ?2, ?3, window_ends_at)
         returning json_object('count', count, 'window_ends_at', window_ends_at)",
        params![key, context.now, context.now.plus_seconds(limit.window_seconds)],
    )?;
    match tries.first() {
        Some(tries) if tries.count > limit.most => {
            let wait = (tries.window_ends_at - context.now.0).div_euclid(1000) + 1;
            Err(Failure::kept(Problem {
                retry_after: u32::try_from(wait).ok(),
                ..Problem::new(ErrorCode::TooManyTries)
            }))
        }
        _ => Ok(()),
    }
}

/// Forgets the tries after a success.
pub fn forget(context: &Context, kind: &str, subject: &str) -> Outcome<()> {
    context.sql.run("delete from tries where key = ?1", params![context.keys.blind_index(kind, subject)])?;
    Ok(())
}
