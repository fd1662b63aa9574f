//! Publish, withdraw, delete: each asks first and says what it will do.

use std::rc::Rc;

use shared::lessons::LessonState;
use shared::lessons::api::{CourseLessons, LessonStateRequest, SetLessonState, StaffLesson};
use yew::prelude::*;

use crate::i18n::staff_lessons::{self, LessonsText};
use crate::staff::{problem_summary, use_console, use_staff_action};
use crate::ui::{ConfirmDialog, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct StateDialogProps {
    pub lesson: StaffLesson,
    pub to: LessonState,
    pub on_changed: Callback<Rc<CourseLessons>>,
    pub on_close: Callback<()>,
}

#[component]
pub fn StateDialog(props: &StateDialogProps) -> Html {
    let StateDialogProps { lesson, to, on_changed, on_close } = props;
    let console = use_console();
    let lang = console.lang;
    let (act, question, done) = match to {
        LessonState::Published => (LessonsText::Publish, LessonsText::PublishQuestion, LessonsText::Published),
        LessonState::Withdrawn => (LessonsText::Withdraw, LessonsText::WithdrawQuestion, LessonsText::WithdrawnDone),
        LessonState::Draft => (LessonsText::Delete, LessonsText::DeleteQuestion, LessonsText::Deleted),
    };
    let on_done = {
        let (console, on_changed, on_close) = (console.clone(), on_changed.clone(), on_close.clone());
        Callback::from(move |answer: Rc<CourseLessons>| {
            console.say_text(done.text(lang));
            on_changed.emit(answer);
            on_close.emit(());
        })
    };
    let change = use_staff_action::<SetLessonState>(on_done);
    let request = LessonStateRequest { id: lesson.id, to: *to, version: lesson.version };
    html! {
        <ConfirmDialog
            {lang} open=true title={act.text(lang)} confirm={act.text(lang)}
            danger={*to != LessonState::Published}
            pending={change.is_pending()}
            on_confirm={change.run.reform(move |()| request)}
            on_cancel={on_close.clone()}
        >
            { problem_summary(lang, change.problem(), &[]) }
            { muted(lesson.title.clone().into()) }
            <p>{ question.text(lang) }</p>
            if *to == LessonState::Withdrawn && lesson.viewers > 0 {
                <p>{ staff_lessons::withdraw_viewers(lang, lesson.viewers) }</p>
            }
        </ConfirmDialog>
    }
}
