//! The settings as a form: the institution, its WeChat account, its privacy notice.

use shared::institution::api::{Settings, SettingsForm};
use yew::prelude::*;

use crate::i18n::staff::{SettingsText, privacy_hint};
use crate::staff::Draft;
use crate::ui::{Card, Field, InputKind, Stack, TextareaField};

/// Beside the form, what is stored.
pub fn settings_form(draft: &Draft<SettingsForm>, known: &Settings) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: SettingsText| text.text(lang);
    let secret_hint = if known.app_secret_set { SettingsText::SecretSet } else { SettingsText::SecretMissing };
    draft.short_form(|fields| {
        let field = |name: &'static str,
                     label: SettingsText,
                     kind: InputKind,
                     hint: Option<SettingsText>,
                     value: &str,
                     set: fn(&mut SettingsForm, String)| {
            let hint = hint.map(|hint| AttrValue::Static(text(hint)));
            html! { <Field {kind} autocomplete="off" {hint} ..fields.text(name, text(label), value, set) /> }
        };
        html! {
            <>
                <Card title={text(SettingsText::InstitutionCard)}>
                    <Stack>
                        { field("name", SettingsText::Name, InputKind::Text, None, &form.name, |form, typed| form.name = typed) }
                        { field(
                            "phone", SettingsText::Phone, InputKind::Phone, Some(SettingsText::PhoneHint), &form.phone,
                            |form, typed| form.phone = typed,
                        ) }
                        { field(
                            "address", SettingsText::Address, InputKind::Text, None, &form.address,
                            |form, typed| form.address = typed,
                        ) }
                        { field(
                            "icp", SettingsText::Icp, InputKind::Text, Some(SettingsText::IcpHint), &form.icp,
                            |form, typed| form.icp = typed,
                        ) }
                    </Stack>
                </Card>
                <Card title={text(SettingsText::WeChatCard)}>
                    <Stack>
                        { field(
                            "app_id", SettingsText::AppId, InputKind::Code, Some(SettingsText::AppIdHint), &form.app_id,
                            |form, typed| form.app_id = typed,
                        ) }
                        { field(
                            "app_secret", SettingsText::AppSecret, InputKind::Code, Some(secret_hint),
                            form.app_secret.as_deref().unwrap_or_default(),
                            |form, typed| form.app_secret = (!typed.is_empty()).then_some(typed),
                        ) }
                        { field(
                            "verify_file_name", SettingsText::VerifyName, InputKind::Code, Some(SettingsText::VerifyHint),
                            &form.verify_file_name, |form, typed| form.verify_file_name = typed,
                        ) }
                        { field(
                            "verify_file_body", SettingsText::VerifyBody, InputKind::Code, None, &form.verify_file_body,
                            |form, typed| form.verify_file_body = typed,
                        ) }
                    </Stack>
                </Card>
                <Card title={text(SettingsText::PrivacyText)}>
                    <TextareaField
                        rows=14 hint={privacy_hint(lang, known.privacy_version)}
                        ..fields.long_text("privacy_text", text(SettingsText::PrivacyText), &form.privacy_text, |form, typed| {
                            form.privacy_text = typed;
                        })
                    />
                </Card>
            </>
        }
    })
}
