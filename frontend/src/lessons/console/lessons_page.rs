//! The page of a course's lessons. Every change answers the whole list, which is then what is shown.

use std::rc::Rc;

use shared::id::{CourseId, LessonId};
use shared::lang::Lang;
use shared::lessons::api::{
    CourseLessons, CourseLessonsRequest, ListLessons, MoveLesson, MoveLessonRequest, SaveCourseWatching, SaveLesson,
    StaffLesson,
};
use yew::prelude::*;
use yew_router::Routable as _;

use super::captions_dialog::CaptionsDialog;
use super::lesson_card::LessonCard;
use super::lesson_form::LessonEditor;
use super::open::Open;
use super::poster_dialog::PosterDialog;
use super::preview_dialog::PreviewDialog;
use super::slides::SlidesDialog;
use super::state_dialog::StateDialog;
use super::storage::storage_card;
use super::watching_card::WatchingCard;
use super::watching_form::WatchingEditor;
use crate::i18n::common::course_kind;
use crate::i18n::staff::StaffText;
use crate::i18n::staff_lessons::{self, LessonsText};
use crate::staff::{Console, StaffRoute, problem_summary, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Button, ButtonKind, Dialog, Empty, LinkButton, Stack, Toolbar, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct LessonsPageProps {
    pub id: CourseId,
}

#[component]
pub fn LessonsPage(props: &LessonsPageProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<ListLessons>(CourseLessonsRequest { id: props.id });
    let latest = use_state(|| None::<Rc<CourseLessons>>);
    let open = use_state(|| Open::Nothing);
    let on_changed = {
        let latest = latest.setter();
        Callback::from(move |answer: Rc<CourseLessons>| latest.set(Some(answer)))
    };
    let on_open = {
        let open = open.setter();
        Callback::from(move |what: Open| open.set(what))
    };
    let close = on_open.reform(|()| Open::Nothing);
    let on_saved = {
        let (close, console, on_changed) = (close.clone(), console.clone(), on_changed.clone());
        Callback::from(move |answer: Rc<CourseLessons>| {
            close.emit(());
            console.say_text(StaffText::Saved.text(lang));
            on_changed.emit(answer);
        })
    };
    let moved = use_mut_ref(|| None::<LessonId>);
    let on_moved = {
        let (console, on_changed, moved) = (console.clone(), on_changed.clone(), Rc::clone(&moved));
        Callback::from(move |answer: Rc<CourseLessons>| {
            say_place(&console.say, lang, &answer, *moved.borrow());
            on_changed.emit(answer);
        })
    };
    let mover = use_staff_action::<MoveLesson>(on_moved);
    let may_edit = console.may::<SaveLesson>();
    let on_move = may_edit.then(|| {
        let run = mover.run.clone();
        Callback::from(move |(id, up): (LessonId, bool)| {
            moved.replace(Some(id));
            run.emit(MoveLessonRequest { id, up });
        })
    });
    let on_watching = console.may::<SaveCourseWatching>().then(|| on_open.reform(|()| Open::Watching));
    let open_new = on_open.reform(|_: MouseEvent| Open::Form(None));
    show::<ListLessons>(&console, &resource, |answer| {
        let course = (*latest).clone().unwrap_or_else(|| Rc::clone(answer));
        let title =
            |id: LessonId| course.lessons.iter().find(|lesson| lesson.id == id).map(|lesson| lesson.title.clone());
        let count = course.lessons.len();
        html! {
            <>
                <Toolbar title={staff_lessons::page_title(lang, &course.course)}>
                    <LinkButton href={StaffRoute::Courses.to_path()}>{ LessonsText::BackToCourses.text(lang) }</LinkButton>
                    if may_edit {
                        <Button kind={ButtonKind::Primary} onclick={open_new}>{ LessonsText::NewLesson.text(lang) }</Button>
                    }
                </Toolbar>
                { muted(course_kind(lang, course.course_kind).into()) }
                { problem_summary(lang, mover.problem(), &[]) }
                <Stack>
                    { storage_card(lang, course.storage) }
                    <WatchingCard {lang} watching={course.watching} on_change={on_watching} />
                    if count == 0 {
                        <Empty title={LessonsText::NoLessons.text(lang)}>
                            <p>{ LessonsText::NoLessonsAdvice.text(lang) }</p>
                        </Empty>
                    }
                    { for (1..).zip(&course.lessons).map(|(number, lesson)| html! {
                        <LessonCard
                            key={lesson.id.0} {lang} {number} lesson={lesson.clone()}
                            after={lesson.after.and_then(title).map(AttrValue::from)}
                            storage={course.storage} is_last={number == count} moving={mover.is_pending()}
                            on_move={on_move.clone()} on_open={on_open.clone()} on_changed={on_changed.clone()}
                        />
                    }) }
                </Stack>
                { dialog(&console, &course, *open, &on_saved, &on_changed, &close) }
            </>
        }
    })
}

fn dialog(
    console: &Console,
    course: &CourseLessons,
    open: Open,
    on_saved: &Callback<Rc<CourseLessons>>,
    on_changed: &Callback<Rc<CourseLessons>>,
    close: &Callback<()>,
) -> Html {
    let lang = console.lang;
    let find = |id: LessonId| course.lessons.iter().find(|lesson| lesson.id == id).cloned();
    // A lesson that is gone by now has no dialog.
    let with = |id: LessonId, dialog: &dyn Fn(StaffLesson) -> Html| find(id).map(dialog).unwrap_or_default();
    match open {
        Open::Nothing => Html::default(),
        Open::Form(id) => {
            let title = if id.is_some() { LessonsText::EditLesson } else { LessonsText::NewLesson };
            let others = course.lessons.iter().filter(|lesson| Some(lesson.id) != id);
            let others: Vec<_> = others.map(|lesson| (lesson.id, lesson.title.clone())).collect();
            html! {
                <Dialog title={title.text(lang)} open=true on_close={close.clone()}>
                    <LessonEditor
                        course_id={course.course_id} lesson={id.and_then(find)} {others}
                        on_saved={on_saved.clone()} on_cancel={close.clone()}
                    />
                </Dialog>
            }
        }
        Open::Watching => html! {
            <Dialog title={LessonsText::WatchingTitle.text(lang)} open=true on_close={close.clone()}>
                <WatchingEditor
                    course_id={course.course_id} watching={course.watching}
                    on_saved={on_saved.clone()} on_cancel={close.clone()}
                />
            </Dialog>
        },
        Open::State(id, to) => with(id, &|lesson| {
            html! {
                <StateDialog {lesson} {to} on_changed={on_changed.clone()} on_close={close.clone()} />
            }
        }),
        Open::Captions(id) => with(id, &|lesson| {
            html! {
                <CaptionsDialog {lesson} on_changed={on_changed.clone()} on_close={close.clone()} />
            }
        }),
        Open::Poster(id) => with(id, &|lesson| {
            html! {
                <PosterDialog {lesson} on_changed={on_changed.clone()} on_close={close.clone()} />
            }
        }),
        Open::Slides(id) => with(id, &|lesson| {
            html! {
                <SlidesDialog console={console.clone()} {lesson} on_changed={on_changed.clone()} on_close={close.clone()} />
            }
        }),
        Open::Preview(id) => with(id, &|lesson| html! { <PreviewDialog {lesson} on_close={close.clone()} /> }),
    }
}

/// Those who do not see the list hear where the lesson is now.
fn say_place(say: &Callback<AttrValue>, lang: Lang, course: &CourseLessons, moved: Option<LessonId>) {
    let place = (1..).zip(&course.lessons).find(|(_, lesson)| Some(lesson.id) == moved);
    if let Some((number, lesson)) = place {
        say.emit(staff_lessons::moved(lang, &lesson.title, number).into());
    }
}
