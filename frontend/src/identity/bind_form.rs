//! The two forms of the bind page.

use shared::identity::api::{BindBy, BindForm};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::bind_view::{FieldTexts, control_id};
use super::consent::{ConsentField, consent_field};
use crate::i18n::identity::{BindField, IdentityText};
use crate::ui::{self, ButtonKind, ButtonProps, FieldProps, HiddenInputProps, InputKind, PlainFormProps};

/// What the two forms are made from.
pub struct BindFields<'a> {
    pub lang: Lang,
    /// As typed before.
    pub form: &'a BindForm,
    pub errors: FieldTexts,
    pub privacy_version: i64,
    pub privacy_text: AttrValue,
    pub form_key: Option<AttrValue>,
}

impl BindFields<'_> {
    /// The form around the fields; `by` says to the portal which of the two it is.
    fn framed(&self, by: &'static str, fields: Html) -> Html {
        ui::plain_form(&props!(PlainFormProps {
            action: "/bind",
            idempotency_key: self.form_key.clone(),
            children: html! { <>{ ui::hidden_input(&props!(HiddenInputProps { name: "by", value: by })) }{ fields }</> }
        }))
    }

    /// What the fields of both forms have in common.
    fn field(&self, by: BindBy, field: BindField, kind: InputKind, label: IdentityText, hint: IdentityText) -> Html {
        let (value, limit) = match field {
            BindField::Name => (&self.form.name, 50),
            BindField::DocumentNumber => (&self.form.document_number, 40),
            BindField::Phone => (&self.form.phone, 30),
            BindField::ClaimCode => (&self.form.claim_code, 30),
            BindField::LastFour => (&self.form.last_four, 10),
            BindField::Consent | BindField::Other => return Html::default(),
        };
        ui::field(&props!(FieldProps {
            name: control_id(by, field),
            label: label.text(self.lang),
            kind,
            value: (!value.is_empty()).then(|| AttrValue::from(value.clone())),
            hint: hint.text(self.lang),
            error: self.errors.get(by, field),
            required: true,
            autocomplete: match field {
                BindField::Name => "name",
                BindField::Phone => "tel",
                _ => "off",
            },
            max_length: limit
        }))
    }

    fn end(&self, by: BindBy) -> Html {
        let consent = ConsentField {
            lang: self.lang,
            id: control_id(by, BindField::Consent),
            version: self.privacy_version,
            ticked: self.form.by == by && self.form.consent.is_some(),
            error: self.errors.get(by, BindField::Consent),
            notice: self.privacy_text.clone(),
        };
        let submit = props!(ButtonProps {
            kind: ButtonKind::Primary,
            wide: true,
            submit: true,
            children: IdentityText::BindSubmit.text(self.lang)
        });
        html! { <>{ consent_field(consent) }{ ui::button(&submit) }</> }
    }
}

/// Name, document number and phone.
pub fn details_form(form: &BindFields) -> Html {
    let by = BindBy::Details;
    form.framed(
        "details",
        html! {
            <>
                { form.field(by, BindField::Name, InputKind::Text, IdentityText::Name, IdentityText::NameHint) }
                { form.field(
                    by,
                    BindField::DocumentNumber,
                    InputKind::Code,
                    IdentityText::DocumentNumber,
                    IdentityText::DocumentNumberHint,
                ) }
                { form.field(by, BindField::Phone, InputKind::Phone, IdentityText::Phone, IdentityText::PhoneHint) }
                { form.end(by) }
            </>
        },
    )
}

/// Claim code of the admission slip and the last four of the document number.
pub fn claim_form(form: &BindFields) -> Html {
    let by = BindBy::ClaimCode;
    form.framed(
        "claim_code",
        html! {
            <>
                { form.field(
                    by,
                    BindField::ClaimCode,
                    InputKind::Code,
                    IdentityText::ClaimCode,
                    IdentityText::ClaimCodeHint,
                ) }
                { form.field(
                    by,
                    BindField::LastFour,
                    InputKind::Code,
                    IdentityText::LastFour,
                    IdentityText::LastFourHint,
                ) }
                { form.end(by) }
            </>
        },
    )
}
