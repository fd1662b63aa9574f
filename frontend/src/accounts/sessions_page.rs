//! One's own sessions: where one is signed in, and ending what one does not know.

use std::rc::Rc;

use shared::endpoint::Nothing;
use shared::lang::Lang;
use shared::staff::api::{ListSessions, RevokeSession, RevokeSessionRequest, StaffSession};
use yew::prelude::*;

use crate::i18n::devices;
use crate::i18n::staff::{AccountText, StaffText, role};
use crate::staff::{problem_summary, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Button, ButtonKind, Card, Cell, CellList, Column, Heading, Row, Table, TagKind, moment, tag};

#[component]
pub fn SessionsPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<ListSessions>(Nothing {});
    let revoke = {
        let (console, reload) = (console.clone(), resource.reload.clone());
        use_staff_action::<RevokeSession>(Callback::from(move |_: Rc<Nothing>| {
            console.say_text(AccountText::Revoked.text(lang));
            reload.emit(());
        }))
    };
    let on_revoke = revoke.run.reform(|id: String| RevokeSessionRequest { id });
    let roles: Vec<&str> = console.me.roles.iter().map(|has| role(lang, *has)).collect();
    html! {
        <>
            <Heading text={StaffText::NavSessions.text(lang)} />
            <Card>
                <CellList>
                    <Cell label={AccountText::Name.text(lang)}>{ &console.me.name }</Cell>
                    <Cell label={StaffText::Login.text(lang)}>{ &console.me.login }</Cell>
                    <Cell label={AccountText::Roles.text(lang)}>{ roles.join(" · ") }</Cell>
                </CellList>
            </Card>
            { problem_summary(lang, revoke.problem(), &[]) }
            { show::<ListSessions>(&console, &resource, |sessions| html! {
                <SessionTable {lang} sessions={(**sessions).clone()} pending={revoke.is_pending()} {on_revoke} />
            }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct SessionTableProps {
    pub lang: Lang,
    pub sessions: Vec<StaffSession>,
    pub pending: bool,
    pub on_revoke: Callback<String>,
}

#[component]
pub fn SessionTable(props: &SessionTableProps) -> Html {
    let lang = props.lang;
    let columns = vec![
        Column::text(AccountText::Device.text(lang)),
        Column::text(AccountText::SignedInAt.text(lang)),
        Column::text(AccountText::LastSeen.text(lang)),
        Column::text(StaffText::Actions.text(lang)),
    ];
    let row = |session: &StaffSession| {
        let id = session.id.clone();
        let action = if session.current {
            tag(TagKind::Good, AccountText::ThisSession.text(lang))
        } else {
            html! {
                <Button
                    kind={ButtonKind::Quiet}
                    pending={props.pending}
                    onclick={props.on_revoke.reform(move |_: MouseEvent| id.clone())}
                >
                    { AccountText::Revoke.text(lang) }
                </Button>
            }
        };
        Row::new(
            &session.id,
            vec![
                html! { devices::device(lang, &session.device) },
                moment(session.created_at),
                moment(session.seen_at),
                action,
            ],
        )
    };
    let rows: Vec<Row> = props.sessions.iter().map(row).collect();
    html! { <Table caption={StaffText::NavSessions.text(lang)} {columns} {rows} /> }
}
