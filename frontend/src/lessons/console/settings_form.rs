//! What holds for the recorded lessons of all courses as a form: room for films, presence checks, deadlines.

use shared::lessons::api::{LessonSettings, LessonSettingsForm};
use yew::prelude::*;

use super::storage::storage_bar;
use crate::i18n::staff_lesson_settings::{LessonSettingsText, since};
use crate::staff::Draft;
use crate::ui::{Card, Field, InputKind, Stack, muted};

/// Beside the form, what is stored.
pub(super) fn lesson_settings_form(draft: &Draft<LessonSettingsForm>, known: &LessonSettings) -> Html {
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
