//! Consent to the privacy notice: a box of its own, never ticked beforehand, that names the version.

use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::identity::IdentityText;
use crate::ui::{Anchor, CheckboxField};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ConsentFieldProps {
    pub lang: Lang,
    pub id: AttrValue,
    /// Sent when ticked.
    pub version: i64,
    /// The visitor ticked it before and something else was wrong with the form.
    #[prop_or_default]
    pub ticked: bool,
    #[prop_or_default]
    pub error: Option<AttrValue>,
}

#[component]
pub fn ConsentField(props: &ConsentFieldProps) -> Html {
    html! {
        <CheckboxField
            name="consent"
            id={props.id.clone()}
            value={props.version.to_string()}
            initially={props.ticked}
            required=true
            error={props.error.clone()}
        >
            { IdentityText::ConsentBefore.text(props.lang) }
            <Anchor href="/privacy">{ IdentityText::PrivacyLink.text(props.lang) }</Anchor>
            { IdentityText::ConsentAfter.text(props.lang) }
        </CheckboxField>
    }
}
