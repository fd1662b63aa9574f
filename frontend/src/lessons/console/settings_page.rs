//! What holds for the recorded lessons of all courses: room for films, presence checks, deadlines.

use std::rc::Rc;

use shared::endpoint::Nothing;
use shared::lessons::api::{GetLessonSettings, LessonSettings, LessonSettingsForm, SaveLessonSettings};
use yew::prelude::*;
use yew_router::Routable as _;

use super::watching_card::storage_bar;
use crate::i18n::staff::StaffText;
use crate::i18n::staff_lesson_settings::{LessonSettingsText, since};
use crate::staff::{Draft, StaffRoute, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Card, Field, InputKind, LinkButton, Stack, Toolbar, muted};

#[component]
pub fn LessonSettingsPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<GetLessonSettings>(Nothing {});
    html! {
        <>
            <Toolbar title={LessonSettingsText::Title.text(lang)}>
                <LinkButton href={StaffRoute::Settings.to_path()}>{ StaffText::NavSettings.text(lang) }</LinkButton>
            </Toolbar>
            { show::<GetLessonSettings>(&console, &resource, |settings| html! { <SettingsEditor settings={**settings} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SettingsEditorProps {
    settings: LessonSettings,
}

#[component]
fn SettingsEditor(props: &SettingsEditorProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let known = use_state(|| props.settings);
    let form = use_state(|| props.settings.form());
    let action = {
        let (known, form, console) = (known.clone(), form.clone(), console.clone());
        use_staff_action::<SaveLessonSettings>(Callback::from(move |saved: Rc<LessonSettings>| {
            form.set(saved.form());
            known.set(*saved);
            console.say_text(StaffText::Saved.text(lang));
        }))
    };
    lesson_settings_form(&Draft::of(lang, &form, &action), &known)
}

/// Beside the form, what is stored.
pub fn lesson_settings_form(draft: &Draft<LessonSettingsForm>, known: &LessonSettings) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: LessonSettingsText| text.text(lang);
    draft.long_form(|fields| {
        let number = |name: &'static str,
                      label: LessonSettingsText,
                      hint: LessonSettingsText,
                      value: &str,
                      set: fn(&mut LessonSettingsForm, String)| {
            html! {
                <Field
                    kind={InputKind::Digits} required=true max_length=6 hint={text(hint)}
                    ..fields.text(name, text(label), value, set)
                />
            }
        };
        html! {
            <>
                { muted(text(LessonSettingsText::Advice).into()) }
                <Card title={text(LessonSettingsText::StorageCard)}>
                    <Stack>
                        { storage_bar(lang, known.storage) }
                        { number("limit_gb", LessonSettingsText::Limit, LessonSettingsText::LimitHint, &form.limit_gb,
                            |form, typed| form.limit_gb = typed) }
                    </Stack>
                </Card>
                <Card title={text(LessonSettingsText::ChecksCard)}>
                    <Stack>
                        { muted(text(LessonSettingsText::ChecksAdvice).into()) }
                        { number("check_from_minutes", LessonSettingsText::CheckFrom, LessonSettingsText::CheckMinutesHint,
                            &form.check_from_minutes, |form, typed| form.check_from_minutes = typed) }
                        { number("check_to_minutes", LessonSettingsText::CheckTo, LessonSettingsText::CheckToHint,
                            &form.check_to_minutes, |form, typed| form.check_to_minutes = typed) }
                        { number("check_answer_seconds", LessonSettingsText::CheckAnswer, LessonSettingsText::CheckAnswerHint,
                            &form.check_answer_seconds, |form, typed| form.check_answer_seconds = typed) }
                    </Stack>
                </Card>
                <Card title={text(LessonSettingsText::DeadlinesCard)}>
                    <Stack>
                        { number("object_days", LessonSettingsText::ObjectDays, LessonSettingsText::DaysHint,
                            &form.object_days, |form, typed| form.object_days = typed) }
                        { number("decide_days", LessonSettingsText::DecideDays, LessonSettingsText::DaysHint,
                            &form.decide_days, |form, typed| form.decide_days = typed) }
                        { number("answer_hours", LessonSettingsText::AnswerHours, LessonSettingsText::AnswerHoursHint,
                            &form.answer_hours, |form, typed| form.answer_hours = typed) }
                    </Stack>
                </Card>
                { muted(since(lang, known.from).into()) }
            </>
        }
    })
}
