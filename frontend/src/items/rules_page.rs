//! What each training asks for, and for each item the texts that trainees read and the days that it is kept.

use std::rc::Rc;

use shared::endpoint::Nothing;
use shared::items::api::{GetItemRules, ItemRule, ItemRules, RequiredItems, SaveItemRule, SaveRequiredItems};
use yew::prelude::*;
use yew_router::Routable as _;

use super::required_form::{RequiredEditor, RequiredTable};
use super::rule_card::ItemRuleCard;
use super::rule_form::ItemRuleEditor;
use crate::i18n::item_rules::ItemRuleText;
use crate::i18n::items;
use crate::i18n::staff::StaffText;
use crate::staff::{StaffRoute, show, use_console, use_staff_resource};
use crate::ui::{Card, Dialog, LinkButton, Stack, Toolbar, muted};

/// The dialog over the page.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Required(RequiredItems),
    Rule(ItemRule),
}

#[component]
pub fn ItemRulesPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<GetItemRules>(Nothing {});
    let open = use_state(|| Open::Nothing);
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let on_saved = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |_: Rc<ItemRules>| {
            close.emit(());
            console.say_text(StaffText::Saved.text(lang));
            reload.emit(());
        })
    };
    let on_required = {
        let open = open.clone();
        let change = Callback::from(move |required| open.set(Open::Required(required)));
        console.may::<SaveRequiredItems>().then_some(change)
    };
    let on_rule = {
        let open = open.clone();
        let change = Callback::from(move |rule| open.set(Open::Rule(rule)));
        console.may::<SaveItemRule>().then_some(change)
    };
    html! {
        <>
            <Toolbar title={ItemRuleText::Title.text(lang)}>
                <LinkButton href={StaffRoute::Rules.to_path()}>{ ItemRuleText::BackToRules.text(lang) }</LinkButton>
            </Toolbar>
            { muted(ItemRuleText::Advice.text(lang).into()) }
            { show::<GetItemRules>(&console, &resource, |rules| html! {
                <>
                    <Card title={ItemRuleText::RequiredTitle.text(lang)}>
                        <Stack>
                            { muted(ItemRuleText::RequiredAdvice.text(lang).into()) }
                            <RequiredTable {lang} required={rules.required.clone()} on_change={on_required} />
                        </Stack>
                    </Card>
                    { for rules.rules.iter().map(|rule| html! {
                        <ItemRuleCard key={rule.kind.code()} {lang} rule={rule.clone()} on_change={on_rule.clone()} />
                    }) }
                </>
            }) }
            { match &*open {
                Open::Nothing => Html::default(),
                Open::Required(required) => html! {
                    <Dialog title={ItemRuleText::ChangeRequired.text(lang)} open=true on_close={close.clone()}>
                        <RequiredEditor required={required.clone()} {on_saved} on_cancel={close} />
                    </Dialog>
                },
                Open::Rule(rule) => html! {
                    <Dialog title={items::kind(lang, rule.kind)} open=true on_close={close.clone()}>
                        <ItemRuleEditor rule={rule.clone()} {on_saved} on_cancel={close} />
                    </Dialog>
                },
            } }
        </>
    }
}
