//! A staff account, new or changed.

use std::rc::Rc;

use shared::lang::Lang;
use shared::role::Role;
use shared::staff::api::{SaveStaff, SavedStaff, StaffAccount, StaffForm};
use yew::prelude::*;

use crate::i18n::staff::{AccountText, StaffText, role, role_hint};
use crate::staff::{Draft, Fields, use_form};
use crate::ui::{CheckboxField, Field, FieldGroup, InputKind};

#[derive(Clone, PartialEq, Properties)]
pub struct AccountEditorProps {
    /// The account to change; absent for a new one.
    pub account: Option<StaffAccount>,
    pub on_saved: Callback<Rc<SavedStaff>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn AccountEditor(props: &AccountEditorProps) -> Html {
    let initial = || form_of(props.account.as_ref());
    account_form(&use_form::<SaveStaff>(initial, &props.on_saved, &props.on_cancel))
}

fn form_of(account: Option<&StaffAccount>) -> StaffForm {
    account.map_or_else(
        || StaffForm { active: true, ..StaffForm::default() },
        |account| StaffForm {
            id: Some(account.id),
            login: account.login.clone(),
            name: account.name.clone(),
            roles: account.roles.clone(),
            active: account.active,
            version: account.version,
        },
    )
}

pub fn account_form(draft: &Draft<StaffForm>) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: AccountText| text.text(lang);
    let roles = text(AccountText::Roles);
    draft.short_form(|fields| {
        html! {
            <>
                <Field
                    required=true autocomplete="off"
                    ..fields.text("name", text(AccountText::Name), &form.name, |form, typed| form.name = typed)
                />
                <Field
                    name="account_login" id="login" hint={text(AccountText::LoginHint)} kind={InputKind::Code} required=true
                    autocomplete="off"
                    ..fields.text("login", StaffText::Login.text(lang), &form.login, |form, typed| form.login = typed)
                />
                <FieldGroup id="roles" label={roles} error={fields.error("roles", roles)}>
                    { for Role::ALL.into_iter().map(|kind| role_box(lang, kind, form, fields)) }
                </FieldGroup>
                if form.id.is_some() {
                    <CheckboxField
                        ..fields.tick("active", text(AccountText::ActiveBox), form.active, |form, ticked| form.active = ticked)
                    />
                }
            </>
        }
    })
}

fn role_box(lang: Lang, kind: Role, form: &StaffForm, fields: &Fields<'_, StaffForm>) -> Html {
    let tick = fields.edit(move |form, ticked: bool| {
        form.roles.retain(|has| *has != kind);
        if ticked {
            form.roles.push(kind);
            form.roles.sort_unstable();
        }
    });
    html! {
        <CheckboxField key={format!("{kind:?}")} name={format!("role-{kind:?}")} checked={form.roles.contains(&kind)} onchange={tick}>
            { format!("{} — {}", role(lang, kind), role_hint(lang, kind)) }
        </CheckboxField>
    }
}
