//! Consent to the privacy notice: a box of its own, never ticked beforehand, that names the version.

use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::identity::IdentityText;
use crate::ui::{self, CheckboxFieldProps, DisclosureProps, prose};

/// One consent box of a form.
pub struct ConsentField {
    pub lang: Lang,
    pub id: AttrValue,
    /// Sent when ticked.
    pub version: i64,
    /// The visitor ticked it before and something else was wrong with the form.
    pub ticked: bool,
    pub error: Option<AttrValue>,
    /// What is consented to, to be unfolded below the box: leaving the form would empty it.
    pub notice: AttrValue,
}

pub fn consent_field(field: ConsentField) -> Html {
    let ConsentField { lang, id, version, ticked, error, notice } = field;
    let checkbox = ui::checkbox_field(&props!(CheckboxFieldProps {
        name: "consent",
        id,
        value: version.to_string(),
        initially: ticked,
        required: true,
        error,
        children: IdentityText::Consent.text(lang)
    }));
    let text = ui::disclosure(&props!(DisclosureProps {
        summary: IdentityText::PrivacyRead.text(lang),
        children: prose(&notice)
    }));
    html! { <>{ checkbox }{ text }</> }
}
