//! No session: how to come back.

use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::identity::IdentityText;
use crate::ui::{ButtonKind, LinkButton, Mood, ResultFace};

/// Why there is no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOutReason {
    /// The trainee signed out.
    Asked,
    /// The session has ended, or there never was one.
    Ended,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SignedOutViewProps {
    pub lang: Lang,
    pub reason: SignedOutReason,
}

#[component]
pub fn SignedOutView(props: &SignedOutViewProps) -> Html {
    let text = |text: IdentityText| text.text(props.lang);
    let (mood, title) = match props.reason {
        SignedOutReason::Asked => (Mood::Good, IdentityText::SignedOutTitle),
        SignedOutReason::Ended => (Mood::Neutral, IdentityText::SignInAgainTitle),
    };
    html! {
        <ResultFace {mood} title={text(title)}>
            <p>{ text(IdentityText::SignedOutWeChat) }</p>
            <LinkButton kind={ButtonKind::Primary} wide=true full_load=true href="/enter">
                { text(IdentityText::EnterWeChat) }
            </LinkButton>
            <p>{ text(IdentityText::SignedOutElsewhere) }</p>
            <LinkButton wide=true href="/bind">{ text(IdentityText::EnterClaim) }</LinkButton>
        </ResultFace>
    }
}
