//! How many rows have which fate: moved with every change of a fate, in its transaction.

use std::collections::BTreeMap;

use shared::id::ImportId;
use shared::imports::RowFate;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Changes of counts, collected and written once.
#[derive(Debug, Default)]
pub struct CountChanges(BTreeMap<&'static str, i64>);

impl CountChanges {
    /// Some rows have arrived with this fate.
    pub fn arrived(&mut self, fate: RowFate, rows: i64) {
        *self.0.entry(fate.code()).or_default() += rows;
    }

    /// One row got another fate.
    pub fn moved(&mut self, from: RowFate, to: RowFate) {
        self.arrived(from, -1);
        self.arrived(to, 1);
    }

    pub fn write(self, context: &Context, import: ImportId) -> Outcome<()> {
        let changes: Vec<_> = self.0.into_iter().filter(|(_, rows)| *rows != 0).collect();
        if changes.is_empty() {
            return Ok(());
        }
        context.sql.run(
            "insert into import_counts (import_id, fate, rows)
             select ?1, value ->> 0, value ->> 1 from json_each(?2) where true
             on conflict (import_id, fate) do update set rows = rows + excluded.rows",
            params![import, serde_json::to_string(&changes)?],
        )?;
        Ok(())
    }
}
