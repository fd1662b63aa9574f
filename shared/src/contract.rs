//! The whole contract as data: every endpoint of the portal.

use crate::endpoint::EndpointInfo;
use crate::{
    certificates, courses, enrolments, identity, imports, institution, items, lessons, messages, proofs, staff,
};

/// Every endpoint, by feature.
pub fn all() -> impl Iterator<Item = &'static EndpointInfo> {
    [
        identity::api::ENDPOINTS,
        enrolments::api::ENDPOINTS,
        certificates::api::ENDPOINTS,
        messages::api::ENDPOINTS,
        courses::api::ENDPOINTS,
        items::api::ENDPOINTS,
        lessons::api::ENDPOINTS,
        imports::api::ENDPOINTS,
        staff::api::ENDPOINTS,
        proofs::api::ENDPOINTS,
        institution::api::ENDPOINTS,
    ]
    .into_iter()
    .flatten()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::fmt::Write as _;

    use crate::endpoint::{Access, EndpointInfo, Method};

    const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/api.md");
    const HEAD: &str = "# The contract\n\nMade from `shared/src/contract.rs` by its test; write it anew with \
        `UPDATE_DOCS=1 cargo test -p shared contract`. The shapes are the types in `shared/src/<feature>/api.rs`; \
        problems are RFC 9457 documents with the codes of `shared/src/error.rs`. A request that changes something \
        (*changes*) carries an `Idempotency-Key` (a plain form: a field of it) and comes from our own pages (`Sec-Fetch-Site` or `Origin`).\n";

    fn who(access: Access) -> String {
        match access {
            Access::Anyone => "anyone".to_owned(),
            Access::Visitor => "a session".to_owned(),
            Access::Trainee => "trainee".to_owned(),
            Access::Staff([]) => "any staff".to_owned(),
            Access::Staff(roles) => {
                roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn line(endpoint: &EndpointInfo) -> String {
        let changes = match endpoint.method {
            Method::Post => "yes",
            Method::Repeat => "may be repeated",
            Method::Get | Method::Query => "",
        };
        format!(
            "| `{} {}` | {} | {} | {changes} | `{}` | `{}` |",
            endpoint.method.as_str(),
            endpoint.path,
            endpoint.summary.trim(),
            who(endpoint.access),
            endpoint.request,
            endpoint.response
        )
    }

    #[test]
    fn the_document_says_what_the_contract_says() {
        let mut text = HEAD.to_owned();
        let mut feature = "";
        for endpoint in super::all() {
            let of = endpoint.name.split('.').next().unwrap_or_default();
            if of != feature {
                feature = of;
                let _ = write!(
                    text,
                    "\n## {feature}\n| address | what | who | changes | request | response |\n|---|---|---|---|---|---|\n"
                );
            }
            let _ = writeln!(text, "{}", line(endpoint));
        }
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(DOCUMENT, &text).unwrap();
        }
        assert!(std::fs::read_to_string(DOCUMENT).unwrap() == text, "docs/api.md is out of date: see its first lines");
    }

    #[test]
    fn names_and_addresses_are_unique() {
        let names: HashSet<_> = super::all().map(|endpoint| endpoint.name).collect();
        let addresses: HashSet<_> = super::all().map(|endpoint| (endpoint.method.as_str(), endpoint.path)).collect();
        assert_eq!(names.len(), super::all().count());
        assert_eq!(addresses.len(), super::all().count());
    }
}
