//! The page of courses.

use std::rc::Rc;

use shared::courses::api::{Course, ListCourses, SaveCourse};
use shared::endpoint::Nothing;
use shared::id::CourseId;
use yew::prelude::*;

use super::course_form::CourseEditor;
use super::course_table::CourseTable;
use crate::i18n::staff::{CourseText, StaffText};
use crate::staff::{show, use_console, use_staff_resource};
use crate::ui::{Button, ButtonKind, Dialog, Empty, Toolbar};

#[component]
pub fn CoursesPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<ListCourses>(Nothing {});
    // Absent: closed. `Some(None)`: a new one.
    let editing = use_state(|| None::<Option<CourseId>>);
    let may_edit = console.may::<SaveCourse>();
    let close = {
        let editing = editing.clone();
        Callback::from(move |()| editing.set(None))
    };
    let on_saved = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |_: Rc<Course>| {
            close.emit(());
            console.say_text(StaffText::Saved.text(lang));
            reload.emit(());
        })
    };
    let open_new = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(Some(None)))
    };
    let on_edit = {
        let editing = editing.clone();
        may_edit.then(|| Callback::from(move |id| editing.set(Some(Some(id)))))
    };
    html! {
        <>
            <Toolbar title={StaffText::NavCourses.text(lang)}>
                if may_edit {
                    <Button kind={ButtonKind::Primary} onclick={open_new}>{ CourseText::NewCourse.text(lang) }</Button>
                }
            </Toolbar>
            { show::<ListCourses>(&console, &resource, |courses| {
                let edited = editing.and_then(|id| courses.iter().find(|course| Some(course.id) == id).cloned());
                let title = if edited.is_some() { CourseText::EditCourse } else { CourseText::NewCourse };
                html! {
                    <>
                        if courses.is_empty() {
                            <Empty title={CourseText::NoCourses.text(lang)}>
                                <p>{ CourseText::NoCoursesAdvice.text(lang) }</p>
                            </Empty>
                        } else {
                            <CourseTable {lang} courses={(**courses).clone()} {on_edit} />
                        }
                        <Dialog title={title.text(lang)} open={editing.is_some()} on_close={close.clone()}>
                            <CourseEditor course={edited} {on_saved} on_cancel={close} />
                        </Dialog>
                    </>
                }
            }) }
        </>
    }
}
