//! Which cases are selected: also those of pages that were left.

use std::collections::BTreeMap;

use shared::certificates::api::{CaseRow, MAX_MOVED};
use shared::id::EnrolmentId;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    rows: BTreeMap<EnrolmentId, CaseRow>,
}

impl Selection {
    pub fn has(&self, id: EnrolmentId) -> bool {
        self.rows.contains_key(&id)
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// With this case, or without it.
    #[must_use]
    pub fn with(mut self, row: &CaseRow, selected: bool) -> Self {
        if !selected {
            self.rows.remove(&row.id);
        } else if self.rows.len() < MAX_MOVED {
            self.rows.insert(row.id, row.clone());
        }
        self
    }

    /// With these as well, as far as one move can take them.
    #[must_use]
    pub fn with_all<'a>(self, rows: impl IntoIterator<Item = &'a CaseRow>) -> Self {
        rows.into_iter().fold(self, |all, row| all.with(row, true))
    }

    pub fn rows(&self) -> Vec<CaseRow> {
        self.rows.values().cloned().collect()
    }
}

/// Those of the cases that belong to somebody with no other among them: nobody has to choose for him.
pub fn only_ones(cases: &[CaseRow]) -> Selection {
    let alone = |row: &&CaseRow| cases.iter().filter(|other| other.trainee_id == row.trainee_id).count() == 1;
    Selection::default().with_all(cases.iter().filter(alone))
}
