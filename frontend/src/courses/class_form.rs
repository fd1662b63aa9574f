//! A class, new or changed.

use std::rc::Rc;

use shared::courses::api::{Class, ClassForm, Course, SaveClass};
use shared::error::Problem;
use shared::id::CourseId;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common::{CommonText, course_kind};
use crate::i18n::staff::ClassText;
use crate::staff::{edit, field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Field, InputKind, SelectField, SelectOption, SentForm};

#[derive(Clone, PartialEq, Properties)]
pub struct ClassEditorProps {
    /// The class to change; absent for a new one.
    pub known: Option<Class>,
    pub courses: Vec<Course>,
    pub on_saved: Callback<Rc<Class>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ClassEditor(props: &ClassEditorProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| form_of(props.known.as_ref(), &props.courses));
    let action = use_staff_action::<SaveClass>(props.on_saved.clone());
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    html! {
        <ClassFormView
            {lang}
            courses={props.courses.clone()}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
            on_cancel={props.on_cancel.clone()}
        />
    }
}

fn form_of(class: Option<&Class>, courses: &[Course]) -> ClassForm {
    let day = |day: Option<shared::date::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    ClassForm {
        id: class.map(|class| class.id),
        course_id: class
            .map(|class| class.course_id)
            .or(courses.first().map(|course| course.id))
            .unwrap_or(CourseId(0)),
        code: class.map(|class| class.code.clone()).unwrap_or_default(),
        starts_on: day(class.and_then(|class| class.starts_on)),
        ends_on: day(class.and_then(|class| class.ends_on)),
        place: class.map(|class| class.place.clone()).unwrap_or_default(),
        capacity: class.and_then(|class| class.capacity).map(|places| places.to_string()).unwrap_or_default(),
        version: class.map_or(0, |class| class.version),
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct ClassFormViewProps {
    pub lang: Lang,
    pub courses: Vec<Course>,
    pub form: ClassForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<ClassForm>,
    pub onsubmit: Callback<()>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn ClassFormView(props: &ClassFormViewProps) -> Html {
    let ClassFormViewProps { lang, courses, form, problem, pending, on_change, onsubmit, on_cancel } = props;
    let lang = *lang;
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let labels = [
        ("course_id", ClassText::Course.text(lang)),
        ("code", ClassText::Code.text(lang)),
        ("starts_on", ClassText::StartsOn.text(lang)),
        ("ends_on", ClassText::EndsOn.text(lang)),
        ("place", ClassText::Place.text(lang)),
        ("capacity", ClassText::Capacity.text(lang)),
    ];
    let options: Vec<SelectOption> = courses
        .iter()
        .map(|course| SelectOption {
            value: course.id.to_string().into(),
            text: format!("{} · {}", course.name, course_kind(lang, course.kind)).into(),
        })
        .collect();
    html! {
        <SentForm onsubmit={onsubmit.clone()}>
            { problem_summary(lang, problem.as_ref(), &labels) }
            <SelectField
                name="course_id" label={ClassText::Course.text(lang)} {options}
                value={form.course_id.to_string()} error={error("course_id")}
                onchange={edit(form, on_change, |form: &mut ClassForm, id: String| {
                    form.course_id = id.parse().unwrap_or(form.course_id);
                })}
            />
            <Field
                name="code" label={ClassText::Code.text(lang)} required=true max_length=60
                value={form.code.clone()} error={error("code")}
                oninput={edit(form, on_change, |form: &mut ClassForm, typed| form.code = typed)}
            />
            <Field
                name="starts_on" label={ClassText::StartsOn.text(lang)} kind={InputKind::Date}
                value={form.starts_on.clone()} error={error("starts_on")}
                oninput={edit(form, on_change, |form: &mut ClassForm, typed| form.starts_on = typed)}
            />
            <Field
                name="ends_on" label={ClassText::EndsOn.text(lang)} kind={InputKind::Date}
                value={form.ends_on.clone()} error={error("ends_on")}
                oninput={edit(form, on_change, |form: &mut ClassForm, typed| form.ends_on = typed)}
            />
            <Field
                name="place" label={ClassText::Place.text(lang)} max_length=200
                value={form.place.clone()} error={error("place")}
                oninput={edit(form, on_change, |form: &mut ClassForm, typed| form.place = typed)}
            />
            <Field
                name="capacity" label={ClassText::Capacity.text(lang)} kind={InputKind::Digits}
                value={form.capacity.clone()} error={error("capacity")}
                oninput={edit(form, on_change, |form: &mut ClassForm, typed| form.capacity = typed)}
            />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={*pending}>{ CommonText::Save.text(lang) }</Button>
                <Button onclick={on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}
