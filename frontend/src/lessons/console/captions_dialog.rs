//! Captions of a lesson: read and checked here, so that a person hears at once which line is wrong.

use std::rc::Rc;

use js_sys::Uint8Array;
use shared::lang::Lang;
use shared::lessons::api::{CaptionsForm, CourseLessons, SaveCaptions, StaffLesson};
use shared::lessons::captions::{self, Captions, CaptionsProblem, MAX_BYTES};
use shared::lessons::chapters::clock;
use web_sys::{File, TextDecoder, TextDecoderOptions};
use yew::prelude::*;

use super::upload::{read, size_of};
use crate::i18n::common::CommonText;
use crate::i18n::staff_captions::{self, CaptionsText};
use crate::i18n::staff_lesson_files;
use crate::staff::{problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, FileDrop, FormMessage, MessageKind, muted, timed_texts};

/// What the file dialog offers.
const ACCEPT: &str = ".vtt,.srt,text/vtt";
/// Texts that are shown before they are saved: enough to know the film by.
const SHOWN: usize = 3;

#[derive(Clone, PartialEq, Properties)]
pub struct CaptionsDialogProps {
    pub lesson: StaffLesson,
    pub on_changed: Callback<Rc<CourseLessons>>,
    pub on_close: Callback<()>,
}

#[derive(Clone, PartialEq)]
enum Step {
    Choosing,
    Reading,
    /// Absent: the file cannot be read at all.
    Refused(String, Option<CaptionsProblem>),
    Ready(String, Rc<Captions>),
    /// It is asked whether they may go.
    Removing,
}

#[component]
pub fn CaptionsDialog(props: &CaptionsDialogProps) -> Html {
    let CaptionsDialogProps { lesson, on_changed, on_close } = props;
    let console = use_console();
    let lang = console.lang;
    let step = use_state(|| Step::Choosing);
    let on_file = {
        let step = step.setter();
        Callback::from(move |file: File| {
            let step = step.clone();
            step.set(Step::Reading);
            wasm_bindgen_futures::spawn_local(async move {
                let name = file.name();
                step.set(match captions_of(&file).await {
                    Some(Ok(captions)) => Step::Ready(name, Rc::new(captions)),
                    Some(Err(problem)) => Step::Refused(name, Some(problem)),
                    None => Step::Refused(name, None),
                });
            });
        })
    };
    let on_done = {
        let (console, on_changed, on_close) = (console.clone(), on_changed.clone(), on_close.clone());
        let removes = matches!(*step, Step::Removing);
        Callback::from(move |answer: Rc<CourseLessons>| {
            let words = if removes { CaptionsText::Removed } else { CaptionsText::Saved };
            console.say_text(words.text(lang));
            on_changed.emit(answer);
            on_close.emit(());
        })
    };
    let save = use_staff_action::<SaveCaptions>(on_done);
    let set = |next: Step| {
        let step = step.setter();
        Callback::from(move |_: MouseEvent| step.set(next.clone()))
    };
    let send = |text: &str| {
        let request = CaptionsForm { id: lesson.id, text: text.to_owned() };
        save.run.reform(move |_: MouseEvent| request.clone())
    };
    let pending = save.is_pending();
    let close = on_close.reform(|_: MouseEvent| ());
    let (body, act) = match &*step {
        Step::Choosing | Step::Reading => (
            choose(lang, lesson, on_file, *step == Step::Reading),
            html! {
                if lesson.caption_cues.is_some() {
                    <Button kind={ButtonKind::Warn} onclick={set(Step::Removing)}>{ CaptionsText::Remove.text(lang) }</Button>
                }
            },
        ),
        Step::Refused(name, problem) => (
            refused(lang, name, *problem),
            html! { <Button kind={ButtonKind::Primary} onclick={set(Step::Choosing)}>{ CaptionsText::OtherFile.text(lang) }</Button> },
        ),
        Step::Ready(name, captions) => (
            ready(lang, lesson, name, captions),
            html! {
                <>
                    <Button kind={ButtonKind::Primary} {pending} onclick={send(&captions.webvtt)}>{ CommonText::Save.text(lang) }</Button>
                    <Button disabled={pending} onclick={set(Step::Choosing)}>{ CaptionsText::OtherFile.text(lang) }</Button>
                </>
            },
        ),
        Step::Removing => (
            html! { <p>{ CaptionsText::RemoveQuestion.text(lang) }</p> },
            html! { <Button kind={ButtonKind::Warn} {pending} onclick={send("")}>{ CaptionsText::Remove.text(lang) }</Button> },
        ),
    };
    html! {
        <Dialog title={CaptionsText::Title.text(lang)} open=true on_close={on_close.clone()}>
            { muted(lesson.title.clone().into()) }
            { problem_summary(lang, save.problem(), &[]) }
            { body }
            <ButtonRow>
                { act }
                <Button disabled={pending} onclick={close}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </Dialog>
    }
}

