//! `items.get_item_rules`: what trainings ask for, and the texts and days of each item.

use shared::courses::{CourseKind, Regime};
use shared::endpoint::Nothing;
use shared::items::ItemKind;
use shared::items::api::{ItemRule, ItemRules, RequiredItems};

use super::cases::required;
use super::consents::Rules;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_item_rules(context: &Context, _caller: AnyStaff, _request: Nothing) -> Outcome<ItemRules> {
    all(context)
}

/// All of them, also after a change.
pub fn all(context: &Context) -> Outcome<ItemRules> {
    let trainings = Regime::ALL.into_iter().flat_map(|regime| CourseKind::ALL.map(|kind| (regime, kind)));
    let required = trainings
        .map(|(regime, kind)| Ok(RequiredItems { regime, kind, items: required(context, regime, kind)? }))
        .collect::<Outcome<_>>()?;
    let rules =
        ItemKind::ALL.into_iter().map(|kind| Ok(rule(kind, Rules::of(context, kind)?))).collect::<Outcome<_>>()?;
    Ok(ItemRules { required, rules })
}

fn rule(kind: ItemKind, rules: Rules) -> ItemRule {
    ItemRule {
        kind,
        consent: rules.consent,
        consent_version: rules.consent_version,
        commitment: kind.is_signed().then_some(rules.commitment),
        commitment_version: rules.commitment_version,
        keep_days: rules.keep_days,
        keep_original_days: kind.has_original().then_some(rules.keep_original_days),
    }
}
