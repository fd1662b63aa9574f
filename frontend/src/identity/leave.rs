//! Sign out and unbind: plain forms. Unbinding asks once more inside a disclosure, which needs no script either.

use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::identity::IdentityText;
use crate::ui::{Button, ButtonKind, Card, Disclosure, PlainForm, muted};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LeaveProps {
    pub lang: Lang,
    /// Whether there is a binding to end.
    pub bound: bool,
    #[prop_or_default]
    pub form_key: Option<AttrValue>,
}

#[component]
pub fn Leave(props: &LeaveProps) -> Html {
    let text = |text: IdentityText| text.text(props.lang);
    html! {
        <Card title={text(IdentityText::LeaveTitle)}>
            <PlainForm action="/sign-out" idempotency_key={props.form_key.clone()}>
                <Button wide=true submit=true>{ text(IdentityText::SignOut) }</Button>
                if props.bound {
                    { muted(text(IdentityText::SignOutHint).into()) }
                }
            </PlainForm>
            if props.bound {
                <Disclosure summary={text(IdentityText::UnbindOpen)}>
                    <p>{ text(IdentityText::UnbindMeaning) }</p>
                    <PlainForm action="/unbind" idempotency_key={props.form_key.clone()}>
                        <Button kind={ButtonKind::Warn} wide=true submit=true>{ text(IdentityText::UnbindSubmit) }</Button>
                    </PlainForm>
                </Disclosure>
            }
        </Card>
    }
}
