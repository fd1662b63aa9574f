//! A course, new or changed.

use std::rc::Rc;

use shared::courses::api::{Course, CourseForm, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::error::Problem;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common::{CommonText, course_kind};
use crate::i18n::staff::{CourseText, regime};
use crate::staff::{edit, field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Field, InputKind, SelectField, SelectOption, SentForm};

#[derive(Clone, PartialEq, Properties)]
pub struct CourseEditorProps {
    /// The course to change; absent for a new one.
    pub course: Option<Course>,
    pub on_saved: Callback<Rc<Course>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn CourseEditor(props: &CourseEditorProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| form_of(props.course.as_ref()));
    let action = use_staff_action::<SaveCourse>(props.on_saved.clone());
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    html! {
        <CourseFormView
            {lang}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
            on_cancel={props.on_cancel.clone()}
        />
    }
}

fn form_of(course: Option<&Course>) -> CourseForm {
    match course {
        None => CourseForm {
            id: None,
            name: String::new(),
            short_names: Vec::new(),
            kind: CourseKind::Initial,
            regime: Regime::SpecialOperations,
            fee: String::new(),
            version: 0,
        },
        Some(course) => CourseForm {
            id: Some(course.id),
            name: course.name.clone(),
            short_names: course.short_names.clone(),
            kind: course.kind,
            regime: course.regime,
            fee: course.fee.plain(),
            version: course.version,
        },
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct CourseFormViewProps {
    pub lang: Lang,
    pub form: CourseForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<CourseForm>,
    pub onsubmit: Callback<()>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn CourseFormView(props: &CourseFormViewProps) -> Html {
    let CourseFormViewProps { lang, form, problem, pending, on_change, onsubmit, on_cancel } = props;
    let lang = *lang;
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let labels = [
        ("name", CourseText::Name.text(lang)),
        ("kind", CourseText::Kind.text(lang)),
        ("regime", CourseText::Regime.text(lang)),
        ("fee", CourseText::Fee.text(lang)),
        ("short_names", CourseText::ShortNames.text(lang)),
    ];
    let option = |value: &'static str, text: &'static str| SelectOption { value: value.into(), text: text.into() };
    html! {
        <SentForm onsubmit={onsubmit.clone()}>
            { problem_summary(lang, problem.as_ref(), &labels) }
            <Field
                name="name" label={CourseText::Name.text(lang)} required=true max_length=100
                value={form.name.clone()} error={error("name")}
                oninput={edit(form, on_change, |form: &mut CourseForm, typed| form.name = typed)}
            />
            <SelectField
                name="kind" label={CourseText::Kind.text(lang)} value={form.kind.code()} error={error("kind")}
                options={CourseKind::ALL.map(|kind| option(kind.code(), course_kind(lang, kind))).to_vec()}
                onchange={edit(form, on_change, |form: &mut CourseForm, code: String| {
                    form.kind = CourseKind::from_code(&code).unwrap_or(form.kind);
                })}
            />
            <SelectField
                name="regime" label={CourseText::Regime.text(lang)} value={form.regime.code()} error={error("regime")}
                options={Regime::ALL.map(|kind| option(kind.code(), regime(lang, kind))).to_vec()}
                onchange={edit(form, on_change, |form: &mut CourseForm, code: String| {
                    form.regime = Regime::from_code(&code).unwrap_or(form.regime);
                })}
            />
            <Field
                name="fee" label={CourseText::Fee.text(lang)} hint={CourseText::FeeHint.text(lang)} kind={InputKind::Money}
                value={form.fee.clone()} error={error("fee")} required=true
                oninput={edit(form, on_change, |form: &mut CourseForm, typed| form.fee = typed)}
            />
            <Field
                name="short_names" label={CourseText::ShortNames.text(lang)} hint={CourseText::ShortNamesHint.text(lang)}
                value={form.short_names.join("、")} error={error("short_names")}
                oninput={edit(form, on_change, |form: &mut CourseForm, typed: String| form.short_names = split_names(&typed))}
            />
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={*pending}>{ CommonText::Save.text(lang) }</Button>
                <Button onclick={on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}

/// Names as typed, separated by commas of either kind. The last may still be empty: it is being typed.
fn split_names(typed: &str) -> Vec<String> {
    typed.split(['、', ',', '，', ';', '；']).map(|name| name.trim_start().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::split_names;

    #[test]
    fn names_are_split_at_either_comma_and_an_unfinished_one_stays() {
        assert_eq!(split_names("低压电工、电工, 低压、"), ["低压电工", "电工", "低压", ""]);
    }
}
