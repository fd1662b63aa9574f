//! The items of a case for staff: what was sent, before and after cropping, and what to do about it.

use std::rc::Rc;

use shared::enrolments::api::EnrolmentRequest;
use shared::id::EnrolmentId;
use shared::items::api::{
    AskForItems, AskForItemsRequest, DecideItem, DecideItemRequest, Decision, FileLink, GetItemsForStaff, Item,
    StaffItems,
};
use shared::items::{ItemKind, ItemState};
use shared::lang::Lang;
use yew::prelude::*;

use super::decide::ReturnForm;
use super::words::state_tag;
use crate::i18n::items::{self, ItemText, StaffItemText};
use crate::i18n::staff::StaffText;
use crate::staff::{problem_summary, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{
    Anchor, Button, ButtonKind, ButtonRow, Card, Dialog, FormMessage, Lines, MessageKind, PicturePairProps, moment,
    muted, picture_pair, tags,
};

#[derive(Clone, PartialEq, Properties)]
pub struct StaffItemsCardProps {
    pub id: EnrolmentId,
}

/// Nothing for those whose work does not need it.
#[component]
pub fn StaffItemsCard(props: &StaffItemsCardProps) -> Html {
    let console = use_console();
    if console.may::<GetItemsForStaff>() {
        html! { <Shown id={props.id} /> }
    } else {
        Html::default()
    }
}

#[component]
fn Shown(props: &StaffItemsCardProps) -> Html {
    let console = use_console();
    let (lang, id) = (console.lang, props.id);
    let resource = use_staff_resource::<GetItemsForStaff>(EnrolmentRequest { id });
    // Which item is being returned.
    let returning = use_state(|| None::<Item>);
    let on_done = {
        let (returning, reload, console) = (returning.clone(), resource.reload.clone(), console.clone());
        Callback::from(move |_: Rc<StaffItems>| {
            returning.set(None);
            console.say_text(StaffText::Saved.text(lang));
            reload.emit(());
        })
    };
    let on_asked = {
        let (reload, console) = (resource.reload.clone(), console.clone());
        Callback::from(move |items: Rc<StaffItems>| {
            let said = if items.bound { StaffItemText::Asked } else { StaffItemText::AskedUnbound };
            console.say_text(said.text(lang));
            reload.emit(());
        })
    };
    let decide = use_staff_action::<DecideItem>(on_done.clone());
    let ask = use_staff_action::<AskForItems>(on_asked);
    let close = {
        let returning = returning.clone();
        Callback::from(move |()| returning.set(None))
    };
    let acts = Acts {
        decide: {
            let run = decide.run.clone();
            Callback::from(move |(kind, decision, version)| {
                run.emit(DecideItemRequest { enrolment_id: id, kind, decision, version });
            })
        },
        ask: {
            let run = ask.run.clone();
            Callback::from(move |kind| run.emit(AskForItemsRequest { enrolment_id: id, kind: Some(kind) }))
        },
        give_back: {
            let returning = returning.clone();
            Callback::from(move |item| returning.set(Some(item)))
        },
        pending: decide.is_pending() || ask.is_pending(),
    };
    let problem = decide.problem().or(ask.problem());
    html! {
        <Card title={StaffItemText::Title.text(lang)}>
            { problem_summary(lang, problem, &[]) }
            { show::<GetItemsForStaff>(&console, &resource, |items| html! {
                if items.items.is_empty() {
                    { muted(StaffItemText::NoneNeeded.text(lang).into()) }
                } else {
                    { for items.items.iter().map(|item| item_lines(lang, item, &acts)) }
                }
            }) }
            <Dialog title={StaffItemText::Return.text(lang)} open={returning.is_some()} on_close={close.clone()}>
                if let Some(item) = &*returning {
                    <ReturnForm enrolment_id={id} item={item.clone()} {on_done} on_cancel={close} />
                }
            </Dialog>
        </Card>
    }
}

/// What can be done from here.
struct Acts {
    decide: Callback<(ItemKind, Decision, i64)>,
    ask: Callback<ItemKind>,
    give_back: Callback<Item>,
    pending: bool,
}

fn item_lines(lang: Lang, item: &Item, acts: &Acts) -> Html {
    let since = match &item.state {
        ItemState::Missing => Html::default(),
        ItemState::Asked { at }
        | ItemState::Submitted { at }
        | ItemState::Accepted { at }
        | ItemState::Returned { at, .. } => moment(*at),
    };
    let reason = match &item.state {
        ItemState::Returned { reason, .. } => html! {
            <FormMessage kind={MessageKind::Act} quiet=true>
                { format!("{}{reason}", ItemText::ReturnedBecause.text(lang)) }
            </FormMessage>
        },
        _ => Html::default(),
    };
    html! {
        <Lines key={item.kind.code()}>
            { tags(vec![
                html! { <strong>{ items::kind(lang, item.kind) }</strong> },
                state_tag(lang, &item.state),
                since,
            ]) }
            { reason }
            { files(lang, item) }
            { signed(lang, item) }
            { buttons(lang, item, acts) }
        </Lines>
    }
}

fn files(lang: Lang, item: &Item) -> Html {
    let address = |file: FileLink| format!("/staff/files/{}", file.id);
    match item.file {
        Some(file) if file.content_type.is_picture() => {
            let mut pictures = vec![(address(file).into(), StaffItemText::After.text(lang).into())];
            if item.kind != ItemKind::Photo {
                pictures = vec![(address(file).into(), items::kind(lang, item.kind).into())];
            }
            pictures.extend(item.original.map(|file| (address(file).into(), StaffItemText::Before.text(lang).into())));
            html! {
                <>
                    { picture_pair(&yew::props!(PicturePairProps { pictures })) }
                    { muted(StaffItemText::LooksRecorded.text(lang).into()) }
                </>
            }
        }
        Some(file) => html! {
            <p><Anchor href={address(file)} full_load=true>{ StaffItemText::OpenFile.text(lang) }</Anchor></p>
        },
        None if matches!(item.state, ItemState::Accepted { .. }) && item.signed.is_none() => {
            let text = if item.kind.can_be_paper() {
                StaffItemText::ReceivePaper.text(lang)
            } else {
                ItemText::FileGone.text(lang)
            };
            muted(text.into())
        }
        None => Html::default(),
    }
}

fn signed(lang: Lang, item: &Item) -> Html {
    let Some(signed) = item.signed else { return Html::default() };
    let how = if signed.typed { ItemText::SignedTyped } else { ItemText::SignedDrawn };
    tags(vec![html! { <span>{ how.text(lang) }</span> }, moment(signed.at)])
}

fn buttons(lang: Lang, item: &Item, acts: &Acts) -> Html {
    let (kind, version, pending) = (item.kind, item.version, acts.pending);
    let decide = |decision: Decision| acts.decide.reform(move |_: MouseEvent| (kind, decision.clone(), version));
    let ask = acts.ask.reform(move |_: MouseEvent| kind);
    let give_back = {
        let item = item.clone();
        acts.give_back.reform(move |_: MouseEvent| item.clone())
    };
    let sent = matches!(item.state, ItemState::Submitted { .. });
    html! {
        <ButtonRow>
            if sent {
                <Button kind={ButtonKind::Primary} {pending} onclick={decide(Decision::Accept)}>
                    { StaffItemText::Accept.text(lang) }
                </Button>
            }
            if sent || item.state.is_settled() {
                <Button {pending} onclick={give_back}>{ StaffItemText::Return.text(lang) }</Button>
            }
            if item.state.is_with_trainee() {
                <Button {pending} onclick={ask}>{ StaffItemText::Ask.text(lang) }</Button>
            }
            if kind.can_be_paper() && !item.state.is_settled() {
                <Button {pending} onclick={decide(Decision::ReceivePaper)}>{ StaffItemText::ReceivePaper.text(lang) }</Button>
            }
        </ButtonRow>
    }
}
