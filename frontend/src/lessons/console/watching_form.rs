//! How the lessons of a course are to be watched, as a form.

use std::rc::Rc;

use shared::id::CourseId;
use shared::lessons::api::{CourseLessons, CourseWatching, CourseWatchingForm, SaveCourseWatching};
use yew::prelude::*;

use crate::i18n::staff_lessons::{LessonsText, speed};
use crate::staff::use_form;
use crate::ui::{CheckboxField, Field, InputKind, SelectField, SelectOption, muted};

/// What the portal takes.
const SPEEDS: [i64; 4] = [100, 125, 150, 200];

#[derive(Clone, PartialEq, Properties)]
pub struct WatchingEditorProps {
    pub course_id: CourseId,
    pub watching: CourseWatching,
    pub on_saved: Callback<Rc<CourseLessons>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn WatchingEditor(props: &WatchingEditorProps) -> Html {
    let WatchingEditorProps { course_id, watching, on_saved, on_cancel } = props;
    let initial = || CourseWatchingForm {
        course_id: *course_id,
        speed_percent: watching.speed_percent,
        hidden_counts: watching.hidden_counts,
        checks: watching.checks,
        daily_cap_minutes: watching.daily_cap_minutes.to_string(),
    };
    let draft = use_form::<SaveCourseWatching>(initial, on_saved, on_cancel);
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: LessonsText| text.text(lang);
    let option = |percent: i64| SelectOption { value: percent.to_string().into(), text: speed(lang, percent).into() };
    draft.short_form(|fields| {
        html! {
            <>
                { muted(text(LessonsText::WatchingAdvice).into()) }
                <SelectField
                    ..fields.choice(
                        "speed_percent", text(LessonsText::Speed), form.speed_percent.to_string(),
                        SPEEDS.map(option).to_vec(),
                        |form, percent| form.speed_percent = percent.parse().unwrap_or(form.speed_percent),
                    )
                />
                <Field
                    kind={InputKind::Digits} required=true max_length=4 hint={text(LessonsText::DailyCapHint)}
                    ..fields.text(
                        "daily_cap_minutes", text(LessonsText::DailyCap), &form.daily_cap_minutes,
                        |form, typed| form.daily_cap_minutes = typed,
                    )
                />
                <CheckboxField
                    ..fields.tick("checks", text(LessonsText::Checks), form.checks, |form, on| form.checks = on)
                />
                <CheckboxField
                    ..fields.tick("hidden_counts", text(LessonsText::HiddenCounts), form.hidden_counts, |form, on| {
                        form.hidden_counts = on;
                    })
                />
            </>
        }
    })
}
