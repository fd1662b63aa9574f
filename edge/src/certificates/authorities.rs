//! Who examines and issues, by name. A new name makes a new authority: lists name them, nobody keeps a register by hand.

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Stands for *not stated*.
pub const UNKNOWN: i64 = 0;

/// The authority of this name; an empty one is [`UNKNOWN`].
pub fn named(context: &Context, name: &str) -> Outcome<i64> {
    if name.is_empty() {
        return Ok(UNKNOWN);
    }
    context.sql.run("insert into authorities (name) values (?1) on conflict (name) do nothing", params![name])?;
    Ok(context.sql.one("select id from authorities where name = ?1", params![name])?)
}