fn choose(lang: Lang, lesson: &StaffLesson, on_file: Callback<File>, disabled: bool) -> Html {
    html! {
        <>
            if let Some(cues) = lesson.caption_cues {
                <p>{ staff_captions::present(lang, cues) }</p>
            }
            <FileDrop
                name="captions" label={CaptionsText::Drop.text(lang)} hint={CaptionsText::DropHint.text(lang)}
                accept={ACCEPT} {disabled} {on_file}
            />
        </>
    }
}

fn refused(lang: Lang, name: &str, problem: Option<CaptionsProblem>) -> Html {
    html! {
        <FormMessage kind={MessageKind::Warn}>
            <p><strong>{ CaptionsText::Refused.text(lang) }</strong></p>
            { muted(name.to_owned().into()) }
            <p>{ staff_captions::problem(lang, problem) }</p>
        </FormMessage>
    }
}

fn ready(lang: Lang, lesson: &StaffLesson, name: &str, captions: &Captions) -> Html {
    let cues = i64::try_from(captions.cues).unwrap_or(i64::MAX);
    let end = i64::try_from(captions.last_end_ms).unwrap_or(i64::MAX);
    // Programs let the last text stand a moment longer than the film.
    let outlasts = lesson.video.as_ref().is_some_and(|video| end > video.duration_ms.saturating_add(5_000));
    let first = captions.first(SHOWN).into_iter();
    let first = first.map(|(at_ms, text)| (clock(i64::try_from(at_ms).unwrap_or(i64::MAX)), text));
    html! {
        <>
            { muted(name.to_owned().into()) }
            <p>{ staff_captions::found(lang, &staff_lesson_files::cues(lang, cues), end) }</p>
            { muted(CaptionsText::First.text(lang).into()) }
            { timed_texts(first.collect()) }
            if outlasts {
                <FormMessage kind={MessageKind::Act}>{ CaptionsText::Outlasts.text(lang) }</FormMessage>
            }
        </>
    }
}

/// Nothing when the file cannot be read.
async fn captions_of(file: &File) -> Option<Result<Captions, CaptionsProblem>> {
    if size_of(file) > i64::try_from(MAX_BYTES).unwrap_or(i64::MAX) {
        return Some(Err(CaptionsProblem::TooLong));
    }
    let buffer = read(file).await.ok()?;
    let bytes = Uint8Array::new(buffer.as_ref()).to_vec();
    let read = captions::read(&bytes);
    if read != Err(CaptionsProblem::Encoding) {
        return Some(read);
    }
    // What Chinese programs write without saying so; the browser knows it.
    Some(chinese(&bytes).map_or(read, |text| captions::read(text.as_bytes())))
}

fn chinese(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    TextDecoder::new_with_label_and_options("gb18030", &options).ok()?.decode_with_u8_array(bytes).ok()
}
