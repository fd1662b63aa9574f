//! One class: what it is, who is in it, and its admission slips.

use std::rc::Rc;

use shared::courses::api::{Class, ClassRequest, GetClass, ListCourses, PrintSlips, SaveClass};
use shared::endpoint::Nothing;
use shared::id::ClassId;
use shared::items::api::ListMissingItems;
use yew::prelude::*;
use yew_router::Routable as _;

use super::class_form::ClassEditor;
use super::class_table::{class_dates, people};
use crate::cases::CaseFilter;
use crate::hooks::ResourceState;
use crate::i18n::cases::CaseText;
use crate::i18n::common::{CommonText, course_kind};
use crate::i18n::items::StaffItemText;
use crate::i18n::lesson_report::ReportText;
use crate::i18n::proofs::StaffProofText;
use crate::i18n::staff::{ClassText, CourseText, StaffText};
use crate::staff::{StaffRoute, show, use_console, use_staff_resource};
use crate::trainees::TraineeList;
use crate::ui::{Button, Card, Cell, CellList, Dialog, LinkButton, Toolbar};

#[derive(Clone, PartialEq, Properties)]
pub struct ClassPageProps {
    pub id: ClassId,
}

#[component]
pub fn ClassPage(props: &ClassPageProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<GetClass>(ClassRequest { id: props.id, after: None });
    let courses = use_staff_resource::<ListCourses>(Nothing {});
    let courses = if let ResourceState::Ready(courses) = &courses.state { Rc::clone(courses) } else { Rc::default() };
    let editing = use_state(|| false);
    let close = {
        let editing = editing.clone();
        Callback::from(move |()| editing.set(false))
    };
    let open = {
        let editing = editing.clone();
        Callback::from(move |_: MouseEvent| editing.set(true))
    };
    let on_saved = {
        let (close, console, reload) = (close.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |_: Rc<Class>| {
            close.emit(());
            console.say_text(StaffText::Saved.text(lang));
            reload.emit(());
        })
    };
    let board = CaseFilter { class: Some(props.id), stuck: false };
    show::<GetClass>(&console, &resource, |class| {
        html! {
            <>
                <Toolbar title={format!("{} · {}", class.course_name, class.code)}>
                    <LinkButton href={board.address(&StaffRoute::Cases)}>{ CaseText::ClassBoard.text(lang) }</LinkButton>
                    if console.may::<ListMissingItems>() {
                        <LinkButton href={StaffRoute::ClassItems { id: class.id }.to_path()}>{ StaffItemText::OpenClass.text(lang) }</LinkButton>
                    }
                    if console.may::<PrintSlips>() {
                        <LinkButton href={StaffRoute::Slips { id: class.id }.to_path()}>{ ClassText::PrintSlips.text(lang) }</LinkButton>
                    }
                    <LinkButton href={StaffRoute::ClassLessons { id: class.id }.to_path()}>{ ReportText::Title.text(lang) }</LinkButton>
                    <LinkButton href={StaffRoute::ClassProofs { id: class.id }.to_path()}>{ StaffProofText::Class.text(lang) }</LinkButton>
                    if console.may::<SaveClass>() {
                        <Button onclick={open}>{ StaffText::Edit.text(lang) }</Button>
                    }
                </Toolbar>
                <Card>
                    <CellList>
                        <Cell label={CourseText::Kind.text(lang)}>{ course_kind(lang, class.kind) }</Cell>
                        <Cell label={ClassText::Dates.text(lang)}>{ class_dates(lang, class) }</Cell>
                        <Cell label={ClassText::Place.text(lang)}>
                            { if class.place.is_empty() { CommonText::NotKnown.text(lang) } else { &class.place } }
                        </Cell>
                        <Cell label={ClassText::People.text(lang)}>{ people(class) }</Cell>
                        <Cell label={ClassText::Owing.text(lang)}>{ class.owing }</Cell>
                    </CellList>
                </Card>
                <TraineeList class_id={class.id} />
                <Dialog title={ClassText::EditClass.text(lang)} open={*editing} on_close={close.clone()}>
                    <ClassEditor known={(**class).clone()} courses={(*courses).clone()} {on_saved} on_cancel={close} />
                </Dialog>
            </>
        }
    })
}
