//! `institution.check_health`: asked by the shell for `/healthz`; there is no address that leads here.

use serde::{Deserialize, Serialize};
use shared::endpoint::Nothing;

use super::callers::Anyone;
use super::context::Context;
use super::failure::Outcome;
use super::internal::internal;

/// What the object says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    pub schema: i64,
    /// Messages that were given up: somebody must look.
    pub dead_letters: i64,
    /// Imports whose work fails and is tried again.
    pub failing_imports: i64,
}

internal!(
    /// Reads and answers: proves that the database works.
    CheckHealth = "institution.check_health", Nothing => Health
);

pub fn check_health(context: &Context, _caller: Anyone, _request: Nothing) -> Outcome<Health> {
    Ok(context.sql.one(
        "select json_object('schema', (select max(version) from schema_version),
           'dead_letters', (select count(*) from outbox where state = 'dead'),
           'failing_imports', (select count(*) from imports where state in ('planning', 'importing', 'undoing') and failures > 0))",
        &[],
    )?)
}
