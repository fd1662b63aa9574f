//! Consent to the privacy notice: a box of its own, never ticked beforehand, that names the version.

use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::identity::IdentityText;
use crate::ui::{self, Anchor, CheckboxFieldProps};

/// One consent box of a form.
pub struct ConsentField {
    pub lang: Lang,
    pub id: AttrValue,
    /// Sent when ticked.
    pub version: i64,
    /// The visitor ticked it before and something else was wrong with the form.
    pub ticked: bool,
    pub error: Option<AttrValue>,
}

pub fn consent_field(field: ConsentField) -> Html {
    let ConsentField { lang, id, version, ticked, error } = field;
    ui::checkbox_field(&props!(CheckboxFieldProps {
        name: "consent",
        id,
        value: version.to_string(),
        initially: ticked,
        required: true,
        error,
        children: html! {
            <>
                { IdentityText::ConsentBefore.text(lang) }
                <Anchor href="/privacy">{ IdentityText::PrivacyLink.text(lang) }</Anchor>
                { IdentityText::ConsentAfter.text(lang) }
            </>
        }
    }))
}
