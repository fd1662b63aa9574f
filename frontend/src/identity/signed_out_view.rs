//! No session: how to come back.

use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::identity::IdentityText;
use crate::ui::{self, ButtonKind, LinkButtonProps, Mood, ResultFaceProps};

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

pub fn signed_out_view(lang: Lang, reason: SignedOutReason) -> Html {
    let text = |text: IdentityText| text.text(lang);
    let (mood, title) = match reason {
        SignedOutReason::Asked => (Mood::Good, IdentityText::SignedOutTitle),
        SignedOutReason::Ended => (Mood::Neutral, IdentityText::SignInAgainTitle),
    };
    let enter = props!(LinkButtonProps {
        kind: ButtonKind::Primary,
        wide: true,
        full_load: true,
        href: "/enter",
        children: text(IdentityText::EnterWeChat)
    });
    let bind = props!(LinkButtonProps { wide: true, href: "/bind", children: text(IdentityText::EnterClaim) });
    ui::result_face(&props!(ResultFaceProps {
        mood,
        title: text(title),
        children: html! {
            <>
                <p>{ text(IdentityText::SignedOutWeChat) }</p>
                { ui::link_button(&enter) }
                <p>{ text(IdentityText::SignedOutElsewhere) }</p>
                { ui::link_button(&bind) }
            </>
        }
    }))
}

/// [`signed_out_view`] as a component.
#[component]
pub fn SignedOutView(props: &SignedOutViewProps) -> Html {
    signed_out_view(props.lang, props.reason)
}
