//! `certificates.delete_rule_set`: an administrator takes back a rule set that has not begun. One that began, or that a case
//! follows, stays.

use shared::certificates::api::RuleSetRequest;
use shared::certificates::regime::RuleSet;
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, Problem};

use super::list_rule_sets::list_rule_sets;
use crate::institution::audit;
use crate::institution::callers::{Administrator, AnyStaff};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn delete_rule_set(
    context: &Context,
    Administrator(member): Administrator,
    request: RuleSetRequest,
) -> Outcome<Vec<RuleSet>> {
    let rules = context.rules()?;
    let all = rules.all();
    let known = all.iter().find(|set| set.id == request.id).ok_or(ErrorCode::NotFound)?;
    // The first rules of a way hold for everybody before them, whatever their day is.
    let first = !all.iter().any(|set| set.pipeline == known.pipeline && set.effective_from < known.effective_from);
    let followed: bool = context.sql.one(
        "select json(iif(exists (select 1 from stage_counts where class_id = 0 and rule_set_id = ?1), 'true', 'false'))",
        params![known.id],
    )?;
    if first || followed || known.effective_from <= context.now.day() {
        return Err(Problem::new(ErrorCode::RulesInUse).into());
    }
    context.sql.run("delete from rule_stages where rule_set_id = ?1", params![known.id])?;
    context.sql.run("delete from rule_sets where id = ?1", params![known.id])?;
    context.cache.forget();
    let detail =
        serde_json::json!({ "code": known.code, "effective_from": known.effective_from, "source": known.source.zh });
    audit::record(context, &member.actor(), "certificates.delete_rule_set", Some(("rule_set", known.id)), &detail)?;
    list_rule_sets(context, AnyStaff(member), Nothing {})
}
