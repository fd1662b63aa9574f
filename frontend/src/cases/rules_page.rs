//! The rules of all ways, and the list of work categories.

use std::rc::Rc;

use shared::certificates::api::{ListRuleSets, SaveRuleSet};
use shared::certificates::regime::RuleSet;
use shared::endpoint::Nothing;
use yew::prelude::*;
use yew_router::Routable as _;

use super::catalogue_card::CatalogueCard;
use super::rule_form::{RuleEditor, form_of};
use super::rule_view::RuleView;
use crate::i18n::cases::CaseText;
use crate::i18n::item_rules::ItemRuleText;
use crate::i18n::rules::RuleText;
use crate::i18n::staff::StaffText;
use crate::staff::{StaffRoute, problem_summary, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Card, ConfirmDialog, Dialog, Disclosure, LinkButton, Toolbar, muted};

/// The dialog over the page.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Confirm(RuleSet),
    Change(RuleSet),
}

#[component]
pub fn RulesPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<ListRuleSets>(Nothing {});
    let open = use_state(|| Open::Nothing);
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let on_saved = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |_: Rc<Vec<RuleSet>>| {
            close.emit(());
            console.say_text(StaffText::Saved.text(lang));
            reload.emit(());
        })
    };
    let confirm = use_staff_action::<SaveRuleSet>(on_saved.clone());
    let on_confirm = {
        let (open, reset) = (open.clone(), confirm.reset.clone());
        Callback::from(move |set: RuleSet| {
            reset.emit(());
            open.set(Open::Confirm(set));
        })
    };
    let on_change = {
        let open = open.clone();
        Callback::from(move |set: RuleSet| open.set(Open::Change(set)))
    };
    let confirmed = {
        let (open, run) = (open.clone(), confirm.run.clone());
        Callback::from(move |()| {
            if let Open::Confirm(set) = &*open {
                run.emit(form_of(set));
            }
        })
    };
    let may = console.may::<SaveRuleSet>();
    let view = |set: &RuleSet| {
        html! {
            <RuleView
                key={set.id} {lang} rules={set.clone()}
                on_confirm={may.then(|| on_confirm.clone())} on_change={may.then(|| on_change.clone())}
            />
        }
    };
    html! {
        <>
            <Toolbar title={RuleText::Title.text(lang)}>
                <LinkButton href={StaffRoute::Cases.to_path()}>{ CaseText::BackToBoard.text(lang) }</LinkButton>
                <LinkButton href={StaffRoute::ItemRules.to_path()}>{ ItemRuleText::Title.text(lang) }</LinkButton>
            </Toolbar>
            { muted(RuleText::Advice.text(lang).into()) }
            { show::<ListRuleSets>(&console, &resource, |sets| html! {
                <>
                    { for ways(sets).into_iter().map(|(newest, earlier)| html! {
                        <Card key={newest.pipeline.clone()} title={newest.name.in_lang(lang).to_owned()}>
                            { view(newest) }
                            if !earlier.is_empty() {
                                <Disclosure summary={RuleText::Earlier.text(lang)}>{ for earlier.into_iter().map(view) }</Disclosure>
                            }
                        </Card>
                    }) }
                </>
            }) }
            <CatalogueCard />
            <ConfirmDialog
                {lang} open={matches!(*open, Open::Confirm(_))} title={RuleText::ConfirmTitle.text(lang)}
                confirm={RuleText::Confirm.text(lang)} pending={confirm.is_pending()}
                on_confirm={confirmed} on_cancel={close.clone()}
            >
                { problem_summary(lang, confirm.problem(), &[]) }
                <p>{ RuleText::ConfirmQuestion.text(lang) }</p>
            </ConfirmDialog>
            <Dialog title={RuleText::Change.text(lang)} open={matches!(*open, Open::Change(_))} on_close={close.clone()}>
                if let Open::Change(set) = &*open {
                    <RuleEditor rules={set.clone()} {on_saved} on_cancel={close} />
                }
            </Dialog>
        </>
    }
}

/// The newest rules of each way with those before: the portal sends them way by way, newest first.
fn ways(sets: &[RuleSet]) -> Vec<(&RuleSet, Vec<&RuleSet>)> {
    let mut ways: Vec<(&RuleSet, Vec<&RuleSet>)> = Vec::new();
    for set in sets {
        match ways.last_mut() {
            Some((newest, earlier)) if newest.pipeline == set.pipeline => earlier.push(set),
            _ => ways.push((set, Vec::new())),
        }
    }
    ways
}
