//! Signatory, seal and number pattern, with a sample.

use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::endpoint::Nothing;
use shared::proofs::api::{
    GetProofSettings, MAX_SEAL_BYTES, ProofSettings, ProofSettingsForm, SAMPLE_ADDRESS, SaveProofSettings,
};
use web_sys::File;
use yew::prelude::*;
use yew_router::Routable as _;

use crate::i18n::proofs::StaffProofText;
use crate::i18n::staff::StaffText;
use crate::staff::{Draft, StaffRoute, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Card, Columns, Field, FileDrop, FormMessage, LinkButton, MessageKind, PagePicture, Toolbar, muted};

#[component]
pub fn ProofSettingsPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<GetProofSettings>(Nothing {});
    html! {
        <>
            <Toolbar title={StaffProofText::Settings.text(lang)}>
                <LinkButton href={StaffRoute::Settings.to_path()}>{ StaffText::NavSettings.text(lang) }</LinkButton>
            </Toolbar>
            { show::<GetProofSettings>(&console, &resource, |settings| html! {
                <ProofSettingsEditor settings={(**settings).clone()} />
            }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ProofSettingsEditorProps {
    settings: ProofSettings,
}

fn form_of(settings: &ProofSettings) -> ProofSettingsForm {
    let ProofSettings { signatory, prefix, version, .. } = settings.clone();
    ProofSettingsForm { signatory, prefix, seal: None, version }
}

#[component]
fn ProofSettingsEditor(props: &ProofSettingsEditorProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let known = use_state(|| props.settings.clone());
    let form = use_state(|| form_of(&props.settings));
    let too_large = use_state(|| false);
    let action = {
        let (known, form, console) = (known.clone(), form.clone(), console.clone());
        use_staff_action::<SaveProofSettings>(Callback::from(move |saved: Rc<ProofSettings>| {
            form.set(form_of(&saved));
            known.set((*saved).clone());
            console.say_text(StaffText::Saved.text(lang));
        }))
    };
    let on_file = {
        let (form, too_large) = (form.clone(), too_large.clone());
        Callback::from(move |file: File| {
            let (form, too_large) = (form.clone(), too_large.clone());
            wasm_bindgen_futures::spawn_local(async move {
                let seal = read(&file).await;
                too_large.set(seal.is_none());
                form.set(ProofSettingsForm { seal, ..(*form).clone() });
            });
        })
    };
    let draft = Draft::of(lang, &form, &action);
    let text = |text: StaffProofText| text.text(lang);
    let seal = match (form.seal.is_some(), known.has_seal) {
        (true, _) => html! { <FormMessage kind={MessageKind::Good}>{ text(StaffProofText::SealChosen) }</FormMessage> },
        (false, true) => muted(text(StaffProofText::SealSet).into()),
        (false, false) => Html::default(),
    };
    let fields = draft.short_form(|fields| {
        html! {
            <>
                <Field
                    required=true max_length=50
                    ..fields.text("signatory", text(StaffProofText::Signatory), &form.signatory, |form, typed| {
                        form.signatory = typed;
                    })
                />
                <Field
                    hint={text(StaffProofText::PrefixHint)} required=true max_length=12
                    ..fields.text("prefix", text(StaffProofText::Prefix), &form.prefix, |form, typed| form.prefix = typed)
                />
                <FileDrop
                    name="seal" label={fields.label("seal", text(StaffProofText::Seal))} hint={text(StaffProofText::SealHint)}
                    accept="image/png,.png" {on_file}
                />
                if *too_large {
                    <FormMessage kind={MessageKind::Warn}>{ text(StaffProofText::SealTooLarge) }</FormMessage>
                }
                { seal }
            </>
        }
    });
    html! {
        <Columns>
            <Card>{ fields }</Card>
            <Card title={text(StaffProofText::Preview)}>
                // The version changes with what is saved: a picture of the same address would not be loaded again.
                <PagePicture
                    src={format!("{SAMPLE_ADDRESS}?version={}", known.version)} alt={text(StaffProofText::Preview)}
                />
            </Card>
        </Columns>
    }
}

/// The picture in base64; `None` when it is too large, or has gone since it was chosen.
async fn read(file: &File) -> Option<String> {
    if file.size() > f64::from(u32::try_from(MAX_SEAL_BYTES).unwrap_or(u32::MAX)) {
        return None;
    }
    let buffer = wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await.ok()?;
    Some(STANDARD.encode(js_sys::Uint8Array::new(&buffer).to_vec()))
}
