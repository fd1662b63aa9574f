//! The two forms of the bind page.

use shared::identity::api::{BindBy, BindForm};
use shared::lang::Lang;
use yew::prelude::*;

use super::bind_view::{FieldTexts, control_id};
use super::consent::ConsentField;
use crate::i18n::identity::{BindField, IdentityText};
use crate::ui::{Button, ButtonKind, Field, HiddenInput, InputKind, PlainForm};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BindFormProps {
    pub lang: Lang,
    /// As typed before.
    pub form: BindForm,
    pub errors: FieldTexts,
    pub privacy_version: i64,
    pub form_key: Option<AttrValue>,
}

impl BindFormProps {
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
        html! {
            <Field
                name={control_id(by, field)}
                label={label.text(self.lang)}
                {kind}
                value={(!value.is_empty()).then(|| AttrValue::from(value.clone()))}
                hint={hint.text(self.lang)}
                error={self.errors.get(by, field)}
                required=true
                autocomplete={match field { BindField::Name => "name", BindField::Phone => "tel", _ => "off" }}
                max_length={limit}
            />
        }
    }

    fn end(&self, by: BindBy) -> Html {
        html! {
            <>
                <ConsentField
                    lang={self.lang}
                    id={control_id(by, BindField::Consent)}
                    version={self.privacy_version}
                    ticked={self.form.by == by && self.form.consent.is_some()}
                    error={self.errors.get(by, BindField::Consent)}
                />
                <Button kind={ButtonKind::Primary} wide=true submit=true>
                    { IdentityText::BindSubmit.text(self.lang) }
                </Button>
            </>
        }
    }
}

/// Name, document number and phone.
#[component]
pub fn DetailsForm(props: &BindFormProps) -> Html {
    let by = BindBy::Details;
    html! {
        <PlainForm action="/bind" idempotency_key={props.form_key.clone()}>
            <HiddenInput name="by" value="details" />
            { props.field(by, BindField::Name, InputKind::Text, IdentityText::Name, IdentityText::NameHint) }
            { props.field(
                by,
                BindField::DocumentNumber,
                InputKind::Code,
                IdentityText::DocumentNumber,
                IdentityText::DocumentNumberHint,
            ) }
            { props.field(by, BindField::Phone, InputKind::Phone, IdentityText::Phone, IdentityText::PhoneHint) }
            { props.end(by) }
        </PlainForm>
    }
}

/// Claim code of the admission slip and the last four of the document number.
#[component]
pub fn ClaimForm(props: &BindFormProps) -> Html {
    let by = BindBy::ClaimCode;
    html! {
        <PlainForm action="/bind" idempotency_key={props.form_key.clone()}>
            <HiddenInput name="by" value="claim_code" />
            { props.field(
                by,
                BindField::ClaimCode,
                InputKind::Code,
                IdentityText::ClaimCode,
                IdentityText::ClaimCodeHint,
            ) }
            { props.field(by, BindField::LastFour, InputKind::Code, IdentityText::LastFour, IdentityText::LastFourHint) }
            { props.end(by) }
        </PlainForm>
    }
}
