//! A class before it is applied for: what is missing first, asking everybody at once, then the export.

use std::rc::Rc;

use shared::id::ClassId;
use shared::items::api::{
    AskClassForItems, AskedClass, ClassItemsRequest, ExportClass, ListMissingItems, MissingItems,
};
use yew::prelude::*;
use yew_router::Routable as _;

use super::export::ExportCard;
use super::missing_table::MissingTable;
use crate::i18n::items::{self, StaffItemText};
use crate::i18n::staff::ClassText;
use crate::staff::{
    Console, StaffRoute, problem_summary, show, use_console, use_paging, use_staff_action, use_staff_resource,
};
use crate::ui::{Button, Card, ConfirmDialog, Empty, FormMessage, LinkButton, MessageKind, Pagination, Toolbar};

#[derive(Clone, PartialEq, Properties)]
pub struct ClassItemsPageProps {
    pub id: ClassId,
}

#[component]
pub fn ClassItemsPage(props: &ClassItemsPageProps) -> Html {
    let console = use_console();
    let id = props.id;
    let paging = use_paging(None);
    let resource = use_staff_resource::<ListMissingItems>(ClassItemsRequest { id, after: paging.after() });
    let on_asked = resource.reload.clone();
    show::<ListMissingItems>(&console, &resource, |missing| {
        let lang = console.lang;
        html! {
            <>
                <Toolbar title={format!("{} · {}", StaffItemText::ClassTitle.text(lang), missing.class_code)}>
                    <LinkButton href={StaffRoute::Class { id }.to_path()}>{ ClassText::BackToClass.text(lang) }</LinkButton>
                    if missing.incomplete > 0 && console.may::<AskClassForItems>() {
                        <AskAll {id} incomplete={missing.incomplete} unbound={missing.unbound} {on_asked} />
                    }
                </Toolbar>
                { state(&console, missing) }
                if !missing.rows.is_empty() {
                    <MissingTable {lang} rows={missing.rows.clone()} />
                    <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(missing.next.as_ref())} />
                }
                if console.may::<ExportClass>() {
                    <ExportCard {id} incomplete={missing.incomplete > 0} stages={missing.stages.clone()} />
                }
            </>
        }
    })
}

/// How things stand, in one line.
fn state(console: &Console, missing: &MissingItems) -> Html {
    let lang = console.lang;
    if missing.required.is_empty() {
        return html! { <Card><Empty title={StaffItemText::NoneNeeded.text(lang)} /></Card> };
    }
    if missing.incomplete == 0 {
        return html! {
            <Card>
                <Empty title={StaffItemText::NothingMissing.text(lang)}>
                    <p>{ StaffItemText::NothingMissingAdvice.text(lang) }</p>
                </Empty>
            </Card>
        };
    }
    let open: i64 = missing.stages.iter().map(|stage| stage.open).sum();
    html! {
        <FormMessage kind={MessageKind::Act}>
            { items::incomplete(lang, open, missing.incomplete, missing.ended) }
        </FormMessage>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct AskAllProps {
    id: ClassId,
    incomplete: i64,
    unbound: i64,
    on_asked: Callback<()>,
}

/// Asks the whole class, a page of it at a time, after one confirmation.
#[component]
fn AskAll(props: &AskAllProps) -> Html {
    let console = use_console();
    let (lang, id) = (console.lang, props.id);
    let open = use_state(|| false);
    let counts = use_mut_ref(|| (0, 0, 0));
    // The page of the class after the one that was asked just now.
    let next = use_state(|| None::<String>);
    let action = {
        let (open, counts, next) = (open.clone(), counts.clone(), next.clone());
        let (console, on_asked) = (console.clone(), props.on_asked.clone());
        use_staff_action::<AskClassForItems>(Callback::from(move |page: Rc<AskedClass>| {
            let (asked, unbound, just) = {
                let mut counts = counts.borrow_mut();
                counts.0 += page.asked;
                counts.1 += page.unbound;
                counts.2 += page.just_asked;
                *counts
            };
            next.set(page.next.clone());
            if page.next.is_none() {
                open.set(false);
                console.say.emit(items::asked_class(lang, asked, unbound, just).into());
                on_asked.emit(());
            }
        }))
    };
    {
        let run = action.run.clone();
        use_effect_with((*next).clone(), move |after| {
            if after.is_some() {
                run.emit(ClassItemsRequest { id, after: after.clone() });
            }
        });
    }
    let opens = {
        let (open, counts, reset) = (open.clone(), counts.clone(), action.reset.clone());
        Callback::from(move |_: MouseEvent| {
            *counts.borrow_mut() = (0, 0, 0);
            reset.emit(());
            open.set(true);
        })
    };
    let on_confirm = action.run.reform(move |()| ClassItemsRequest { id, after: None });
    let on_cancel = {
        let open = open.clone();
        Callback::from(move |()| open.set(false))
    };
    let pending = action.is_pending() || next.is_some();
    html! {
        <>
            <Button onclick={opens}>{ StaffItemText::AskAll.text(lang) }</Button>
            <ConfirmDialog
                {lang} open={*open} title={StaffItemText::AskAll.text(lang)} confirm={StaffItemText::AskAll.text(lang)}
                {pending} {on_confirm} {on_cancel}
            >
                { problem_summary(lang, action.problem(), &[]) }
                <p><strong>{ items::ask_reaches(lang, props.incomplete, props.unbound) }</strong></p>
                <p>{ StaffItemText::AskAllMeaning.text(lang) }</p>
            </ConfirmDialog>
        </>
    }
}
