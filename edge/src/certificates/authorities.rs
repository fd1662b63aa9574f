//! Who examines and issues, by name. A new name makes a new authority: lists name them, nobody keeps a register by hand.

use std::collections::{BTreeMap, BTreeSet};

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Stands for *not stated*.
pub const UNKNOWN: i64 = 0;

/// Those that cases may be at: of the courses, and none for cases of before their course named one. Certificates may name many
/// more, as lists spell them.
pub fn of_cases(context: &Context) -> Outcome<Vec<i64>> {
    Ok(context.sql.rows(
        // [`UNKNOWN`] as it stands here: a number that is bound comes back as 0.0 from workerd.
        "select authority_id from courses union select 0 union select authority_id from stage_estimates order by 1",
        &[],
    )?)
}

/// The authorities of these names; an empty one is [`UNKNOWN`]. Two statements, however many.
pub fn all_named(context: &Context, names: BTreeSet<&str>) -> Outcome<BTreeMap<String, i64>> {
    let wanted = serde_json::to_string(&names)?;
    context.sql.run(
        "insert into authorities (name) select value from json_each(?1) where true on conflict (name) do nothing",
        params![&wanted],
    )?;
    let rows: Vec<(String, i64)> = context.sql.rows(
        "select json_array(a.name, a.id) from json_each(?1) w join authorities a on a.name = w.value",
        params![&wanted],
    )?;
    Ok(rows.into_iter().collect())
}
