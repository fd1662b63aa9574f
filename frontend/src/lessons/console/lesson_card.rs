//! One lesson with everything that staff decide by, and what can be done with it.

use std::rc::Rc;

use shared::id::LessonId;
use shared::lang::Lang;
use shared::lessons::LessonState;
use shared::lessons::api::{CourseLessons, StaffLesson, Storage};
use yew::prelude::*;

use super::open::Open;
use super::video_panel::VideoPanel;
use crate::i18n::common::CommonText;
use crate::i18n::staff::StaffText;
use crate::i18n::staff_lesson_files::{self, FileText};
use crate::i18n::staff_lessons::{self, LessonsText};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, CardHead, Cell, CellList, Stack, TagKind, Todo, TodoMood, tag, tags,
};

#[derive(Clone, PartialEq, Properties)]
pub struct LessonCardProps {
    pub lang: Lang,
    /// From 1.
    pub number: usize,
    pub lesson: StaffLesson,
    /// Title of the lesson that must be finished first.
    #[prop_or_default]
    pub after: Option<AttrValue>,
    pub storage: Storage,
    pub is_last: bool,
    /// A move is under way.
    pub moving: bool,
    /// Absent for those who may only look.
    #[prop_or_default]
    pub on_move: Option<Callback<(LessonId, bool)>>,
    pub on_open: Callback<Open>,
    pub on_changed: Callback<Rc<CourseLessons>>,
}

#[component]
pub fn LessonCard(props: &LessonCardProps) -> Html {
    let LessonCardProps { lang, number, lesson, .. } = props;
    let lang = *lang;
    let may_edit = props.on_move.is_some();
    html! {
        <Card>
            <CardHead title={staff_lessons::numbered(*number, &lesson.title)}>
                { state_tags(lang, lesson) }
            </CardHead>
            <Stack>
                if may_edit {
                    { next_step(lang, lesson) }
                }
                { facts(props) }
                if may_edit {
                    <VideoPanel lesson={lesson.clone()} storage={props.storage} on_changed={props.on_changed.clone()} />
                }
                { actions(props) }
            </Stack>
        </Card>
    }
}

fn state_tags(lang: Lang, lesson: &StaffLesson) -> Html {
    let kind = match lesson.state {
        LessonState::Draft => TagKind::Plain,
        LessonState::Published => TagKind::Good,
        LessonState::Withdrawn => TagKind::Warn,
    };
    let mut parts = vec![tag(kind, staff_lessons::state(lang, lesson.state))];
    if lesson.preview {
        parts.push(tag(TagKind::Info, LessonsText::PreviewTag.text(lang)));
    }
    tags(parts)
}

/// What is to be done before trainees see it.
fn next_step(lang: Lang, lesson: &StaffLesson) -> Html {
    let words = match (lesson.state, lesson.video.is_some()) {
        (LessonState::Published, true) => return Html::default(),
        (_, false) => LessonsText::NextUpload,
        (LessonState::Draft, true) => LessonsText::NextPublish,
        (LessonState::Withdrawn, true) => LessonsText::NextWithdrawn,
    };
    html! { <Todo mood={TodoMood::Act} label={LessonsText::Next.text(lang)}>{ words.text(lang) }</Todo> }
}

fn facts(props: &LessonCardProps) -> Html {
    let LessonCardProps { lang, lesson, after, .. } = props;
    let lang = *lang;
    let none = |text: FileText| text.text(lang).to_owned();
    let captions = lesson.caption_cues.map(|cues| staff_lesson_files::cues(lang, cues));
    let slides = match lesson.slides.len() {
        0 => none(FileText::NoSlides),
        pages => staff_lesson_files::pages(lang, pages),
    };
    let poster = if lesson.poster.is_some() { FileText::HasPoster } else { FileText::NoPoster };
    let teacher = if lesson.teacher.is_empty() { CommonText::NotKnown.text(lang) } else { &lesson.teacher };
    html! {
        <CellList>
            if let Some(video) = &lesson.video {
                <Cell label={LessonsText::Length.text(lang)}>{ staff_lesson_files::length(video) }</Cell>
                <Cell label={LessonsText::Required.text(lang)}>{ staff_lessons::required(lang, lesson) }</Cell>
            }
            <Cell label={LessonsText::Teacher.text(lang)}>{ teacher }</Cell>
            <Cell label={LessonsText::Opening.text(lang)}>{ staff_lessons::opening(lang, lesson, after.as_deref()) }</Cell>
            if let Some(video) = &lesson.video {
                <Cell label={LessonsText::Video.text(lang)}>{ staff_lesson_files::video_facts(video) }</Cell>
            }
            <Cell label={FileText::Captions.text(lang)}>{ captions.unwrap_or_else(|| none(FileText::NoCaptions)) }</Cell>
            <Cell label={FileText::Slides.text(lang)}>{ slides }</Cell>
            <Cell label={FileText::Poster.text(lang)}>{ none(poster) }</Cell>
            <Cell label={LessonsText::Viewers.text(lang)}>{ staff_lessons::viewers(lang, lesson.viewers) }</Cell>
        </CellList>
    }
}

fn actions(props: &LessonCardProps) -> Html {
    let LessonCardProps { lang, lesson, on_open, .. } = props;
    let (lang, id) = (*lang, lesson.id);
    let open = |what: Open| on_open.reform(move |_: MouseEvent| what);
    let has_video = lesson.video.is_some();
    let preview = html! {
        if has_video {
            <Button onclick={open(Open::Preview(id))}>{ FileText::PreviewVideo.text(lang) }</Button>
        }
    };
    let Some(on_move) = &props.on_move else { return html! { <ButtonRow>{ preview }</ButtonRow> } };
    let shift = |up: bool| on_move.reform(move |_: MouseEvent| (id, up));
    let pending = props.moving;
    html! {
        <ButtonRow>
            if has_video && lesson.state != LessonState::Published {
                <Button kind={ButtonKind::Primary} onclick={open(Open::State(id, LessonState::Published))}>
                    { publish_text(lesson.state).text(lang) }
                </Button>
            }
            { preview }
            <Button onclick={open(Open::Form(Some(id)))}>{ StaffText::Edit.text(lang) }</Button>
            <Button onclick={open(Open::Captions(id))}>{ FileText::Captions.text(lang) }</Button>
            <Button onclick={open(Open::Slides(id))}>{ FileText::Slides.text(lang) }</Button>
            if has_video {
                <Button onclick={open(Open::Poster(id))}>{ FileText::Poster.text(lang) }</Button>
            }
            <Button {pending} disabled={props.number == 1} onclick={shift(true)}>{ LessonsText::MoveUp.text(lang) }</Button>
            <Button {pending} disabled={props.is_last} onclick={shift(false)}>{ LessonsText::MoveDown.text(lang) }</Button>
            if lesson.state == LessonState::Published {
                <Button kind={ButtonKind::Warn} onclick={open(Open::State(id, LessonState::Withdrawn))}>
                    { LessonsText::Withdraw.text(lang) }
                </Button>
            }
            if lesson.state == LessonState::Draft && lesson.viewers == 0 {
                <Button kind={ButtonKind::Warn} onclick={open(Open::State(id, LessonState::Draft))}>
                    { LessonsText::Delete.text(lang) }
                </Button>
            }
        </ButtonRow>
    }
}

const fn publish_text(state: LessonState) -> LessonsText {
    match state {
        LessonState::Withdrawn => LessonsText::PublishAgain,
        LessonState::Draft | LessonState::Published => LessonsText::Publish,
    }
}
