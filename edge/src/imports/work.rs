//! The work on imports that goes on by itself: planning, importing, undoing, deleting what has expired.
//!
//! Invariant: a piece of work and the cursor behind it are written in one transaction. Killed at any moment, the portal
//! goes on with the first row that was not done.

use shared::id::ImportId;
use shared::imports::ImportState;
use shared::time::Timestamp;

use super::head::Head;
use super::{importing, planning, undoing};
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::params;

/// Staged rows deleted in one piece.
const PURGED_ROWS: i64 = 2000;

/// One bounded step of background work; true when there may be more now. What fails waits and holds up no other import.
pub fn step(context: &Context) -> Outcome<bool> {
    let Some(head) = Head::next_to_work(context)? else { return Ok(false) };
    let done = transaction(context, || match head.state {
        ImportState::Planning => planning::step(context, &head),
        ImportState::Importing => importing::step(context, &head),
        _ => undoing::step(context, &head),
    });
    if let Err(failure) = done {
        head.failed(context)?;
        return Err(failure);
    }
    Ok(true)
}

/// When there is work: on an import in progress, or because staged rows have expired.
pub fn next_work_at(context: &Context) -> Outcome<Option<Timestamp>> {
    let expired: i64 = context.sql.one(
        "select exists (select 1 from imports where rows_kept = 1 and expires_at <= ?1
           and state not in ('importing', 'undoing'))",
        params![context.now],
    )?;
    if expired == 1 {
        return Ok(Some(context.now));
    }
    Head::next_work_at(context)
}

/// Lets the staged rows of an import expire now.
pub fn expire_now(context: &Context, import: ImportId) -> Outcome<()> {
    context.sql.run("update imports set expires_at = ?2 where id = ?1", params![import, context.now])?;
    Ok(())
}

/// Deletes some staged rows of an import that has expired. One that is being imported or undone ends first.
pub fn purge_expired(context: &Context) -> Outcome<()> {
    transaction(context, || {
        let expired: Option<ImportId> = context.sql.row(
            "select id from imports where rows_kept = 1 and expires_at <= ?1 and state not in ('importing', 'undoing')
             order by expires_at limit 1",
            params![context.now],
        )?;
        let Some(import) = expired else { return Ok(()) };
        context.sql.run(
            "delete from import_rows where import_id = ?1 and row_no <= (select max(row_no) from (
               select row_no from import_rows where import_id = ?1 order by row_no limit ?2))",
            params![import, PURGED_ROWS],
        )?;
        context.sql.run("delete from import_proposals where import_id = ?1", params![import])?;
        context.sql.run(
            "update imports set state = case when after_planning = 'done' and state = 'planning' then 'done'
                 when state in ('uploading', 'planning', 'ready') then 'discarded' else state end,
               rows_kept = exists (select 1 from import_rows where import_id = ?1)
             where id = ?1",
            params![import],
        )?;
        Ok(())
    })
}
