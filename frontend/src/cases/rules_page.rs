//! The rules of all ways, and the list of work categories.

use std::rc::Rc;

use shared::certificates::api::{DeleteRuleSet, ListRuleSets, RuleSetRequest, SaveRuleSet};
use shared::certificates::regime::RuleSet;
use shared::endpoint::Nothing;
use yew::prelude::*;
use yew_router::Routable as _;

use super::catalogue_card::CatalogueCard;
use super::rule_form::{RuleEditor, form_of};
use super::rule_view::RuleView;
use super::rule_ways::ways;
use crate::i18n::cases::CaseText;
use crate::i18n::item_rules::ItemRuleText;
use crate::i18n::rules::{self, RuleText};
use crate::i18n::staff::StaffText;
use crate::staff::{StaffRoute, problem_summary, show, today, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Card, ConfirmDialog, Dialog, Disclosure, LinkButton, Toolbar, muted};

/// The dialog over the page.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Confirm(RuleSet),
    Change(RuleSet),
    Delete(RuleSet),
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
    let delete = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        use_staff_action::<DeleteRuleSet>(Callback::from(move |_: Rc<Vec<RuleSet>>| {
            close.emit(());
            console.say_text(RuleText::Deleted.text(lang));
            reload.emit(());
        }))
    };
    let on_delete = {
        let (open, reset) = (open.clone(), delete.reset.clone());
        Callback::from(move |set: RuleSet| {
            reset.emit(());
            open.set(Open::Delete(set));
        })
    };
    let deleted = {
        let (open, run) = (open.clone(), delete.run.clone());
        Callback::from(move |()| {
            if let Open::Delete(set) = &*open {
                run.emit(RuleSetRequest { id: set.id });
            }
        })
    };
    let may = console.may::<SaveRuleSet>();
    let view = |set: &RuleSet, coming: bool| {
        html! {
            <RuleView
                key={set.id} {lang} rules={set.clone()}
                on_confirm={may.then(|| on_confirm.clone())} on_change={may.then(|| on_change.clone())}
                on_delete={(may && coming).then(|| on_delete.clone())}
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
                    { for ways(sets, today()).into_iter().map(|way| html! {
                        <Card key={way.current.pipeline.clone()} title={way.current.name.in_lang(lang).to_owned()}>
                            { for way.coming.iter().map(|set| html! {
                                <>
                                    <h3>{ rules::begins(lang, set.effective_from) }</h3>
                                    { view(set, true) }
                                </>
                            }) }
                            if !way.coming.is_empty() {
                                <h3>{ RuleText::Current.text(lang) }</h3>
                            }
                            { view(way.current, false) }
                            if !way.earlier.is_empty() {
                                <Disclosure summary={RuleText::Earlier.text(lang)}>
                                    { for way.earlier.iter().map(|set| view(set, false)) }
                                </Disclosure>
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
            <ConfirmDialog
                {lang} open={matches!(*open, Open::Delete(_))} title={RuleText::Delete.text(lang)} danger=true
                confirm={RuleText::Delete.text(lang)} pending={delete.is_pending()}
                on_confirm={deleted} on_cancel={close.clone()}
            >
                { problem_summary(lang, delete.problem(), &[]) }
                if let Open::Delete(set) = &*open {
                    <p>
                        <strong>{ set.name.in_lang(lang).to_owned() }</strong>{ " " }
                        { rules::begins(lang, set.effective_from) }
                    </p>
                }
                <p>{ RuleText::DeleteQuestion.text(lang) }</p>
            </ConfirmDialog>
            <Dialog title={RuleText::Change.text(lang)} open={matches!(*open, Open::Change(_))} on_close={close.clone()}>
                if let Open::Change(set) = &*open {
                    <RuleEditor rules={set.clone()} {on_saved} on_cancel={close} />
                }
            </Dialog>
        </>
    }
}
