//! Courses and classes that an import would create, counted by the rows that want them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::courses::CourseKind;
use shared::id::{CourseId, ImportId};
use shared::money::Money;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// A class, and perhaps its course, that does not exist yet. As JSON an array, see `import_rows.proposal`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Proposal(pub String, pub CourseKind, pub String, pub Money, pub Option<CourseId>);

/// Changes of counts, collected and written once.
#[derive(Debug, Default)]
pub struct ProposalChanges(BTreeMap<Proposal, i64>);

impl ProposalChanges {
    /// One row wants something else than before.
    pub fn moved(&mut self, from: Option<&Proposal>, to: Option<&Proposal>) {
        for (proposal, rows) in [(from, -1), (to, 1)] {
            if let Some(proposal) = proposal {
                *self.0.entry(proposal.clone()).or_default() += rows;
            }
        }
    }

    pub fn write(self, context: &Context, import: ImportId) -> Outcome<()> {
        let changes: Vec<_> = self.0.into_iter().filter(|(_, rows)| *rows != 0).collect();
        if changes.is_empty() {
            return Ok(());
        }
        context.sql.run(
            "insert into import_proposals (import_id, course_name, kind, class_code, fee, course_id, rows)
             select ?1, value ->> '$[0][0]', value ->> '$[0][1]', value ->> '$[0][2]', value ->> '$[0][3]',
               value ->> '$[0][4]', value ->> '$[1]'
             from json_each(?2) where true
             on conflict (import_id, course_name, kind, class_code, fee) do update set rows = rows + excluded.rows,
               course_id = coalesce(excluded.course_id, course_id)",
            params![import, serde_json::to_string(&changes)?],
        )?;
        context.sql.run("delete from import_proposals where import_id = ?1 and rows <= 0", params![import])?;
        Ok(())
    }
}
