//! All staff accounts.

use shared::id::StaffId;
use shared::lang::Lang;
use shared::staff::api::StaffAccount;
use yew::prelude::*;

use crate::i18n::staff::{AccountText, StaffText, role};
use crate::ui::{Button, ButtonKind, ButtonRow, Column, Row, Table, TagKind, moment, tag};

#[derive(Clone, PartialEq, Properties)]
pub struct AccountTableProps {
    pub lang: Lang,
    pub accounts: Vec<StaffAccount>,
    /// Whose own account needs no reset by themselves.
    pub me: StaffId,
    pub on_edit: Callback<StaffId>,
    pub on_reset: Callback<StaffId>,
}

#[component]
pub fn AccountTable(props: &AccountTableProps) -> Html {
    let lang = props.lang;
    let columns = vec![
        Column::text(AccountText::Name.text(lang)),
        Column::text(StaffText::Login.text(lang)),
        Column::text(AccountText::Roles.text(lang)),
        Column::text(AccountText::State.text(lang)),
        Column::text(AccountText::LastSeen.text(lang)),
        Column::text(StaffText::Actions.text(lang)),
    ];
    let rows: Vec<Row> = props.accounts.iter().map(|account| account_row(props, account)).collect();
    html! { <Table caption={StaffText::NavAccounts.text(lang)} {columns} {rows} /> }
}

fn account_row(props: &AccountTableProps, account: &StaffAccount) -> Row {
    let (lang, id) = (props.lang, account.id);
    let roles: Vec<&str> = account.roles.iter().map(|has| role(lang, *has)).collect();
    let state = match (account.active, account.ready) {
        (false, _) => tag(TagKind::Warn, AccountText::Inactive.text(lang)),
        (true, false) => tag(TagKind::Act, AccountText::Invited.text(lang)),
        (true, true) => tag(TagKind::Good, AccountText::Active.text(lang)),
    };
    let separator = if lang == Lang::Zh { "、" } else { ", " };
    let actions = html! {
        <ButtonRow>
            <Button kind={ButtonKind::Quiet} onclick={props.on_edit.reform(move |_: MouseEvent| id)}>
                { StaffText::Edit.text(lang) }
            </Button>
            if id != props.me {
                <Button kind={ButtonKind::Quiet} onclick={props.on_reset.reform(move |_: MouseEvent| id)}>
                    { AccountText::Reset.text(lang) }
                </Button>
            }
        </ButtonRow>
    };
    let cells = vec![
        html! { &account.name },
        html! { &account.login },
        html! { roles.join(separator) },
        state,
        account.last_seen.map_or_else(|| html! { AccountText::NeverSeen.text(lang) }, moment),
        actions,
    ];
    Row::new(id, cells)
}
