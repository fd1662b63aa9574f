//! Sign out and unbind: plain forms. Unbinding asks once more inside a disclosure, which needs no script either.

use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::identity::IdentityText;
use crate::ui::{self, ButtonKind, ButtonProps, CardProps, DisclosureProps, PlainFormProps, muted};

/// `bound`: there is a binding to end.
pub fn leave(lang: Lang, bound: bool, form_key: Option<&AttrValue>) -> Html {
    let text = |text: IdentityText| text.text(lang);
    let form = |action: &'static str, children: Html| {
        ui::plain_form(&props!(PlainFormProps { action, idempotency_key: form_key.cloned(), children }))
    };
    let submit = |kind: ButtonKind, label: IdentityText| {
        ui::button(&props!(ButtonProps { kind, wide: true, submit: true, children: text(label) }))
    };
    let sign_out = html! {
        <>
            { submit(ButtonKind::Default, IdentityText::SignOut) }
            if bound {
                { muted(text(IdentityText::SignOutHint).into()) }
            }
        </>
    };
    let unbind = || {
        let unbinding = html! {
            <>
                <p>{ text(IdentityText::UnbindMeaning) }</p>
                { form("/unbind", submit(ButtonKind::Warn, IdentityText::UnbindSubmit)) }
            </>
        };
        ui::disclosure(&props!(DisclosureProps { summary: text(IdentityText::UnbindOpen), children: unbinding }))
    };
    ui::card(&props!(CardProps {
        title: text(IdentityText::LeaveTitle),
        children: html! {
            <>
                { form("/sign-out", sign_out) }
                if bound {
                    { unbind() }
                }
            </>
        }
    }))
}
