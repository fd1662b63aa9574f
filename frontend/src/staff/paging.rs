//! Forwards and backwards through a list whose pages are found by their first row.

use yew::prelude::*;

use super::kept::{Kept, use_kept};

/// Where a list stands: the keys of the pages passed on the way here.
#[derive(Clone, PartialEq)]
pub struct Paging {
    passed: Kept<Vec<String>>,
}

impl Paging {
    /// Where the page shown starts; absent on the first.
    pub fn after(&self) -> Option<String> {
        self.passed.last().cloned()
    }

    /// Back to the first page: the search has changed.
    pub fn reset(&self) {
        self.passed.set(Vec::new());
    }

    /// To the page that starts after `next`; absent on the last one.
    pub fn on_next(&self, next: Option<&String>) -> Option<Callback<()>> {
        let next = next?.clone();
        let passed = self.passed.clone();
        Some(Callback::from(move |()| {
            let mut all = (*passed).clone();
            all.push(next.clone());
            passed.set(all);
        }))
    }

    /// To the page before; absent on the first.
    pub fn on_previous(&self) -> Option<Callback<()>> {
        if self.passed.is_empty() {
            return None;
        }
        let passed = self.passed.clone();
        Some(Callback::from(move |()| {
            let mut all = (*passed).clone();
            all.pop();
            passed.set(all);
        }))
    }
}

/// The paging of a list: with a name it starts where it was left, else on the first page.
#[hook]
pub fn use_paging(list: Option<&str>) -> Paging {
    let key = list.map(|list| format!("{list} page"));
    Paging { passed: use_kept(key.as_deref()) }
}
