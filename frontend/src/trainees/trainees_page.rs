//! The page of trainees: search, and adding one by hand.

use std::rc::Rc;

use shared::enrolments::api::{SaveTrainee, TraineeDetail};
use yew::prelude::*;
use yew_router::prelude::*;

use super::trainee_form::TraineeEditor;
use super::trainee_list::TraineeList;
use crate::i18n::staff::{StaffText, TraineeText};
use crate::staff::{StaffRoute, use_console};
use crate::ui::{Button, Dialog, Toolbar};

#[component]
pub fn TraineesPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let adding = use_state(|| false);
    let close = {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(false))
    };
    let open = {
        let adding = adding.clone();
        Callback::from(move |_: MouseEvent| adding.set(true))
    };
    let navigator = use_navigator();
    let on_saved = {
        let console = console.clone();
        Callback::from(move |trainee: Rc<TraineeDetail>| {
            console.say_text(StaffText::Saved.text(lang));
            if let Some(navigator) = &navigator {
                navigator.push(&StaffRoute::Trainee { id: trainee.id });
            }
        })
    };
    html! {
        <>
            <Toolbar title={StaffText::NavTrainees.text(lang)}>
                if console.may::<SaveTrainee>() {
                    <Button onclick={open}>{ TraineeText::NewTrainee.text(lang) }</Button>
                }
            </Toolbar>
            <TraineeList />
            <Dialog title={TraineeText::NewTrainee.text(lang)} open={*adding} on_close={close.clone()}>
                <TraineeEditor {on_saved} on_cancel={close} />
            </Dialog>
        </>
    }
}
