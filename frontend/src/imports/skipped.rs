//! Rows that were no data (totals, footers): told beside the import until the page is loaded anew.

use std::cell::RefCell;
use std::collections::BTreeMap;

use shared::id::ImportId;
use shared::roster::row::{SkipReason, SkippedRows};

thread_local! {
    static SKIPPED: RefCell<BTreeMap<ImportId, Vec<SkippedRows>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Keeps what the reader left out of an import. Blank rows are nobody's concern.
pub fn remember(id: ImportId, skipped: Vec<SkippedRows>) {
    let told: Vec<SkippedRows> = skipped.into_iter().filter(|rows| rows.reason != SkipReason::Blank).collect();
    SKIPPED.with_borrow_mut(|all| all.insert(id, told));
}

/// What was left out of an import, as far as this window knows.
pub fn of(id: ImportId) -> Vec<SkippedRows> {
    SKIPPED.with_borrow(|all| all.get(&id).cloned().unwrap_or_default())
}
