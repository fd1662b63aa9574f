//! The texts and days of one kind of item, as a form.

use std::rc::Rc;

use shared::items::api::{ItemRule, ItemRuleForm, ItemRules, SaveItemRule};
use yew::prelude::*;

use crate::i18n::item_rules::ItemRuleText;
use crate::staff::{Draft, use_form};
use crate::ui::{Field, FormMessage, InputKind, MessageKind, TextareaField};

#[derive(Clone, PartialEq, Properties)]
pub struct ItemRuleEditorProps {
    pub rule: ItemRule,
    pub on_saved: Callback<Rc<ItemRules>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ItemRuleEditor(props: &ItemRuleEditorProps) -> Html {
    item_rule_form(&use_form::<SaveItemRule>(|| form_of(&props.rule), &props.on_saved, &props.on_cancel))
}

/// A rule as it would be typed.
fn form_of(rule: &ItemRule) -> ItemRuleForm {
    let commitment = rule.commitment.clone().unwrap_or_default();
    ItemRuleForm {
        kind: rule.kind,
        consent_zh: rule.consent.zh.clone(),
        consent_en: rule.consent.en.clone(),
        commitment_zh: commitment.zh,
        commitment_en: commitment.en,
        keep_days: rule.keep_days.to_string(),
        keep_original_days: rule.keep_original_days.map(|days| days.to_string()).unwrap_or_default(),
        consent_version: rule.consent_version,
        commitment_version: rule.commitment_version,
    }
}

pub fn item_rule_form(draft: &Draft<ItemRuleForm>) -> Html {
    let form = &draft.form;
    let text = |text: ItemRuleText| text.text(draft.lang);
    draft.long_form(|fields| {
        html! {
            <>
                <FormMessage kind={MessageKind::Act} quiet=true>{ text(ItemRuleText::Warning) }</FormMessage>
                <Field
                    hint={text(ItemRuleText::KeepDaysHint)} kind={InputKind::Digits} required=true max_length=4
                    ..fields.text("keep_days", text(ItemRuleText::KeepDays), &form.keep_days, |form, typed| form.keep_days = typed)
                />
                if form.kind.has_original() {
                    <Field
                        hint={text(ItemRuleText::KeepOriginalDaysHint)} kind={InputKind::Digits} required=true max_length=4
                        ..fields.text(
                            "keep_original_days", text(ItemRuleText::KeepOriginalDays), &form.keep_original_days,
                            |form, typed| form.keep_original_days = typed,
                        )
                    />
                }
                <TextareaField
                    hint={text(ItemRuleText::ConsentHint)} rows=7 required=true
                    ..fields.long_text("consent_zh", text(ItemRuleText::ConsentZh), &form.consent_zh, |form, typed| {
                        form.consent_zh = typed;
                    })
                />
                <TextareaField
                    rows=7 required=true
                    ..fields.long_text("consent_en", text(ItemRuleText::ConsentEn), &form.consent_en, |form, typed| {
                        form.consent_en = typed;
                    })
                />
                if form.kind.is_signed() {
                    <TextareaField
                        rows=6 required=true
                        ..fields.long_text("commitment_zh", text(ItemRuleText::CommitmentZh), &form.commitment_zh, |form, typed| {
                            form.commitment_zh = typed;
                        })
                    />
                    <TextareaField
                        rows=6 required=true
                        ..fields.long_text("commitment_en", text(ItemRuleText::CommitmentEn), &form.commitment_en, |form, typed| {
                            form.commitment_en = typed;
                        })
                    />
                }
            </>
        }
    })
}
