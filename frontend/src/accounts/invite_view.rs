//! What the invited person sees: the code to scan, then password and confirmation.

use shared::error::Problem;
use shared::lang::Lang;
use shared::staff::api::{AcceptInviteForm, Invite};
use yew::prelude::*;

use crate::i18n::staff::{AccountText, StaffText, invite_welcome};
use crate::staff::{edit, field_error, problem_summary};
use crate::ui::{Button, ButtonKind, Card, Cell, CellList, Field, Heading, InputKind, QrCode, SentForm, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct InviteViewProps {
    pub lang: Lang,
    pub invite: Invite,
    pub form: AcceptInviteForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<AcceptInviteForm>,
    pub onsubmit: Callback<()>,
}

#[component]
pub fn InviteView(props: &InviteViewProps) -> Html {
    let InviteViewProps { lang, invite, form, problem, on_change, .. } = props;
    let lang = *lang;
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let labels = [("password", AccountText::NewPassword.text(lang)), ("code", StaffText::Code.text(lang))];
    html! {
        <>
            <Heading text={AccountText::InviteTitle.text(lang)} />
            <p>{ invite_welcome(lang, &invite.name) }</p>
            <Card title={AccountText::InviteScan.text(lang)}>
                <p>{ AccountText::InviteScanHow.text(lang) }</p>
                <QrCode text={invite.totp_uri.clone()} label={AccountText::InviteQr.text(lang)} />
                <CellList>
                    <Cell label={StaffText::Login.text(lang)}>{ unbroken(&invite.login) }</Cell>
                    <Cell label={AccountText::InviteSecret.text(lang)}><code>{ grouped(&invite.totp_secret) }</code></Cell>
                </CellList>
            </Card>
            <Card title={AccountText::InviteConfirm.text(lang)}>
                <SentForm onsubmit={props.onsubmit.clone()}>
                    { problem_summary(lang, problem.as_ref(), &labels) }
                    if invite.keeps_password {
                        <p>{ AccountText::PasswordKept.text(lang) }</p>
                    } else {
                        <Field
                            name="password" label={AccountText::NewPassword.text(lang)} hint={AccountText::NewPasswordHint.text(lang)}
                            kind={InputKind::Password} autocomplete="new-password" required=true
                            value={form.password.clone()} error={error("password")}
                            oninput={edit(form, on_change, |form: &mut AcceptInviteForm, typed| form.password = typed)}
                        />
                    }
                    <Field
                        name="code" label={StaffText::Code.text(lang)} hint={StaffText::CodeHint.text(lang)}
                        kind={InputKind::Digits} autocomplete="one-time-code" max_length=7 required=true
                        value={form.code.clone()} error={error("code")}
                        oninput={edit(form, on_change, |form: &mut AcceptInviteForm, typed| form.code = typed)}
                    />
                    <Button kind={ButtonKind::Primary} wide=true submit=true pending={props.pending}>
                        { AccountText::InviteFinish.text(lang) }
                    </Button>
                </SentForm>
            </Card>
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
