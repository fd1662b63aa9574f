//! The retention clock: what is due, and what becomes of it. The bytes are deleted by the object's alarm, which may wait for
//! FILES; the rows go afterwards. A crash in between deletes bytes again that are gone, which is nothing.

use serde::Deserialize;
use shared::id::FileId;
use shared::time::Timestamp;

use crate::institution::audit::{self, Actor};
use crate::institution::back_off;
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::params;

/// Files in one turn of the alarm.
const AT_ONCE: i64 = 20;

/// A file whose time has come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Due {
    pub id: FileId,
    pub name: String,
}

/// What to delete now.
pub fn due(context: &Context) -> Outcome<Vec<Due>> {
    Ok(context.sql.rows(
        "select json_object('id', id, 'name', name) from files where delete_after <= ?1 order by delete_after, id limit ?2",
        params![context.now, AT_ONCE],
    )?)
}

/// When the next file is due.
pub fn next_due(context: &Context) -> Outcome<Option<Timestamp>> {
    Ok(context.sql.one("select json(coalesce(min(delete_after), 'null')) from files", &[])?)
}

/// The bytes are gone: so is the row, and whatever pointed to it.
pub fn deleted(context: &Context, id: FileId) -> Outcome<()> {
    transaction(context, || {
        context.sql.run("update case_items set file_id = null where file_id = ?1", params![id])?;
        context.sql.run("update case_items set original_id = null where original_id = ?1", params![id])?;
        context.sql.run("delete from files where id = ?1", params![id])?;
        audit::record(context, &Actor::System, "items.delete_file", Some(("file", id.0)), &serde_json::json!({}))
    })
}

/// FILES did not delete it: later again, for ever, because a promise was made. Nobody opens it in between.
pub fn failed(context: &Context, id: FileId) -> Outcome<()> {
    let tries: Vec<i64> = context.sql.returning(
        "update files set delete_tries = delete_tries + 1 where id = ?1 returning delete_tries",
        params![id],
    )?;
    let again = back_off::next_try(context.now, tries.first().copied().unwrap_or(1));
    context.sql.run("update files set state = 'deleting', delete_after = ?2 where id = ?1", params![id, again])?;
    Ok(())
}
