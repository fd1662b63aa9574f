//! The page of what holds for the recorded lessons of all courses.

use std::rc::Rc;

use shared::endpoint::Nothing;
use shared::lessons::api::{GetLessonSettings, LessonSettings, SaveLessonSettings};
use yew::prelude::*;
use yew_router::Routable as _;

use super::settings_form::lesson_settings_form;
use crate::i18n::staff::StaffText;
use crate::i18n::staff_lesson_settings::LessonSettingsText;
use crate::staff::{Draft, StaffRoute, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{LinkButton, Toolbar};

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
