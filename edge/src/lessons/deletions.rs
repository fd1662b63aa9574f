//! Bytes of lessons that nobody needs any more: uploads that were not finished, files that were replaced. As with items
//! (`edge/src/items/deletions.rs`) the object's alarm deletes them and notes it afterwards.

use serde::Deserialize;
use shared::id::MediaId;
use shared::time::Timestamp;

use crate::institution::back_off;
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::params;

use super::media::part_name;

/// Parts in one turn of the alarm.
const AT_ONCE: i64 = 20;

/// A part whose time has come.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Due {
    pub id: MediaId,
    pub part: i64,
    pub name: String,
}

/// What to delete now. Files without parts are done with at once.
pub fn due(context: &Context) -> Outcome<Vec<Due>> {
    transaction(context, || {
        context.sql.run(
            "update media set state = 'gone', delete_after = null where delete_after <= ?1
               and not exists (select 1 from media_parts p where p.media_id = media.id)",
            params![context.now],
        )?;
        // An upload whose time has come is one that nobody may go on with.
        context.sql.run(
            "update media set state = 'dropped' where delete_after <= ?1 and state = 'uploading'",
            params![context.now],
        )?;
        let due: Vec<Due> = context.sql.rows(
            "select json_object('id', m.id, 'part', p.part, 'name', m.name) from media m
             join media_parts p on p.media_id = m.id where m.delete_after <= ?1 order by m.delete_after, m.id, p.part limit ?2",
            params![context.now, AT_ONCE],
        )?;
        Ok(due.into_iter().map(|due| Due { name: part_name(&due.name, due.part), ..due }).collect())
    })
}

/// When the next file is due.
pub fn next_due(context: &Context) -> Outcome<Option<Timestamp>> {
    Ok(context
        .sql
        .one("select json(coalesce(min(delete_after), 'null')) from media where delete_after is not null", &[])?)
}

/// The bytes of a part are gone: so is its row.
pub fn deleted(context: &Context, due: &Due) -> Outcome<()> {
    transaction(context, || {
        context.sql.run(
            "update media_storage set used_bytes = used_bytes
               - coalesce((select bytes from media_parts where media_id = ?1 and part = ?2), 0) where id = 1",
            params![due.id, due.part],
        )?;
        context.sql.run("delete from media_parts where media_id = ?1 and part = ?2", params![due.id, due.part])?;
        Ok(())
    })
}

/// FILES did not delete it: later again.
pub fn failed(context: &Context, due: &Due) -> Outcome<()> {
    let tries: Vec<i64> = context.sql.returning(
        "update media set delete_tries = delete_tries + 1 where id = ?1 returning delete_tries",
        params![due.id],
    )?;
    let again = back_off::next_try(context.now, tries.first().copied().unwrap_or(1));
    context.sql.run("update media set delete_after = ?2 where id = ?1", params![due.id, again])?;
    Ok(())
}
