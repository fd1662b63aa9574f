//! `items.save_required_items`: what a training asks for from now on. Open cases follow at once; what was sent for them stays.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::items::api::{ItemRules, RequiredItemsForm};

use super::cases::required;
use super::get_item_rules::all;
use crate::institution::audit;
use crate::institution::callers::Administrator;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn save_required_items(
    context: &Context,
    Administrator(member): Administrator,
    form: RequiredItemsForm,
) -> Outcome<ItemRules> {
    let RequiredItemsForm { regime, kind, items, seen } = form;
    let again = |(place, item)| items.iter().take(place).any(|before| before == item);
    if items.iter().enumerate().any(again) {
        let mut errors = FieldErrors::default();
        errors.push("items", FieldCode::Taken);
        return Err(errors.into());
    }
    let known = required(context, regime, kind)?;
    if known != seen {
        return Err(ErrorCode::Changed.into());
    }
    if known == items {
        return all(context);
    }
    context
        .sql
        .run("delete from required_items where regime = ?1 and kind = ?2", params![regime.code(), kind.code()])?;
    context.sql.run(
        "insert into required_items (regime, kind, item, position) select ?1, ?2, value, key from json_each(?3)",
        params![regime.code(), kind.code(), serde_json::to_string(&items)?],
    )?;
    let detail = serde_json::json!({ "regime": regime, "kind": kind, "before": known, "items": items });
    audit::record(context, &member.actor(), "items.save_required_items", None, &detail)?;
    all(context)
}
