//! Objections: open ones by their deadline, decided ones newest first.

use std::rc::Rc;

use shared::id::ObjectionId;
use shared::lang::Lang;
use shared::lessons::api::{DecideObjection, ListObjections, ListObjectionsRequest, StaffObjection};
use yew::prelude::*;

use super::decide_dialog::DecideDialog;
use super::objection_card::ObjectionCard;
use crate::i18n::lesson_talk::ObjectionText;
use crate::staff::{now, show, use_console, use_kept, use_paging, use_staff_resource};
use crate::ui::{Empty, FormMessage, Pagination, Stack, TabItem, Tabs, Toolbar};

const OPEN: &str = "open";
const DECIDED: &str = "decided";

#[component]
pub fn ObjectionsPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let decided = use_kept::<bool>(Some("objections decided"));
    let tab = |key: &'static str, text: ObjectionText| TabItem {
        key: AttrValue::Static(key),
        text: text.text(lang).into(),
        count: None,
    };
    let on_select = {
        let decided = decided.clone();
        Callback::from(move |key: AttrValue| decided.set(key == DECIDED))
    };
    let current = if *decided { DECIDED } else { OPEN };
    html! {
        <>
            <Toolbar title={ObjectionText::Title.text(lang)} />
            <Tabs
                label={ObjectionText::Which.text(lang)} {current} {on_select}
                items={vec![tab(OPEN, ObjectionText::OpenOnes), tab(DECIDED, ObjectionText::DecidedOnes)]}
            />
            if !console.may::<DecideObjection>() {
                <FormMessage>{ ObjectionText::OnlyRegistrars.text(lang) }</FormMessage>
            }
            // A list of its own for each: the one never stands under the name of the other.
            <ObjectionList key={current} decided={*decided} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ObjectionListProps {
    decided: bool,
}

#[component]
fn ObjectionList(props: &ObjectionListProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let paging = use_paging(Some(if props.decided { "objections decided" } else { "objections open" }));
    let request = ListObjectionsRequest { decided: props.decided.then(|| "yes".to_owned()), after: paging.after() };
    let resource = use_staff_resource::<ListObjections>(request);
    let deciding = use_state(|| None::<ObjectionId>);
    // What somebody else has done meanwhile shows itself too.
    let on_close = {
        let (deciding, reload) = (deciding.clone(), resource.reload.clone());
        Callback::from(move |()| {
            deciding.set(None);
            reload.emit(());
        })
    };
    let on_decided = {
        let (on_close, console) = (on_close.clone(), console.clone());
        Callback::from(move |_: Rc<StaffObjection>| {
            console.say_text(ObjectionText::Done.text(lang));
            on_close.emit(());
        })
    };
    let may_decide = console.may::<DecideObjection>() && !props.decided;
    show::<ListObjections>(&console, &resource, |page| {
        let card = |objection: &StaffObjection| {
            let id = objection.objection.id;
            let on_decide = may_decide.then(|| {
                let deciding = deciding.clone();
                Callback::from(move |()| deciding.set(Some(id)))
            });
            html! { <ObjectionCard key={id.0} {lang} objection={objection.clone()} now={now()} {on_decide} /> }
        };
        let chosen = page.items.iter().find(|objection| Some(objection.objection.id) == *deciding);
        html! {
            <>
                if page.items.is_empty() {
                    { nothing(lang, props.decided, paging.after().is_none()) }
                }
                <Stack>{ for page.items.iter().map(card) }</Stack>
                <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(page.next.as_ref())} />
                if let Some(objection) = chosen.cloned() {
                    <DecideDialog {objection} {on_decided} {on_close} />
                }
            </>
        }
    })
}

fn nothing(lang: Lang, decided: bool, first_page: bool) -> Html {
    if !first_page {
        return html! { <Empty title={ObjectionText::PageEmpty.text(lang)} /> };
    }
    if decided {
        return html! { <Empty title={ObjectionText::NoneDecided.text(lang)} /> };
    }
    html! {
        <Empty title={ObjectionText::NoneOpen.text(lang)}>
            <p>{ ObjectionText::NoneOpenAdvice.text(lang) }</p>
        </Empty>
    }
}
