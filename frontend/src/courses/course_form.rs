//! A course, new or changed.

use std::rc::Rc;

use shared::courses::api::{Course, CourseForm, SaveCourse};
use shared::courses::{CourseKind, Regime};
use yew::prelude::*;

use crate::i18n::common::course_kind;
use crate::i18n::staff::{CourseText, regime};
use crate::staff::{Draft, use_form};
use crate::ui::{Field, InputKind, SelectField, SelectOption};

#[derive(Clone, PartialEq, Properties)]
pub struct CourseEditorProps {
    /// The course to change; absent for a new one.
    pub course: Option<Course>,
    pub on_saved: Callback<Rc<Course>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn CourseEditor(props: &CourseEditorProps) -> Html {
    let initial = || form_of(props.course.as_ref());
    course_form(&use_form::<SaveCourse>(initial, &props.on_saved, &props.on_cancel))
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
            hours_due: String::new(),
            authority: String::new(),
            version: 0,
        },
        Some(course) => CourseForm {
            id: Some(course.id),
            name: course.name.clone(),
            short_names: course.short_names.clone(),
            kind: course.kind,
            regime: course.regime,
            fee: course.fee.plain(),
            hours_due: course.hours_due.map(|hours| hours.to_string()).unwrap_or_default(),
            authority: course.authority.clone(),
            version: course.version,
        },
    }
}

pub fn course_form(draft: &Draft<CourseForm>) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: CourseText| text.text(lang);
    let option = |value: &'static str, text: &'static str| SelectOption { value: value.into(), text: text.into() };
    let kinds = CourseKind::ALL.map(|kind| option(kind.code(), course_kind(lang, kind))).to_vec();
    let regimes = Regime::ALL.map(|kind| option(kind.code(), regime(lang, kind))).to_vec();
    draft.short_form(|fields| {
        html! {
            <>
                <Field
                    required=true max_length=100
                    ..fields.text("name", text(CourseText::Name), &form.name, |form, typed| form.name = typed)
                />
                <SelectField
                    ..fields.choice("kind", text(CourseText::Kind), form.kind.code(), kinds, |form, code| {
                        form.kind = CourseKind::from_code(&code).unwrap_or(form.kind);
                    })
                />
                <SelectField
                    ..fields.choice("regime", text(CourseText::Regime), form.regime.code(), regimes, |form, code| {
                        form.regime = Regime::from_code(&code).unwrap_or(form.regime);
                    })
                />
                <Field
                    hint={text(CourseText::FeeHint)} kind={InputKind::Money} required=true
                    ..fields.text("fee", text(CourseText::Fee), &form.fee, |form, typed| form.fee = typed)
                />
                <Field
                    hint={text(CourseText::HoursHint)} kind={InputKind::Digits} max_length=4
                    ..fields.text("hours_due", text(CourseText::Hours), &form.hours_due, |form, typed| form.hours_due = typed)
                />
                <Field
                    hint={text(CourseText::AuthorityHint)} max_length=60
                    ..fields.text("authority", text(CourseText::Authority), &form.authority, |form, typed| form.authority = typed)
                />
                <Field
                    hint={text(CourseText::ShortNamesHint)}
                    ..fields.text("short_names", text(CourseText::ShortNames), &form.short_names.join("、"), |form, typed| {
                        form.short_names = split_names(&typed);
                    })
                />
            </>
        }
    })
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
