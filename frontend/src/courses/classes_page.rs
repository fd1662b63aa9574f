//! The list of classes, with search by the beginning of the code and by course.

use std::rc::Rc;

use shared::courses::api::{Class, ListClasses, ListClassesRequest, ListCourses, SaveClass};
use shared::endpoint::Nothing;
use yew::prelude::*;
use yew_router::prelude::*;

use super::class_form::ClassEditor;
use super::class_table::ClassTable;
use crate::hooks::ResourceState;
use crate::i18n::common::course_kind;
use crate::i18n::staff::{ClassText, StaffText};
use crate::staff::{StaffRoute, show, use_console, use_kept, use_paging, use_staff_resource};
use crate::ui::{
    Button, ButtonKind, Dialog, Empty, FieldGrid, Pagination, SearchBox, SelectField, SelectOption, Toolbar,
};

#[component]
pub fn ClassesPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let wanted = use_kept::<ListClassesRequest>(Some("classes"));
    let typed = use_state(|| wanted.code.clone());
    let paging = use_paging(Some("classes"));
    let request = ListClassesRequest { after: paging.after(), ..(*wanted).clone() };
    let resource = use_staff_resource::<ListClasses>(request);
    let courses = use_staff_resource::<ListCourses>(Nothing {});
    let courses = if let ResourceState::Ready(courses) = &courses.state { Rc::clone(courses) } else { Rc::default() };
    let adding = use_state(|| false);

    let ask = {
        let (wanted, paging) = (wanted.clone(), paging.clone());
        Callback::from(move |next: ListClassesRequest| {
            paging.reset();
            wanted.set(next);
        })
    };
    let onsearch = {
        let (typed, wanted) = (typed.clone(), wanted.clone());
        ask.reform(move |()| ListClassesRequest { code: typed.trim().to_owned(), ..(*wanted).clone() })
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let oncourse = {
        let wanted = wanted.clone();
        ask.reform(move |id: String| ListClassesRequest { course_id: id.parse().ok(), ..(*wanted).clone() })
    };
    let mut options = vec![SelectOption { value: "".into(), text: ClassText::AllCourses.text(lang).into() }];
    options.extend(courses.iter().map(|course| SelectOption {
        value: course.id.to_string().into(),
        text: format!("{} · {}", course.name, course_kind(lang, course.kind)).into(),
    }));
    let navigator = use_navigator();
    let on_saved = Callback::from(move |class: Rc<Class>| {
        if let Some(navigator) = &navigator {
            navigator.push(&StaffRoute::Class { id: class.id });
        }
    });
    let set_adding = |open: bool| {
        let adding = adding.clone();
        move || adding.set(open)
    };
    let (open, close) = (set_adding(true), set_adding(false));
    let close = Callback::from(move |()| close());
    html! {
        <>
            <Toolbar title={StaffText::NavClasses.text(lang)}>
                if console.may::<SaveClass>() {
                    <Button kind={ButtonKind::Primary} onclick={Callback::from(move |_: MouseEvent| open())}>
                        { ClassText::NewClass.text(lang) }
                    </Button>
                }
            </Toolbar>
            <SearchBox
                label={ClassText::SearchLabel.text(lang)} button={StaffText::Search.text(lang)}
                value={(*typed).clone()} {oninput} {onsearch}
            />
            <FieldGrid>
                <SelectField
                    name="course" label={ClassText::Course.text(lang)} {options} onchange={oncourse}
                    value={wanted.course_id.map(|id| id.to_string()).unwrap_or_default()}
                />
            </FieldGrid>
            { show::<ListClasses>(&console, &resource, |page| html! {
                <>
                    if page.items.is_empty() {
                        <Empty title={ClassText::NoClasses.text(lang)}>
                            <p>{ ClassText::NoClassesAdvice.text(lang) }</p>
                        </Empty>
                    } else {
                        <ClassTable {lang} classes={page.items.clone()} />
                    }
                    <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(page.next.as_ref())} />
                </>
            }) }
            <Dialog title={ClassText::NewClass.text(lang)} open={*adding} on_close={close.clone()}>
                <ClassEditor known={None::<Class>} courses={(*courses).clone()} {on_saved} on_cancel={close} />
            </Dialog>
        </>
    }
}
