//! What the invited person sees: the code to scan, then password and confirmation.

use shared::staff::api::{AcceptInviteForm, Invite};
use yew::prelude::*;

use crate::i18n::staff::{AccountText, StaffText, invite_welcome};
use crate::staff::Draft;
use crate::ui::{Button, ButtonKind, Card, Cell, CellList, Field, Heading, InputKind, QrCode, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct InviteViewProps {
    pub invite: Invite,
    pub draft: Draft<AcceptInviteForm>,
}

#[component]
pub fn InviteView(props: &InviteViewProps) -> Html {
    let InviteViewProps { invite, draft } = props;
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: AccountText| text.text(lang);
    let button = html! {
        <Button kind={ButtonKind::Primary} wide=true submit=true pending={draft.pending}>{ text(AccountText::InviteFinish) }</Button>
    };
    let confirm = draft.form_with(button, |fields| {
        html! {
            <>
                if invite.keeps_password {
                    <p>{ text(AccountText::PasswordKept) }</p>
                } else {
                    <Field
                        hint={text(AccountText::NewPasswordHint)} kind={InputKind::Password} autocomplete="new-password"
                        required=true
                        ..fields.text("password", text(AccountText::NewPassword), &form.password, |form, typed| {
                            form.password = typed;
                        })
                    />
                }
                <Field
                    hint={StaffText::CodeHint.text(lang)} kind={InputKind::Digits} autocomplete="one-time-code" max_length=7
                    required=true
                    ..fields.text("code", StaffText::Code.text(lang), &form.code, |form, typed| form.code = typed)
                />
            </>
        }
    });
    html! {
        <>
            <Heading text={text(AccountText::InviteTitle)} />
            <p>{ invite_welcome(lang, &invite.name) }</p>
            <Card title={text(AccountText::InviteScan)}>
                <p>{ text(AccountText::InviteScanHow) }</p>
                <QrCode text={invite.totp_uri.clone()} label={text(AccountText::InviteQr)} />
                <CellList>
                    <Cell label={StaffText::Login.text(lang)}>{ unbroken(&invite.login) }</Cell>
                    <Cell label={text(AccountText::InviteSecret)}><code>{ grouped(&invite.totp_secret) }</code></Cell>
                </CellList>
            </Card>
            <Card title={text(AccountText::InviteConfirm)}>{ confirm }</Card>
        </>
    }
}

/// In groups of four, for typing.
fn grouped(secret: &str) -> String {
    let mut out = String::with_capacity(secret.len() + secret.len() / 4);
    for (index, letter) in secret.chars().filter(|c| !c.is_whitespace()).enumerate() {
        if index > 0 && index.is_multiple_of(4) {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_secret_is_shown_in_groups_of_four() {
        assert_eq!(super::grouped("ABCDEFGHIJ"), "ABCD EFGH IJ");
    }
}
