//! Which cases are shown: stands behind `?` in the address, so that *back* and a reload keep it.

use shared::id::ClassId;
use yew::prelude::*;
use yew_router::Routable as _;
use yew_router::hooks::{use_location, use_navigator, use_route};

use crate::staff::{StaffRoute, go_to};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// All classes when absent.
    pub class: Option<ClassId>,
    /// Only those that wait too long.
    pub stuck: bool,
}

impl CaseFilter {
    /// Reads `class=12&stuck=1`. What it does not know it leaves out.
    pub fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "class" => filter.class = value.parse().ok(),
                "stuck" => filter.stuck = value == "1",
                _ => {}
            }
        }
        filter
    }

    pub fn query(self) -> String {
        let class = self.class.map(|class| format!("class={class}"));
        let stuck = self.stuck.then(|| "stuck=1".to_owned());
        class.into_iter().chain(stuck).collect::<Vec<_>>().join("&")
    }

    /// A page with this filter.
    pub fn address(self, route: &StaffRoute) -> String {
        let query = self.query();
        if query.is_empty() { route.to_path() } else { format!("{}?{query}", route.to_path()) }
    }
}

/// The filter in the address, and how to change it: the page stays.
#[hook]
pub fn use_case_filter() -> (CaseFilter, Callback<CaseFilter>) {
    let filter = use_location().map(|location| CaseFilter::parse(location.query_str())).unwrap_or_default();
    let (navigator, route) = (use_navigator(), use_route::<StaffRoute>());
    let change = Callback::from(move |filter: CaseFilter| {
        if let (Some(navigator), Some(route)) = (&navigator, &route) {
            go_to(navigator, route, &filter.query());
        }
    });
    (filter, change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_survives_the_address() {
        for class in [None, Some(ClassId(12))] {
            for stuck in [false, true] {
                let filter = CaseFilter { class, stuck };
                assert_eq!(CaseFilter::parse(&filter.query()), filter);
                assert_eq!(CaseFilter::parse(&format!("?{}", filter.query())), filter);
            }
        }
        assert_eq!(CaseFilter::parse("?class=x&other=1&stuck=0"), CaseFilter::default());
        let filter = CaseFilter { class: Some(ClassId(3)), stuck: true };
        assert_eq!(filter.address(&StaffRoute::Cases), "/staff/cases?class=3&stuck=1");
    }
}
