//! The settings as a form: the institution, its WeChat account, its privacy notice.

use shared::error::Problem;
use shared::institution::api::{Settings, SettingsForm};
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common::CommonText;
use crate::i18n::staff::{SettingsText, privacy_hint};
use crate::staff::{edit, field_error, problem_summary};
use crate::ui::{Button, ButtonKind, Card, Field, InputKind, SentForm, Stack, TextareaField};

#[derive(Clone, PartialEq, Properties)]
pub struct SettingsFormViewProps {
    pub lang: Lang,
    /// What is stored.
    pub known: Settings,
    pub form: SettingsForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<SettingsForm>,
    pub onsubmit: Callback<()>,
}

#[component]
pub fn SettingsFormView(props: &SettingsFormViewProps) -> Html {
    let SettingsFormViewProps { lang, known, form, problem, on_change, .. } = props;
    let lang = *lang;
    let problem = problem.as_ref();
    let labels = FIELDS.map(|(name, label)| (name, label.text(lang)));
    let field = |name: &'static str,
                 kind: InputKind,
                 hint: Option<SettingsText>,
                 value: &str,
                 set: fn(&mut SettingsForm, String)| {
        let label = FIELDS.iter().find(|(field, _)| *field == name).map_or("", |(_, label)| label.text(lang));
        html! {
            <Field
                {name} {label} {kind} autocomplete="off" hint={hint.map(|hint| AttrValue::Static(hint.text(lang)))}
                value={value.to_owned()} error={field_error(lang, problem, name)} oninput={edit(form, on_change, set)}
            />
        }
    };
    let secret_hint = if known.app_secret_set { SettingsText::SecretSet } else { SettingsText::SecretMissing };
    html! {
        <SentForm onsubmit={props.onsubmit.clone()}>
            { problem_summary(lang, problem, &labels) }
            <Card title={SettingsText::InstitutionCard.text(lang)}>
                <Stack>
                    { field("name", InputKind::Text, None, &form.name, |form, typed| form.name = typed) }
                    { field("phone", InputKind::Phone, Some(SettingsText::PhoneHint), &form.phone, |form, typed| form.phone = typed) }
                    { field("address", InputKind::Text, None, &form.address, |form, typed| form.address = typed) }
                    { field("icp", InputKind::Text, Some(SettingsText::IcpHint), &form.icp, |form, typed| form.icp = typed) }
                </Stack>
            </Card>
            <Card title={SettingsText::WeChatCard.text(lang)}>
                <Stack>
                    { field("app_id", InputKind::Code, Some(SettingsText::AppIdHint), &form.app_id, |form, typed| form.app_id = typed) }
                    { field(
                        "app_secret", InputKind::Code, Some(secret_hint), form.app_secret.as_deref().unwrap_or_default(),
                        |form, typed| form.app_secret = (!typed.is_empty()).then_some(typed),
                    ) }
                    { field(
                        "verify_file_name", InputKind::Code, Some(SettingsText::VerifyHint), &form.verify_file_name,
                        |form, typed| form.verify_file_name = typed,
                    ) }
                    { field(
                        "verify_file_body", InputKind::Code, None, &form.verify_file_body,
                        |form, typed| form.verify_file_body = typed,
                    ) }
                </Stack>
            </Card>
            <Card title={SettingsText::PrivacyText.text(lang)}>
                <TextareaField
                    name="privacy_text" label={SettingsText::PrivacyText.text(lang)} rows=14
                    hint={privacy_hint(lang, known.privacy_version)} error={field_error(lang, problem, "privacy_text")}
                    value={form.privacy_text.clone()}
                    oninput={edit(form, on_change, |form: &mut SettingsForm, typed| form.privacy_text = typed)}
                />
            </Card>
            <Button kind={ButtonKind::Primary} submit=true pending={props.pending}>{ CommonText::Save.text(lang) }</Button>
        </SentForm>
    }
}

const FIELDS: [(&str, SettingsText); 9] = [
    ("name", SettingsText::Name),
    ("phone", SettingsText::Phone),
    ("address", SettingsText::Address),
    ("icp", SettingsText::Icp),
    ("app_id", SettingsText::AppId),
    ("app_secret", SettingsText::AppSecret),
    ("verify_file_name", SettingsText::VerifyName),
    ("verify_file_body", SettingsText::VerifyBody),
    ("privacy_text", SettingsText::PrivacyText),
];
