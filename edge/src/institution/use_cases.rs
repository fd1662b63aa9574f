//! Every use case behind its endpoint. A new endpoint is one line here; a test checks that none of the contract's is
//! missing.

use super::dispatch::Dispatcher;
use crate::{
    certificates, courses, enrolments, identity, imports, institution, items, lessons, links, messages, proofs, staff,
};

/// All use cases.
pub fn dispatcher() -> Dispatcher {
    let mut dispatcher = Dispatcher::default();
    dispatcher.on::<institution::health::CheckHealth, _>(institution::health::check_health);
    institution::settings::register(&mut dispatcher);
    identity::register(&mut dispatcher);
    enrolments::register(&mut dispatcher);
    certificates::register(&mut dispatcher);
    messages::register(&mut dispatcher);
    courses::register(&mut dispatcher);
    proofs::register(&mut dispatcher);
    staff::register(&mut dispatcher);
    imports::register(&mut dispatcher);
    items::register(&mut dispatcher);
    lessons::register(&mut dispatcher);
    links::register(&mut dispatcher);
    dispatcher
}

#[cfg(test)]
mod tests {
    use shared::contract;

    /// Answered by the shell, which hashes passwords and writes pages; it calls internal endpoints.
    const BY_THE_SHELL: [&str; 4] =
        ["staff.sign_in", "staff.accept_invite", "proofs.issue_proof", "proofs.save_settings"];

    #[test]
    fn every_endpoint_of_the_contract_has_a_use_case() {
        let dispatcher = super::dispatcher();
        let names: Vec<_> = dispatcher.names().collect();
        for endpoint in contract::all().filter(|endpoint| !BY_THE_SHELL.contains(&endpoint.name)) {
            assert!(names.contains(&endpoint.name), "{} has no use case", endpoint.name);
        }
    }
}
