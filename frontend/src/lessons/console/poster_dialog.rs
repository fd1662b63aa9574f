//! The poster of a lesson: a frame of its own video.

use std::rc::Rc;

use shared::error::Problem;
use shared::id::LessonId;
use shared::lessons::MediaPurpose;
use shared::lessons::api::{CourseLessons, DropMedia, FinishMedia, MediaForm, MediaRef, StaffLesson};
use web_sys::{Blob, HtmlVideoElement};
use yew::prelude::*;

use super::picture::{canvas, fitting, jpeg};
use super::upload::{size_of, store};
use crate::i18n::common::CommonText;
use crate::i18n::staff_lesson_files::FileText;
use crate::staff::{patiently, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, FormMessage, MessageKind, Video, muted};

/// It is loaded before anything plays.
const MOST_BYTES: i64 = 300 * 1024;

#[derive(Clone, PartialEq, Properties)]
pub struct PosterDialogProps {
    pub lesson: StaffLesson,
    pub on_changed: Callback<Rc<CourseLessons>>,
    pub on_close: Callback<()>,
}

#[derive(Clone, PartialEq)]
enum Step {
    Looking,
    Sending,
    /// Nothing is shown yet that could be taken.
    NoFrame,
    CannotPlay,
    Failed(Problem),
}

#[component]
pub fn PosterDialog(props: &PosterDialogProps) -> Html {
    let PosterDialogProps { lesson, on_changed, on_close } = props;
    let console = use_console();
    let lang = console.lang;
    let step = use_state(|| Step::Looking);
    let busy = use_mut_ref(|| false);
    let node = use_node_ref();
    let done = |words: FileText| {
        let (console, on_changed, on_close) = (console.clone(), on_changed.clone(), on_close.clone());
        Callback::from(move |answer: Rc<CourseLessons>| {
            console.say_text(words.text(lang));
            on_changed.emit(answer);
            on_close.emit(());
        })
    };
    let remove = use_staff_action::<DropMedia>(done(FileText::PosterRemoved));
    let take = {
        let (node, step, busy, id) = (node.clone(), step.setter(), Rc::clone(&busy), lesson.id);
        let (done, sign_in_again) = (done(FileText::PosterSaved), console.sign_in_again.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(video) = node.cast::<HtmlVideoElement>() else { return };
            if busy.replace(true) {
                return;
            }
            step.set(Step::Sending);
            let (step, busy, done, sign_in_again) =
                (step.clone(), Rc::clone(&busy), done.clone(), sign_in_again.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let answer = match frame(&video).await {
                    None => Err(Step::NoFrame),
                    Some(frame) => keep(id, &frame).await.map_err(Step::Failed),
                };
                busy.replace(false);
                match answer {
                    Ok(answer) => done.emit(Rc::new(answer)),
                    Err(failed) => {
                        if matches!(&failed, Step::Failed(problem) if problem.code == shared::error::ErrorCode::StaffSignInRequired)
                        {
                            sign_in_again.emit(());
                        }
                        step.set(failed);
                    }
                }
            });
        })
    };
    let on_error = {
        let step = step.setter();
        Callback::from(move |()| step.set(Step::CannotPlay))
    };
    let Some(video) = &lesson.video else { return Html::default() };
    let sending = *step == Step::Sending;
    let warn = |text: FileText| html! { <FormMessage kind={MessageKind::Warn}>{ text.text(lang) }</FormMessage> };
    html! {
        <Dialog title={FileText::ChoosePoster.text(lang)} open=true on_close={on_close.clone()}>
            { muted(FileText::PosterHow.text(lang).into()) }
            <Video {node} {on_error} src={video.address.clone()} label={lesson.title.clone()} />
            { match &*step {
                Step::Looking | Step::Sending => Html::default(),
                Step::NoFrame => warn(FileText::PosterFailed),
                Step::CannotPlay => warn(FileText::CannotPlay),
                Step::Failed(problem) => problem_summary(lang, Some(problem), &[]),
            } }
            { problem_summary(lang, remove.problem(), &[]) }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} pending={sending} onclick={take}>{ FileText::UseFrame.text(lang) }</Button>
                if let Some(poster) = &lesson.poster {
                    <Button kind={ButtonKind::Warn} pending={remove.is_pending()} disabled={sending} onclick={
                        let request = MediaRef { id: poster.id };
                        remove.run.reform(move |_: MouseEvent| request)
                    }>
                        { FileText::RemovePoster.text(lang) }
                    </Button>
                }
                <Button disabled={sending} onclick={on_close.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </Dialog>
    }
}

struct Frame {
    picture: Blob,
    width: u32,
    height: u32,
}

/// What the video shows now.
async fn frame(video: &HtmlVideoElement) -> Option<Frame> {
    // HAVE_CURRENT_DATA: below it a canvas gets nothing.
    if video.ready_state() < 2 || video.video_width() == 0 {
        return None;
    }
    let (width, height) = fitting(video.video_width(), video.video_height());
    let (canvas, context) = canvas(width, height)?;
    context
        .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, f64::from(width), f64::from(height))
        .ok()?;
    Some(Frame { picture: jpeg(&canvas, MOST_BYTES).await?, width, height })
}

async fn keep(lesson_id: LessonId, frame: &Frame) -> Result<CourseLessons, Problem> {
    let form = MediaForm {
        lesson_id,
        purpose: MediaPurpose::Poster,
        file_name: "poster.jpg".to_owned(),
        bytes: size_of(&frame.picture),
        duration_ms: 0,
        width: i64::from(frame.width),
        height: i64::from(frame.height),
        page: 0,
    };
    let id = store(&form, &frame.picture).await?;
    patiently::<FinishMedia>(&MediaRef { id }).await
}
