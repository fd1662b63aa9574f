//! A film on its way, as it is seen.

use shared::error::Problem;
use yew::prelude::*;

use super::film::Film;
use super::run::{Halt, Run, now};
use super::video_upload::{GivingUp, Msg, VideoUpload};
use crate::i18n::staff_lesson_files::{self, FileText};
use crate::i18n::staff_video;
use crate::staff::problem_summary;
use crate::ui::{
    Button, ButtonKind, ButtonRow, ConfirmDialog, FormMessage, MessageKind, ProgressBar, Stack, amount_bar, muted,
};

/// Working, and nobody knows how far.
pub fn waiting_view(words: &'static str) -> Html {
    html! { <ProgressBar label={words} /> }
}

pub fn sending_view(ctx: &Context<VideoUpload>, upload: &VideoUpload, run: &Run) -> Html {
    let lang = ctx.props().console.lang;
    let (done, all) = (run.plan.done_bytes(), run.plan.all_bytes());
    let label = if run.plan.is_comparing() && run.halt.is_none() {
        FileText::Comparing.text(lang).to_owned()
    } else {
        staff_lesson_files::sending(lang, done, all, run.pace.rate(), run.pace.rest_seconds(all - done))
    };
    let goes_on = matches!(run.halt, Some(Halt::Paused | Halt::Waiting { .. } | Halt::Stopped(_) | Halt::Unreadable));
    let pause = ctx.link().callback(|_: MouseEvent| Msg::Pause);
    let go_on = ctx.link().callback(|_: MouseEvent| Msg::GoOn);
    let other = ctx.props().on_close.reform(|_: MouseEvent| ());
    html! {
        <Stack>
            { muted(ctx.props().file.name().into()) }
            { film_notes(ctx, upload.film.as_ref()) }
            // Of another file nothing is there.
            if !matches!(run.halt, Some(Halt::OtherFile)) {
                { amount_bar(label, done, all) }
            }
            { halt_words(ctx, run) }
            <ButtonRow>
                if run.halt.is_none() {
                    <Button onclick={pause}>{ FileText::Pause.text(lang) }</Button>
                } else if goes_on {
                    <Button kind={ButtonKind::Primary} onclick={go_on}>{ FileText::GoOn.text(lang) }</Button>
                }
                if matches!(run.halt, Some(Halt::OtherFile | Halt::Unreadable)) {
                    <Button onclick={other}>{ FileText::OtherFile.text(lang) }</Button>
                }
                <Button kind={ButtonKind::Quiet} onclick={ctx.link().callback(|_: MouseEvent| Msg::AskGiveUp)}>
                    { FileText::GiveUp.text(lang) }
                </Button>
            </ButtonRow>
            { give_up_dialog(ctx, &upload.giving_up) }
        </Stack>
    }
}

/// Announcing it, or taking it into use, was refused.
pub fn failed_view(ctx: &Context<VideoUpload>, problem: &Problem) -> Html {
    let lang = ctx.props().console.lang;
    html! {
        <Stack>
            { muted(ctx.props().file.name().into()) }
            { problem_summary(lang, Some(problem), &[]) }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} onclick={ctx.link().callback(|_: MouseEvent| Msg::GoOn)}>
                    { FileText::GoOn.text(lang) }
                </Button>
                <Button onclick={ctx.props().on_close.reform(|_: MouseEvent| ())}>{ FileText::OtherFile.text(lang) }</Button>
            </ButtonRow>
        </Stack>
    }
}

/// Why nothing is on its way, and what to do.
fn halt_words(ctx: &Context<VideoUpload>, run: &Run) -> Html {
    let lang = ctx.props().console.lang;
    let say = |kind: MessageKind, words: Html| html! { <FormMessage {kind}>{ words }</FormMessage> };
    match &run.halt {
        None => muted(FileText::KeepOpen.text(lang).into()),
        Some(Halt::Paused) => say(MessageKind::Info, FileText::Paused.text(lang).into()),
        Some(Halt::Waiting { .. }) if is_offline() => say(MessageKind::Act, FileText::Offline.text(lang).into()),
        Some(Halt::Waiting { until, .. }) => {
            let seconds = ((until - now()).max(0) + 999) / 1_000;
            html! { <FormMessage kind={MessageKind::Act} quiet=true>{ staff_lesson_files::retry_in(lang, seconds) }</FormMessage> }
        }
        Some(Halt::Stopped(problem)) => problem_summary(lang, Some(problem), &[]),
        Some(Halt::OtherFile) => say(
            MessageKind::Warn,
            html! {
                <>
                    <p><strong>{ FileText::WrongFile.text(lang) }</strong></p>
                    <p>{ FileText::WrongContent.text(lang) }</p>
                </>
            },
        ),
        Some(Halt::Unreadable) => say(
            MessageKind::Warn,
            html! {
                <>
                    <p><strong>{ FileText::Unreadable.text(lang) }</strong></p>
                    <p>{ FileText::UnreadableAdvice.text(lang) }</p>
                </>
            },
        ),
    }
}

fn film_notes(ctx: &Context<VideoUpload>, film: Option<&Film>) -> Html {
    let lang = ctx.props().console.lang;
    let notes = film.map(|film| film.notes.clone()).unwrap_or_default();
    let note = |note| html! { <FormMessage kind={MessageKind::Act} quiet=true>{ staff_video::note(lang, note) }</FormMessage> };
    html! { <>{ for notes.into_iter().map(note) }</> }
}

fn give_up_dialog(ctx: &Context<VideoUpload>, giving_up: &GivingUp) -> Html {
    let lang = ctx.props().console.lang;
    let problem = if let GivingUp::Asked(problem) = giving_up { problem.as_ref() } else { None };
    html! {
        <ConfirmDialog
            {lang} danger=true
            open={*giving_up != GivingUp::No}
            pending={*giving_up == GivingUp::Pending}
            title={FileText::GiveUp.text(lang)}
            confirm={FileText::GiveUp.text(lang)}
            on_confirm={ctx.link().callback(|()| Msg::GiveUp)}
            on_cancel={ctx.link().callback(|()| Msg::KeepOn)}
        >
            { problem_summary(lang, problem, &[]) }
            <p>{ FileText::GiveUpQuestion.text(lang) }</p>
        </ConfirmDialog>
    }
}

/// The browser knows that there is no network at all.
fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}
