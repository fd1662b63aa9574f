//! Cases that have ended in one way: looked up, opened again.

use shared::certificates::api::{ListEndedCases, ListEndedCasesRequest};
use shared::certificates::case::Outcome;
use yew::prelude::*;

use super::case_list::CaseList;
use super::class_filter::ClassFilter;
use super::filter::{CaseFilter, use_case_filter};
use crate::i18n::cases::CaseText;
use crate::i18n::certificates::outcome;
use crate::staff::{StaffRoute, show, use_console, use_paging, use_staff_resource};
use crate::ui::{Empty, LinkButton, Pagination, Toolbar};

#[derive(Clone, PartialEq, Properties)]
pub struct EndedPageProps {
    pub rule_set: i64,
    pub outcome: Outcome,
}

#[component]
pub fn EndedPage(props: &EndedPageProps) -> Html {
    let lang = use_console().lang;
    let EndedPageProps { rule_set, outcome: how } = *props;
    let (filter, change) = use_case_filter();
    let class = filter.class;
    let on_choose = change.reform(|class| CaseFilter { class, stuck: false });
    let board = CaseFilter { class, stuck: false };
    let title = format!("{} · {}", CaseText::Ended.text(lang), outcome(lang, how));
    // Another list: nothing of it stays selected.
    let key = format!("{rule_set} {} {}", how.code(), board.query());
    html! {
        <>
            <Toolbar {title}>
                <LinkButton href={board.address(&StaffRoute::Cases)}>{ CaseText::BackToBoard.text(lang) }</LinkButton>
            </Toolbar>
            <ClassFilter key={board.query()} chosen={class} {on_choose} />
            <EndedCases {key} {rule_set} outcome={how} filter={board} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct EndedCasesProps {
    rule_set: i64,
    outcome: Outcome,
    filter: CaseFilter,
}

#[component]
fn EndedCases(props: &EndedCasesProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let EndedCasesProps { rule_set, outcome, filter } = *props;
    let paging = use_paging(Some(&format!("ended {rule_set} {} {}", outcome.code(), filter.query())));
    let resource = use_staff_resource::<ListEndedCases>(ListEndedCasesRequest {
        rule_set,
        outcome,
        class_id: filter.class,
        after: paging.after(),
    });
    let on_changed = {
        let (paging, reload) = (paging.clone(), resource.reload.clone());
        Callback::from(move |()| {
            paging.reset();
            reload.emit(());
        })
    };
    show::<ListEndedCases>(&console, &resource, |page| {
        html! {
            <>
                <CaseList cases={page.items.clone()} mixed=true {on_changed}>
                    <Empty title={CaseText::NobodyEnded.text(lang)} />
                </CaseList>
                <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(page.next.as_ref())} />
            </>
        }
    })
}
