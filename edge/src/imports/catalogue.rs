//! What a preview was compared with besides the trainees: courses and their short names decide what a row means.

use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Counts up with every course that is made, changed or removed.
pub fn stamp(context: &Context) -> Outcome<i64> {
    Ok(context.sql.one("select json(changes) from catalogue where id = 1", &[])?)
}
