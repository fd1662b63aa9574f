//! The header of an import: where it stands, and the guarded steps from state to state.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::ImportId;
use shared::imports::{ImportKind, ImportState};
use shared::time::Timestamp;

use super::catalogue;
use crate::institution::back_off;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

/// What the work on an import needs to know of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Head {
    pub id: ImportId,
    pub kind: ImportKind,
    pub state: ImportState,
    pub total_rows: i64,
    pub cursor: i64,
    /// Of the next piece of work, in a row.
    pub failures: i64,
    /// Where the comparison leads.
    pub after_planning: ImportState,
    /// See `catalogue`.
    pub catalogue: i64,
    /// Which preview staff see.
    pub preview: i64,
    pub expires_at: Timestamp,
}

/// The columns of [`Head`].
const COLUMNS: &str = "json_object('id', id, 'kind', kind, 'state', state, 'total_rows', total_rows, 'cursor', cursor,
   'failures', failures, 'after_planning', after_planning,
   'catalogue', catalogue, 'preview', preview, 'expires_at', expires_at)";
/// States in which the portal works by itself: [`ImportState::is_working`].
const WORKING: &str = "state in ('planning', 'importing', 'undoing')";

impl Head {
    /// The import, which must exist.
    pub fn of(context: &Context, id: ImportId) -> Outcome<Self> {
        let head: Option<Self> =
            context.sql.row(&format!("select {COLUMNS} from imports where id = ?1"), params![id])?;
        head.ok_or_else(|| ErrorCode::NotFound.into())
    }

    /// The import in a state that allows what is asked, with its staged rows still there.
    pub fn with_rows(context: &Context, id: ImportId, may: fn(ImportState) -> bool) -> Outcome<Self> {
        let head = Self::of(context, id)?;
        if may(head.state) && head.expires_at > context.now { Ok(head) } else { Err(ErrorCode::ImportNotReady.into()) }
    }

    /// The oldest import that wants work to be done on it now.
    pub fn next_to_work(context: &Context) -> Outcome<Option<Self>> {
        Ok(context.sql.row(
            &format!("select {COLUMNS} from imports where {WORKING} and work_at <= ?1 order by id limit 1"),
            params![context.now],
        )?)
    }

    /// When work is next wanted on any import.
    pub fn next_work_at(context: &Context) -> Outcome<Option<Timestamp>> {
        let sql = format!("select json(coalesce(min(work_at), 'null')) from imports where {WORKING}");
        Ok(context.sql.one(&sql, &[])?)
    }

    /// Whether rows went in before, and were only compared again.
    pub fn is_in(&self) -> bool {
        self.after_planning == ImportState::Done
    }

    /// What staff see has changed: a confirmation of what was seen before counts no more.
    pub fn count_preview(&self, context: &Context) -> Outcome<()> {
        context.sql.run("update imports set preview = preview + 1 where id = ?1", params![self.id])?;
        Ok(())
    }

    /// Goes on to another state, where work begins at `cursor`.
    pub fn enter(&self, context: &Context, state: ImportState, cursor: i64) -> Outcome<()> {
        let finished = !state.is_working() && state != ImportState::Ready;
        if state == ImportState::Planning {
            self.take_stock(context)?;
            self.count_preview(context)?;
        }
        let changed = context.sql.changed(
            "update imports set state = ?3, cursor = ?4, worked_rows = 0, failures = 0, work_at = 0, finished_at = iif(?5, ?6, finished_at)
             where id = ?1 and state = ?2 returning 1",
            params![self.id, self.state.code(), state.code(), cursor, finished, context.now],
        )?;
        self.must_be_one(changed)
    }

    /// Compares all rows that are not in yet once more, then comes back to the present state.
    pub fn plan_again(&self, context: &Context) -> Outcome<()> {
        context.sql.run("update imports set after_planning = ?2 where id = ?1", params![self.id, self.state.code()])?;
        self.enter(context, ImportState::Planning, 0)
    }

    /// Whether courses have changed since the rows were compared: they may mean something else now.
    pub fn is_outdated(&self, context: &Context) -> Outcome<bool> {
        Ok(self.catalogue != catalogue::stamp(context)?)
    }

    /// Whether a row is held back.
    pub fn has_problems(&self, context: &Context) -> Outcome<bool> {
        Ok(context.sql.one(
            "select json(iif(exists (select 1 from import_rows where import_id = ?1 and fate = 'problem'), 'true', 'false'))",
            params![self.id],
        )?)
    }

    /// The preview stands for the courses as they are now.
    pub fn take_stock(&self, context: &Context) -> Outcome<()> {
        let stamp = catalogue::stamp(context)?;
        context.sql.run("update imports set catalogue = ?2 where id = ?1", params![self.id, stamp])?;
        Ok(())
    }

    /// Leaves a working state: the progress stays as it is.
    pub fn leave(&self, context: &Context, state: ImportState) -> Outcome<()> {
        let changed = context.sql.changed(
            "update imports set state = ?3, failures = 0, work_at = 0, finished_at = ?4 where id = ?1 and state = ?2 returning 1",
            params![self.id, self.state.code(), state.code(), context.now],
        )?;
        self.must_be_one(changed)
    }

    /// Moves the cursor after a piece of work, in the transaction of that work.
    pub fn advance(&self, context: &Context, cursor: i64, worked: i64) -> Outcome<()> {
        let changed = context.sql.changed(
            "update imports set cursor = ?4, worked_rows = worked_rows + ?5, failures = 0, work_at = 0
             where id = ?1 and state = ?2 and cursor = ?3 returning 1",
            params![self.id, self.state.code(), self.cursor, cursor, worked],
        )?;
        self.must_be_one(changed)
    }

    /// A piece of work has failed and was rolled back: the next try waits, the longer the more often it has failed.
    pub fn failed(&self, context: &Context) -> Outcome<()> {
        let failures = self.failures.saturating_add(1);
        context.sql.run(
            "update imports set failures = ?2, work_at = ?3 where id = ?1",
            params![self.id, failures, back_off::next_try(context.now, failures)],
        )?;
        Ok(())
    }

    fn must_be_one(&self, changed: usize) -> Outcome<()> {
        if changed == 1 {
            Ok(())
        } else {
            Err(Failure::broken(format!("imports.state of {} moved inside a transaction", self.id)))
        }
    }
}
