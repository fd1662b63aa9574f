//! The film of a lesson: chosen, on its way, begun and not finished, replaced.

use std::rc::Rc;

use shared::lessons::api::{CourseLessons, DropMedia, MediaRef, StaffLesson, Storage, Uploading};
use web_sys::File;
use yew::prelude::*;

use super::upload::{Fit, VideoUpload, fit, name_of, size_of};
use crate::i18n::common::CommonText;
use crate::i18n::staff_lesson_files::{self, FileText};
use crate::staff::{problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, ConfirmDialog, FileDrop, FormMessage, MessageKind, Stack, muted};

/// What the file dialog offers.
const ACCEPT: &str = "video/mp4,.mp4,.m4v,.mov";

#[derive(Clone, PartialEq, Properties)]
pub struct VideoPanelProps {
    pub lesson: StaffLesson,
    pub storage: Storage,
    pub on_changed: Callback<Rc<CourseLessons>>,
}

#[component]
pub fn VideoPanel(props: &VideoPanelProps) -> Html {
    let VideoPanelProps { lesson, storage, on_changed } = props;
    let console = use_console();
    let lang = console.lang;
    let file = use_state(|| None::<File>);
    let turn = use_mut_ref(|| 0_u32);
    let replacing = use_state(|| false);
    let refused = use_state(|| None::<String>);
    let on_file = {
        let (file, turn, refused) = (file.clone(), Rc::clone(&turn), refused.clone());
        let (uploading, free) = (lesson.uploading.clone(), storage.free_bytes());
        Callback::from(move |chosen: File| {
            let reason = reason_against(lang, &chosen, uploading.as_ref(), free);
            if reason.is_none() {
                turn.replace_with(|turn| turn.wrapping_add(1));
                file.set(Some(chosen));
            }
            refused.set(reason);
        })
    };
    let on_close = {
        let (file, replacing) = (file.clone(), replacing.clone());
        Callback::from(move |()| {
            file.set(None);
            replacing.set(false);
        })
    };
    if let Some(file) = (*file).clone() {
        let key = *turn.borrow();
        return html! {
            <VideoUpload {key} console={console.clone()} lesson_id={lesson.id} {file} on_changed={on_changed.clone()} {on_close} />
        };
    }
    let drop_id = format!("video-{}", lesson.id);
    let why = (*refused).clone().map(|reason| html! { <FormMessage kind={MessageKind::Warn}>{ reason }</FormMessage> });
    if let Some(uploading) = &lesson.uploading {
        return html! {
            <Stack>
                <FormMessage kind={MessageKind::Act} quiet=true>{ staff_lesson_files::unfinished(lang, uploading) }</FormMessage>
                { why.unwrap_or_default() }
                <FileDrop
                    name={drop_id} label={FileText::ChooseSame.text(lang)} hint={uploading.file_name.clone()}
                    accept={ACCEPT} {on_file}
                />
                <GiveUp uploading={uploading.clone()} on_changed={on_changed.clone()} />
            </Stack>
        };
    }
    let open = {
        let replacing = replacing.clone();
        Callback::from(move |_: MouseEvent| replacing.set(true))
    };
    if lesson.video.is_some() && !*replacing {
        return html! {
            <ButtonRow><Button onclick={open}>{ FileText::ReplaceVideo.text(lang) }</Button></ButtonRow>
        };
    }
    html! {
        <Stack>
            if lesson.video.is_some() {
                { muted(FileText::ReplaceMeaning.text(lang).into()) }
            }
            { why.unwrap_or_default() }
            <FileDrop
                name={drop_id} label={FileText::DropVideo.text(lang)} hint={FileText::DropVideoHint.text(lang)}
                accept={ACCEPT} {on_file}
            />
            if lesson.video.is_some() {
                <ButtonRow>
                    <Button onclick={on_close.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
                </ButtonRow>
            }
        </Stack>
    }
}

/// Why a chosen file is not even looked at.
fn reason_against(
    lang: shared::lang::Lang,
    chosen: &File,
    uploading: Option<&Uploading>,
    free_bytes: i64,
) -> Option<String> {
    let (name, bytes) = (name_of(chosen), size_of(chosen));
    if let Some(begun) = uploading
        && fit(begun, &name, bytes) == Fit::Other
    {
        return Some(staff_lesson_files::wrong_name(lang, begun, &name, bytes));
    }
    let stored = uploading.map_or(0, |begun| begun.stored_bytes);
    (bytes - stored > free_bytes).then(|| FileText::NoRoom.text(lang).to_owned())
}

#[derive(Clone, PartialEq, Properties)]
struct GiveUpProps {
    uploading: Uploading,
    on_changed: Callback<Rc<CourseLessons>>,
}

/// Forgets an upload that was not finished.
#[component]
fn GiveUp(props: &GiveUpProps) -> Html {
    let GiveUpProps { uploading, on_changed } = props;
    let console = use_console();
    let lang = console.lang;
    let asking = use_state(|| false);
    let on_done = {
        let (console, on_changed) = (console.clone(), on_changed.clone());
        Callback::from(move |answer: Rc<CourseLessons>| {
            console.say_text(FileText::UploadDropped.text(lang));
            on_changed.emit(answer);
        })
    };
    let change = use_staff_action::<DropMedia>(on_done);
    let ask = |open: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(open))
    };
    let request = MediaRef { id: uploading.id };
    html! {
        <>
            <ButtonRow>
                <Button kind={ButtonKind::Quiet} onclick={ask(true).reform(|_: MouseEvent| ())}>{ FileText::GiveUp.text(lang) }</Button>
            </ButtonRow>
            <ConfirmDialog
                {lang} danger=true open={*asking} pending={change.is_pending()}
                title={FileText::GiveUp.text(lang)} confirm={FileText::GiveUp.text(lang)}
                on_confirm={change.run.reform(move |()| request)}
                on_cancel={ask(false)}
            >
                { problem_summary(lang, change.problem(), &[]) }
                { muted(uploading.file_name.clone().into()) }
                <p>{ FileText::GiveUpQuestion.text(lang) }</p>
            </ConfirmDialog>
        </>
    }
}
