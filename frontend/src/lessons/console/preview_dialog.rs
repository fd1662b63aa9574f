//! The stored video with its captions, as trainees will get it.

use shared::lessons::api::StaffLesson;
use yew::prelude::*;

use crate::i18n::common::CommonText;
use crate::i18n::staff_lesson_files::{FileText, video_facts};
use crate::staff::use_console;
use crate::ui::{Button, ButtonRow, Dialog, FormMessage, MessageKind, Video, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct PreviewDialogProps {
    pub lesson: StaffLesson,
    pub on_close: Callback<()>,
}

#[component]
pub fn PreviewDialog(props: &PreviewDialogProps) -> Html {
    let PreviewDialogProps { lesson, on_close } = props;
    let lang = use_console().lang;
    let failed = use_state(|| false);
    let node = use_node_ref();
    let on_error = {
        let failed = failed.clone();
        Callback::from(move |()| failed.set(true))
    };
    let Some(video) = &lesson.video else { return Html::default() };
    let captions = lesson.caption_cues.map(|_cues| {
        let address = format!("/staff/lessons/{}/captions.vtt", lesson.id);
        (AttrValue::from(address), AttrValue::Static(FileText::Captions.text(lang)))
    });
    html! {
        <Dialog title={lesson.title.clone()} open=true on_close={on_close.clone()}>
            <Video
                {node} {on_error} {captions} src={video.address.clone()} label={lesson.title.clone()}
                poster={lesson.poster.as_ref().map(|poster| AttrValue::from(poster.address.clone()))}
            />
            if *failed {
                <FormMessage kind={MessageKind::Warn}>{ FileText::CannotPlay.text(lang) }</FormMessage>
            }
            { muted(video_facts(video).into()) }
            <ButtonRow>
                <Button onclick={on_close.reform(|_: MouseEvent| ())}>{ CommonText::Close.text(lang) }</Button>
            </ButtonRow>
        </Dialog>
    }
}
