//! One trainee: looking, correcting, merging, revealing the document number.

use std::rc::Rc;

use shared::enrolments::api::{GetTrainee, MergeTrainees, RevealDocument, SaveTrainee, TraineeDetail, TraineeRequest};
use shared::id::TraineeId;
use yew::prelude::*;
use yew_router::prelude::*;

use super::merge_dialog::MergeDialog;
use super::reveal_dialog::RevealDialog;
use super::trainee_form::TraineeEditor;
use super::trainee_view::TraineeView;
use crate::cases::CertificatesCard;
use crate::i18n::staff::{StaffText, TraineeText};
use crate::staff::{StaffRoute, show, use_console, use_staff_resource};
use crate::ui::{Button, Dialog, Toolbar};

#[derive(Clone, PartialEq, Properties)]
pub struct TraineePageProps {
    pub id: TraineeId,
}

/// The dialog over the page.
#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Correct,
    Merge,
    Reveal,
}

#[component]
pub fn TraineePage(props: &TraineePageProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<GetTrainee>(TraineeRequest { id: props.id });
    let open = use_state(|| Open::Nothing);
    let opens = |what: Open| {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(what))
    };
    let close = {
        let open = open.clone();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let on_saved = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |_: Rc<TraineeDetail>| {
            close.emit(());
            console.say_text(StaffText::Saved.text(lang));
            reload.emit(());
        })
    };
    let navigator = use_navigator();
    let on_merged = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |merged: Rc<TraineeDetail>| {
            close.emit(());
            console.say_text(TraineeText::Merged.text(lang));
            reload.emit(());
            if let Some(navigator) = &navigator {
                navigator.push(&StaffRoute::Trainee { id: merged.id });
            }
        })
    };
    show::<GetTrainee>(&console, &resource, |trainee| {
        html! {
            <>
                <Toolbar title={trainee.name.clone()}>
                    if console.may::<SaveTrainee>() {
                        <Button onclick={opens(Open::Correct)}>{ TraineeText::Correct.text(lang) }</Button>
                    }
                    if console.may::<MergeTrainees>() {
                        <Button onclick={opens(Open::Merge)}>{ TraineeText::Merge.text(lang) }</Button>
                    }
                    if console.may::<RevealDocument>() {
                        <Button onclick={opens(Open::Reveal)}>{ TraineeText::Reveal.text(lang) }</Button>
                    }
                </Toolbar>
                <TraineeView {lang} trainee={(**trainee).clone()} />
                <CertificatesCard trainee={trainee.id} enrolments={trainee.enrolments.clone()} />
                <Dialog title={TraineeText::Correct.text(lang)} open={*open == Open::Correct} on_close={close.clone()}>
                    <TraineeEditor trainee={(**trainee).clone()} {on_saved} on_cancel={close.clone()} />
                </Dialog>
                <Dialog title={TraineeText::Merge.text(lang)} open={*open == Open::Merge} on_close={close.clone()}>
                    <MergeDialog keep={(**trainee).clone()} {on_merged} on_cancel={close.clone()} />
                </Dialog>
                <Dialog title={TraineeText::Reveal.text(lang)} open={*open == Open::Reveal} on_close={close.clone()}>
                    <RevealDialog id={trainee.id} on_close={close} />
                </Dialog>
            </>
        }
    })
}
