//! The page of settings.

use std::rc::Rc;

use shared::endpoint::Nothing;
use shared::institution::api::{GetSettings, SaveSettings, Settings, SettingsForm};
use yew::prelude::*;
use yew_router::Routable as _;

use super::settings_form::settings_form;
use crate::i18n::proofs::StaffProofText;
use crate::i18n::staff::StaffText;
use crate::i18n::staff_lesson_settings::LessonSettingsText;
use crate::staff::{Draft, StaffRoute, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{LinkButton, Toolbar};

#[component]
pub fn SettingsPage() -> Html {
    let console = use_console();
    let resource = use_staff_resource::<GetSettings>(Nothing {});
    html! {
        <>
            <Toolbar title={StaffText::NavSettings.text(console.lang)}>
                <LinkButton href={StaffRoute::LessonSettings.to_path()}>{ LessonSettingsText::Title.text(console.lang) }</LinkButton>
                <LinkButton href={StaffRoute::ProofSettings.to_path()}>{ StaffProofText::SettingsOpen.text(console.lang) }</LinkButton>
            </Toolbar>
            { show::<GetSettings>(&console, &resource, |settings| html! { <SettingsEditor settings={(**settings).clone()} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SettingsEditorProps {
    settings: Settings,
}

#[component]
fn SettingsEditor(props: &SettingsEditorProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let known = use_state(|| props.settings.clone());
    let form = use_state(|| form_of(&props.settings));
    let action = {
        let (known, form) = (known.clone(), form.clone());
        let console = console.clone();
        use_staff_action::<SaveSettings>(Callback::from(move |saved: Rc<Settings>| {
            form.set(form_of(&saved));
            known.set((*saved).clone());
            console.say_text(StaffText::Saved.text(lang));
        }))
    };
    settings_form(&Draft::of(lang, &form, &action), &known)
}

fn form_of(settings: &Settings) -> SettingsForm {
    let settings = settings.clone();
    SettingsForm {
        name: settings.name,
        phone: settings.phone,
        address: settings.address,
        icp: settings.icp,
        app_id: settings.app_id,
        app_secret: None,
        verify_file_name: settings.verify_file_name,
        verify_file_body: settings.verify_file_body,
        privacy_text: settings.privacy_text,
        version: settings.version,
    }
}
