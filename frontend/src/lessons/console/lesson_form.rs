//! A lesson, new or changed.

use std::rc::Rc;

use shared::id::{CourseId, LessonId};
use shared::lessons::api::{CourseLessons, LessonForm, SaveLesson, StaffLesson};
use shared::lessons::chapters;
use yew::prelude::*;

use super::chapter_lines::first_bad_line;
use crate::i18n::staff_lessons::{LessonsText, bad_line};
use crate::staff::{Draft, use_form};
use crate::ui::{CheckboxField, Field, FieldGrid, FieldGroup, InputKind, SelectField, SelectOption, TextareaField};

#[derive(Clone, PartialEq, Properties)]
pub struct LessonEditorProps {
    pub course_id: CourseId,
    /// The lesson to change; absent for a new one.
    pub lesson: Option<StaffLesson>,
    /// The other lessons of the course, with their titles, in order.
    pub others: Vec<(LessonId, String)>,
    pub on_saved: Callback<Rc<CourseLessons>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn LessonEditor(props: &LessonEditorProps) -> Html {
    let initial = || form_of(props.course_id, props.lesson.as_ref());
    let draft = use_form::<SaveLesson>(initial, &props.on_saved, &props.on_cancel);
    // An upload that ends meanwhile makes a new version: what is typed must not be lost for that.
    let version = props.lesson.as_ref().map_or(0, |lesson| lesson.version);
    lesson_form(&draft.with(|form| form.version = version), &props.others)
}

/// A lesson as it would be typed.
fn form_of(course_id: CourseId, lesson: Option<&StaffLesson>) -> LessonForm {
    let Some(lesson) = lesson else {
        return LessonForm {
            id: None,
            course_id,
            title: String::new(),
            teacher: String::new(),
            summary: String::new(),
            required_minutes: String::new(),
            needs_payment: false,
            after: None,
            opens_on: String::new(),
            closes_on: String::new(),
            preview: false,
            chapters: String::new(),
            version: 0,
        };
    };
    let day = |day: Option<shared::date::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    LessonForm {
        id: Some(lesson.id),
        course_id,
        title: lesson.title.clone(),
        teacher: lesson.teacher.clone(),
        summary: lesson.summary.clone(),
        required_minutes: required_minutes(lesson),
        needs_payment: lesson.needs_payment,
        after: lesson.after,
        opens_on: day(lesson.opens_on),
        closes_on: day(lesson.closes_on),
        preview: lesson.preview,
        chapters: chapters::to_text(&lesson.chapters),
        version: lesson.version,
    }
}

/// Nothing where the whole video is needed, so that another video is needed as a whole too.
fn required_minutes(lesson: &StaffLesson) -> String {
    let length = lesson.video.as_ref().map_or(0, |video| video.duration_ms);
    let whole = lesson.required_ms == 0 || lesson.required_ms == length;
    if whole { String::new() } else { (lesson.required_ms / 60_000).to_string() }
}

pub fn lesson_form(draft: &Draft<LessonForm>, others: &[(LessonId, String)]) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: LessonsText| text.text(lang);
    let mut lessons = vec![SelectOption { value: "".into(), text: text(LessonsText::AfterNone).into() }];
    lessons.extend(
        others.iter().map(|(id, title)| SelectOption { value: id.to_string().into(), text: title.clone().into() }),
    );
    let after = form.after.map(|id| id.to_string()).unwrap_or_default();
    draft.long_form(|fields| {
        let mut chapters = fields.long_text("chapters", text(LessonsText::Chapters), &form.chapters, |form, typed| {
            form.chapters = typed;
        });
        // The portal only knows the field; the line is found here.
        if let (Some(error), Some(line)) = (&chapters.error, first_bad_line(&form.chapters)) {
            chapters.error = Some(bad_line(lang, error, line).into());
        }
        html! {
            <>
                <Field
                    required=true max_length=100 hint={text(LessonsText::NameHint)}
                    ..fields.text("title", text(LessonsText::Name), &form.title, |form, typed| form.title = typed)
                />
                <FieldGrid>
                    <Field
                        max_length=40
                        ..fields.text("teacher", text(LessonsText::Teacher), &form.teacher, |form, typed| form.teacher = typed)
                    />
                    <Field
                        hint={text(LessonsText::RequiredHint)} kind={InputKind::Digits} max_length=4
                        ..fields.text(
                            "required_minutes", text(LessonsText::RequiredMinutes), &form.required_minutes,
                            |form, typed| form.required_minutes = typed,
                        )
                    />
                </FieldGrid>
                <TextareaField
                    hint={text(LessonsText::SummaryHint)}
                    ..fields.long_text("summary", text(LessonsText::Summary), &form.summary, |form, typed| form.summary = typed)
                />
                <FieldGroup id="opening" label={text(LessonsText::OpeningGroup)}>
                    <CheckboxField
                        ..fields.tick("needs_payment", text(LessonsText::NeedsPayment), form.needs_payment, |form, on| {
                            form.needs_payment = on;
                        })
                    />
                    <SelectField
                        ..fields.choice("after", text(LessonsText::After), after, lessons, |form, id| form.after = id.parse().ok())
                    />
                    <FieldGrid>
                        <Field
                            kind={InputKind::Date} hint={text(LessonsText::DayHint)}
                            ..fields.text("opens_on", text(LessonsText::OpensOn), &form.opens_on, |form, typed| form.opens_on = typed)
                        />
                        <Field
                            kind={InputKind::Date} hint={text(LessonsText::DayHint)}
                            ..fields.text("closes_on", text(LessonsText::ClosesOn), &form.closes_on, |form, typed| form.closes_on = typed)
                        />
                    </FieldGrid>
                </FieldGroup>
                <CheckboxField
                    ..fields.tick("preview", text(LessonsText::Preview), form.preview, |form, on| form.preview = on)
                />
                <TextareaField rows=6 hint={text(LessonsText::ChaptersHint)} ..chapters />
            </>
        }
    })
}
