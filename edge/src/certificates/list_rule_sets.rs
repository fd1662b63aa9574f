//! `certificates.list_rule_sets`: the rules of all ways, newest of each first.

use shared::certificates::regime::RuleSet;
use shared::endpoint::Nothing;

use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn list_rule_sets(context: &Context, _caller: AnyStaff, _request: Nothing) -> Outcome<Vec<RuleSet>> {
    Ok(context.rules()?.all().into_iter().cloned().collect())
}
