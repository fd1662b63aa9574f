//! One kind of item: what trainees agree to and sign for it, and how long it is kept.

use shared::items::api::ItemRule;
use shared::lang::{Lang, LocalText};
use yew::prelude::*;

use crate::i18n::item_rules::{ItemRuleText, days, version};
use crate::i18n::items;
use crate::ui::{Button, ButtonRow, Card, Cell, CellList, Disclosure, Stack, prose};

#[derive(Clone, PartialEq, Properties)]
pub struct ItemRuleCardProps {
    pub lang: Lang,
    pub rule: ItemRule,
    /// Absent for those who may only look.
    #[prop_or_default]
    pub on_change: Option<Callback<ItemRule>>,
}

#[component]
pub fn ItemRuleCard(props: &ItemRuleCardProps) -> Html {
    let ItemRuleCardProps { lang, rule, on_change } = props;
    let lang = *lang;
    let onclick = on_change.as_ref().map(|on_change| {
        let rule = rule.clone();
        on_change.reform(move |_: MouseEvent| rule.clone())
    });
    html! {
        <Card title={items::kind(lang, rule.kind)}>
            <Stack>
                <CellList>
                    <Cell label={ItemRuleText::KeepDays.text(lang)}>{ days(lang, rule.keep_days) }</Cell>
                    if let Some(kept) = rule.keep_original_days {
                        <Cell label={ItemRuleText::KeepOriginalDays.text(lang)}>{ days(lang, kept) }</Cell>
                    }
                </CellList>
                { text_of(lang, ItemRuleText::Consent, rule.consent_version, &rule.consent) }
                if let Some(commitment) = &rule.commitment {
                    { text_of(lang, ItemRuleText::Commitment, rule.commitment_version, commitment) }
                }
                if let Some(onclick) = onclick {
                    <ButtonRow>
                        <Button {onclick}>{ ItemRuleText::Change.text(lang) }</Button>
                    </ButtonRow>
                }
            </Stack>
        </Card>
    }
}

/// A text in both languages, whatever the reader's own is: trainees read either.
fn text_of(lang: Lang, label: ItemRuleText, number: i64, text: &LocalText) -> Html {
    html! {
        <Disclosure summary={format!("{} · {}", label.text(lang), version(lang, number))}>
            { prose(&text.zh) }
            { for text.en.split("\n\n").map(|part| html! { <p lang="en">{ part.to_owned() }</p> }) }
        </Disclosure>
    }
}
