//! The whole contract as data: every endpoint of the portal.

use crate::endpoint::EndpointInfo;
use crate::{courses, enrolments, identity, imports, institution, staff};

/// Every endpoint, by feature.
pub fn all() -> impl Iterator<Item = &'static EndpointInfo> {
    [
        identity::api::ENDPOINTS,
        enrolments::api::ENDPOINTS,
        courses::api::ENDPOINTS,
        imports::api::ENDPOINTS,
        staff::api::ENDPOINTS,
        institution::api::ENDPOINTS,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn names_and_addresses_are_unique() {
        let names: HashSet<_> = super::all().map(|endpoint| endpoint.name).collect();
        let addresses: HashSet<_> = super::all().map(|endpoint| (endpoint.method.as_str(), endpoint.path)).collect();
        assert_eq!(names.len(), super::all().count());
        assert_eq!(addresses.len(), super::all().count());
    }
}
