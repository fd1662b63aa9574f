//! A staff account, new or changed.

use std::rc::Rc;

use shared::error::Problem;
use shared::lang::Lang;
use shared::role::Role;
use shared::staff::api::{SaveStaff, SavedStaff, StaffAccount, StaffForm};
use yew::prelude::*;

use crate::i18n::common::CommonText;
use crate::i18n::staff::{AccountText, StaffText, role, role_hint};
use crate::staff::{edit, field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, CheckboxField, Field, FieldGroup, InputKind, SentForm};

#[derive(Clone, PartialEq, Properties)]
pub struct AccountEditorProps {
    /// The account to change; absent for a new one.
    pub account: Option<StaffAccount>,
    pub on_saved: Callback<Rc<SavedStaff>>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn AccountEditor(props: &AccountEditorProps) -> Html {
    let lang = use_console().lang;
    let form = use_state(|| form_of(props.account.as_ref()));
    let action = use_staff_action::<SaveStaff>(props.on_saved.clone());
    let onsubmit = {
        let (form, run) = (form.clone(), action.run.clone());
        Callback::from(move |()| run.emit((*form).clone()))
    };
    let on_change = {
        let form = form.clone();
        Callback::from(move |next| form.set(next))
    };
    html! {
        <AccountFormView
            {lang}
            form={(*form).clone()}
            problem={action.problem().cloned()}
            pending={action.is_pending()}
            {on_change}
            {onsubmit}
            on_cancel={props.on_cancel.clone()}
        />
    }
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

#[derive(Clone, PartialEq, Properties)]
pub struct AccountFormViewProps {
    pub lang: Lang,
    pub form: StaffForm,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_change: Callback<StaffForm>,
    pub onsubmit: Callback<()>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn AccountFormView(props: &AccountFormViewProps) -> Html {
    let AccountFormViewProps { lang, form, problem, on_change, .. } = props;
    let lang = *lang;
    let error = |name: &str| field_error(lang, problem.as_ref(), name);
    let labels = [
        ("name", AccountText::Name.text(lang)),
        ("login", StaffText::Login.text(lang)),
        ("roles", AccountText::Roles.text(lang)),
        ("active", AccountText::ActiveBox.text(lang)),
    ];
    html! {
        <SentForm onsubmit={props.onsubmit.clone()}>
            { problem_summary(lang, problem.as_ref(), &labels) }
            <Field
                name="name" label={AccountText::Name.text(lang)} required=true autocomplete="off"
                value={form.name.clone()} error={error("name")}
                oninput={edit(form, on_change, |form: &mut StaffForm, typed| form.name = typed)}
            />
            <Field
                name="account_login" label={StaffText::Login.text(lang)} hint={AccountText::LoginHint.text(lang)}
                kind={InputKind::Code} required=true autocomplete="off" id="login"
                value={form.login.clone()} error={error("login")}
                oninput={edit(form, on_change, |form: &mut StaffForm, typed| form.login = typed)}
            />
            <FieldGroup id="roles" label={AccountText::Roles.text(lang)} error={error("roles")}>
                { for Role::ALL.into_iter().map(|kind| role_box(lang, kind, form, on_change)) }
            </FieldGroup>
            if form.id.is_some() {
                <CheckboxField
                    name="active" checked={form.active} error={error("active")}
                    onchange={edit(form, on_change, |form: &mut StaffForm, ticked| form.active = ticked)}
                >
                    { AccountText::ActiveBox.text(lang) }
                </CheckboxField>
            }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} submit=true pending={props.pending}>{ CommonText::Save.text(lang) }</Button>
                <Button onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </SentForm>
    }
}

fn role_box(lang: Lang, kind: Role, form: &StaffForm, on_change: &Callback<StaffForm>) -> Html {
    let tick = edit(form, on_change, move |form: &mut StaffForm, ticked: bool| {
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
