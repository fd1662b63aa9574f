//! The page of staff accounts.

use std::rc::Rc;

use shared::endpoint::Nothing;
use shared::id::StaffId;
use shared::staff::api::{ListStaff, ResetStaff, ResetStaffRequest, SavedStaff};
use yew::prelude::*;

use super::account_form::AccountEditor;
use super::account_table::AccountTable;
use super::invite_link::InviteLink;
use crate::i18n::common::CommonText;
use crate::i18n::staff::{AccountText, StaffText, reset_question};
use crate::staff::{problem_summary, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Button, ButtonKind, ButtonRow, CheckboxField, Dialog, Toolbar};

/// The dialog over the list.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Edit(Option<StaffId>),
    Reset(StaffId),
    Link(Rc<SavedStaff>),
}

#[component]
pub fn AccountsPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<ListStaff>(Nothing {});
    let open = use_state(|| Open::Nothing);
    let to = |next: Open| {
        let open = open.clone();
        Callback::from(move |()| open.set(next.clone()))
    };
    let close = to(Open::Nothing);
    // A new account, or a reset one, comes with its link.
    let on_saved = {
        let (open, console, reload) = (open.clone(), console.clone(), resource.reload.clone());
        Callback::from(move |saved: Rc<SavedStaff>| {
            console.say_text(StaffText::Saved.text(lang));
            open.set(if saved.invite_token.is_some() { Open::Link(saved) } else { Open::Nothing });
            reload.emit(());
        })
    };
    let on_edit = {
        let open = open.clone();
        Callback::from(move |id| open.set(Open::Edit(Some(id))))
    };
    let on_reset = {
        let open = open.clone();
        Callback::from(move |id| open.set(Open::Reset(id)))
    };
    html! {
        <>
            <Toolbar title={StaffText::NavAccounts.text(lang)}>
                <Button kind={ButtonKind::Primary} onclick={to(Open::Edit(None)).reform(|_: MouseEvent| ())}>
                    { AccountText::NewAccount.text(lang) }
                </Button>
            </Toolbar>
            { show::<ListStaff>(&console, &resource, |accounts| {
                let find = |id: StaffId| accounts.iter().find(|account| account.id == id).cloned();
                let (title, content) = match &*open {
                    Open::Nothing => ("", Html::default()),
                    Open::Edit(id) => (
                        if id.is_some() { AccountText::EditAccount.text(lang) } else { AccountText::NewAccount.text(lang) },
                        html! { <AccountEditor account={id.and_then(find)} {on_saved} on_cancel={close.clone()} /> },
                    ),
                    Open::Reset(id) => (
                        AccountText::Reset.text(lang),
                        html! {
                            <ResetDialog
                                id={*id}
                                name={find(*id).map(|account| account.name).unwrap_or_default()}
                                {on_saved}
                                on_cancel={close.clone()}
                            />
                        },
                    ),
                    Open::Link(saved) => (
                        AccountText::LinkTitle.text(lang),
                        html! { <InviteLink {lang} saved={(**saved).clone()} on_close={close.clone()} /> },
                    ),
                };
                html! {
                    <>
                        <AccountTable {lang} accounts={(**accounts).clone()} me={console.me.id} {on_edit} {on_reset} />
                        <Dialog {title} open={*open != Open::Nothing} on_close={close.clone()}>{ content }</Dialog>
                    </>
                }
            }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ResetDialogProps {
    id: StaffId,
    name: String,
    on_saved: Callback<Rc<SavedStaff>>,
    on_cancel: Callback<()>,
}

#[component]
fn ResetDialog(props: &ResetDialogProps) -> Html {
    let lang = use_console().lang;
    let password_too = use_state(|| false);
    let action = use_staff_action::<ResetStaff>(props.on_saved.clone());
    let request = ResetStaffRequest { id: props.id, password_too: *password_too };
    let onchange = {
        let password_too = password_too.clone();
        Callback::from(move |ticked| password_too.set(ticked))
    };
    html! {
        <>
            { problem_summary(lang, action.problem(), &[]) }
            <p>{ reset_question(lang, &props.name) }</p>
            <CheckboxField name="password_too" checked={*password_too} {onchange}>
                { AccountText::PasswordToo.text(lang) }
            </CheckboxField>
            <ButtonRow>
                <Button
                    kind={ButtonKind::Warn}
                    pending={action.is_pending()}
                    onclick={action.run.reform(move |_: MouseEvent| request)}
                >
                    { AccountText::ResetConfirm.text(lang) }
                </Button>
                <Button onclick={props.on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </>
    }
}
