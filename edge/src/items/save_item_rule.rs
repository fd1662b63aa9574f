//! `items.save_item_rule`: what trainees agree to and sign, and how long an item is kept. A consent and a signature name the
//! version that was read: those given stay what they are, and a changed text is asked for anew. Files that were sent keep the
//! days that their trainees were told.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::items::ItemKind;
use shared::items::api::{ItemRuleForm, ItemRules};
use shared::items::keeping::{self, MAX_DAYS};
use shared::lang::LocalText;

use super::consents::Rules;
use super::get_item_rules::all;
use crate::institution::audit;
use crate::institution::callers::Administrator;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::prose;
use crate::params;

const TEXT_MAX: usize = 2_000;

/// What a form says, in its stored spelling.
struct Checked {
    consent: LocalText,
    commitment: LocalText,
    keep_days: i64,
    keep_original_days: i64,
}

pub fn save_item_rule(
    context: &Context,
    Administrator(member): Administrator,
    form: ItemRuleForm,
) -> Outcome<ItemRules> {
    let kind = form.kind;
    let known = Rules::of(context, kind)?;
    let after = check(&form, &known)?;
    if (form.consent_version, form.commitment_version) != (known.consent_version, known.commitment_version) {
        return Err(ErrorCode::Changed.into());
    }
    let (consent, commitment) = (after.consent != known.consent, after.commitment != known.commitment);
    let days = (after.keep_days, after.keep_original_days);
    let days_before = (known.keep_days, known.keep_original_days);
    if !consent && !commitment && days == days_before {
        return all(context);
    }
    context.sql.run(
        "update item_rules set consent_zh = ?2, consent_en = ?3, consent_version = consent_version + ?4,
           commitment_zh = ?5, commitment_en = ?6, commitment_version = commitment_version + ?7,
           keep_days = ?8, keep_original_days = ?9 where item = ?1",
        params![
            kind.code(),
            &after.consent.zh,
            &after.consent.en,
            i64::from(consent),
            &after.commitment.zh,
            &after.commitment.en,
            i64::from(commitment),
            after.keep_days,
            after.keep_original_days
        ],
    )?;
    let detail = serde_json::json!({
        "item": kind, "consent_changed": consent, "commitment_changed": commitment, "days_before": days_before, "days": days
    });
    audit::record(context, &member.actor(), "items.save_item_rule", None, &detail)?;
    all(context)
}

/// What an item does not have is not read, and stays as it is.
fn check(form: &ItemRuleForm, known: &Rules) -> Outcome<Checked> {
    let kind = form.kind;
    let mut errors = FieldErrors::default();
    let keep_days = keeping::days(&form.keep_days, MAX_DAYS);
    let keep_original_days = if kind.has_original() {
        keeping::days(&form.keep_original_days, keep_days.unwrap_or(MAX_DAYS))
    } else {
        Ok(known.keep_original_days)
    };
    let told: Vec<i64> = [Some(keep_days), kind.has_original().then_some(keep_original_days)]
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .collect();
    let consent_zh = errors.check("consent_zh", consent(&form.consent_zh, &told));
    let consent_en = errors.check("consent_en", consent(&form.consent_en, &told));
    let commitment = commitment(kind, form, known, &mut errors);
    let keep_days = errors.check("keep_days", keep_days);
    let keep_original_days = errors.check("keep_original_days", keep_original_days);
    match (consent_zh.zip(consent_en), commitment, keep_days.zip(keep_original_days)) {
        (Some((zh, en)), Some(commitment), Some((keep_days, keep_original_days))) => {
            Ok(Checked { consent: LocalText { zh, en }, commitment, keep_days, keep_original_days })
        }
        _ => Err(errors.into()),
    }
}

/// A text that names the days that are counted.
fn consent(typed: &str, told: &[i64]) -> Result<String, FieldCode> {
    let text = prose::paragraphs(typed, TEXT_MAX)?;
    if told.iter().all(|days| keeping::names(&text, *days)) { Ok(text) } else { Err(FieldCode::Inconsistent) }
}

fn commitment(kind: ItemKind, form: &ItemRuleForm, known: &Rules, errors: &mut FieldErrors) -> Option<LocalText> {
    if !kind.is_signed() {
        return Some(known.commitment.clone());
    }
    let zh = errors.check("commitment_zh", prose::paragraphs(&form.commitment_zh, TEXT_MAX));
    let en = errors.check("commitment_en", prose::paragraphs(&form.commitment_en, TEXT_MAX));
    zh.zip(en).map(|(zh, en)| LocalText { zh, en })
}
