//! A class, new or changed.

use std::rc::Rc;

use shared::courses::api::{Class, ClassForm, Course, SaveClass};
use shared::id::CourseId;
use yew::prelude::*;

use crate::i18n::common::course_kind;
use crate::i18n::staff::ClassText;
use crate::staff::{Draft, use_form};
use crate::ui::{Field, InputKind, SelectField, SelectOption};

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
    let initial = || form_of(props.known.as_ref(), &props.courses);
    class_form(&use_form::<SaveClass>(initial, &props.on_saved, &props.on_cancel), &props.courses)
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

pub fn class_form(draft: &Draft<ClassForm>, courses: &[Course]) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: ClassText| text.text(lang);
    let option = |course: &Course| SelectOption {
        value: course.id.to_string().into(),
        text: format!("{} · {}", course.name, course_kind(lang, course.kind)).into(),
    };
    let options = courses.iter().map(option).collect();
    draft.short_form(|fields| {
        html! {
            <>
                <SelectField
                    ..fields.choice("course_id", text(ClassText::Course), form.course_id.to_string(), options, |form, id| {
                        form.course_id = id.parse().unwrap_or(form.course_id);
                    })
                />
                <Field
                    required=true max_length=60
                    ..fields.text("code", text(ClassText::Code), &form.code, |form, typed| form.code = typed)
                />
                <Field
                    kind={InputKind::Date}
                    ..fields.text("starts_on", text(ClassText::StartsOn), &form.starts_on, |form, typed| form.starts_on = typed)
                />
                <Field
                    kind={InputKind::Date}
                    ..fields.text("ends_on", text(ClassText::EndsOn), &form.ends_on, |form, typed| form.ends_on = typed)
                />
                <Field
                    max_length=200
                    ..fields.text("place", text(ClassText::Place), &form.place, |form, typed| form.place = typed)
                />
                <Field
                    kind={InputKind::Digits}
                    ..fields.text("capacity", text(ClassText::Capacity), &form.capacity, |form, typed| form.capacity = typed)
                />
            </>
        }
    })
}
