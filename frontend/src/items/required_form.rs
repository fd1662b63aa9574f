//! What each training asks for: all of them in a table, one of them as ticks.

use std::rc::Rc;

use shared::items::ItemKind;
use shared::items::api::{ItemRules, RequiredItems, RequiredItemsForm, SaveRequiredItems};
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common::course_kind;
use crate::i18n::item_rules::{ItemRuleText, asked_items};
use crate::i18n::items;
use crate::i18n::staff::{StaffText, regime};
use crate::staff::{Draft, use_form};
use crate::ui::{Button, ButtonKind, CheckboxField, Column, FieldGroup, Row, Table, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct RequiredTableProps {
    pub lang: Lang,
    pub required: Vec<RequiredItems>,
    /// Absent for those who may only look.
    #[prop_or_default]
    pub on_change: Option<Callback<RequiredItems>>,
}

#[component]
pub fn RequiredTable(props: &RequiredTableProps) -> Html {
    let RequiredTableProps { lang, required, on_change } = props;
    let lang = *lang;
    let mut columns = vec![
        Column::text(ItemRuleText::Regime.text(lang)),
        Column::text(ItemRuleText::Kind.text(lang)),
        Column::text(ItemRuleText::Items.text(lang)),
    ];
    if on_change.is_some() {
        columns.push(Column::text(StaffText::Actions.text(lang)));
    }
    let rows: Vec<Row> = required.iter().map(|required| row(lang, required, on_change.as_ref())).collect();
    html! { <Table caption={ItemRuleText::RequiredTitle.text(lang)} {columns} {rows} /> }
}

fn row(lang: Lang, required: &RequiredItems, on_change: Option<&Callback<RequiredItems>>) -> Row {
    let mut cells = vec![
        html! { regime(lang, required.regime) },
        html! { course_kind(lang, required.kind) },
        html! { asked_items(lang, &required.items) },
    ];
    if let Some(on_change) = on_change {
        let onclick = {
            let required = required.clone();
            on_change.reform(move |_: MouseEvent| required.clone())
        };
        cells.push(html! { <Button kind={ButtonKind::Quiet} {onclick}>{ StaffText::Edit.text(lang) }</Button> });
    }
    Row::new(format!("{}-{}", required.regime.code(), required.kind.code()), cells)
}

#[derive(Clone, PartialEq, Properties)]
pub struct RequiredEditorProps {
    pub required: RequiredItems,
    pub on_saved: Callback<Rc<ItemRules>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn RequiredEditor(props: &RequiredEditorProps) -> Html {
    let initial = || {
        let RequiredItems { regime, kind, items } = props.required.clone();
        RequiredItemsForm { regime, kind, seen: items.clone(), items }
    };
    required_form(&use_form::<SaveRequiredItems>(initial, &props.on_saved, &props.on_cancel))
}

pub fn required_form(draft: &Draft<RequiredItemsForm>) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let label = ItemRuleText::Items.text(lang);
    draft.short_form(|fields| {
        let tick = |kind: ItemKind| {
            // Trainees read the items in one order, in whichever they are ticked.
            let onchange = fields.edit(move |form: &mut RequiredItemsForm, ticked: bool| {
                form.items.retain(|item| *item != kind);
                if ticked {
                    form.items.push(kind);
                    form.items.sort_unstable();
                }
            });
            html! {
                <CheckboxField
                    key={kind.code()} name={format!("item-{}", kind.code())} checked={form.items.contains(&kind)} {onchange}
                >
                    { items::kind(lang, kind) }
                </CheckboxField>
            }
        };
        html! {
            <>
                { muted(format!("{} · {}", regime(lang, form.regime), course_kind(lang, form.kind)).into()) }
                <FieldGroup id="items" {label} error={fields.error("items", label)}>
                    { for ItemKind::ALL.into_iter().map(tick) }
                </FieldGroup>
                { muted(ItemRuleText::RequiredAdvice.text(lang).into()) }
            </>
        }
    })
}
