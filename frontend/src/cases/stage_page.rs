//! The cases of one stage: looked through, selected, moved.

use std::rc::Rc;

use shared::certificates::api::{ListCases, ListCasesRequest, ListRuleSets};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::endpoint::Nothing;
use yew::prelude::*;
use yew_router::Routable as _;

use super::case_list::CaseList;
use super::class_filter::ClassFilter;
use super::filter::{CaseFilter, use_case_filter};
use crate::hooks::ResourceState;
use crate::i18n::cases::CaseText;
use crate::staff::{StaffRoute, show, use_console, use_paging, use_staff_resource};
use crate::ui::{CheckboxField, Empty, LinkButton, Pagination, Toolbar, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct StagePageProps {
    pub rule_set: i64,
    pub stage: StageKey,
}

#[component]
pub fn StagePage(props: &StagePageProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let StagePageProps { rule_set, stage } = *props;
    let (filter, change) = use_case_filter();
    let rules = use_staff_resource::<ListRuleSets>(Nothing {});
    let set = if let ResourceState::Ready(rules) = &rules.state { of_id(rules, rule_set) } else { None };
    let title = set.as_ref().and_then(|set| set.stage_of(stage)).map(|stage| stage.stage.name.in_lang(lang).to_owned());
    let on_choose = {
        let change = change.clone();
        change.reform(move |class| CaseFilter { class, ..filter })
    };
    let on_stuck = change.reform(move |stuck| CaseFilter { stuck, ..filter });
    let board = CaseFilter { class: filter.class, stuck: false };
    // Another stage or filter is another list: nothing of it stays selected.
    let key = format!("{rule_set} {stage:?} {}", filter.query());
    html! {
        <>
            <Toolbar title={title.unwrap_or_else(|| CaseText::Board.text(lang).to_owned())}>
                <LinkButton href={board.address(&StaffRoute::Cases)}>{ CaseText::BackToBoard.text(lang) }</LinkButton>
                if stage == StageKey::Ready {
                    <LinkButton href={board.address(&StaffRoute::Collection { rule_set })}>
                        { CaseText::PrintList.text(lang) }
                    </LinkButton>
                }
                <LinkButton href={StaffRoute::Scan.to_path()}>{ CaseText::Scan.text(lang) }</LinkButton>
            </Toolbar>
            if let Some(set) = set {
                { muted(set.name.in_lang(lang).to_owned().into()) }
            }
            <ClassFilter key={board.query()} chosen={filter.class} {on_choose} />
            <CheckboxField name="stuck" checked={filter.stuck} onchange={on_stuck}>
                { CaseText::StuckOnly.text(lang) }
            </CheckboxField>
            <StageCases {key} {rule_set} {stage} {filter} />
        </>
    }
}

fn of_id(rules: &Rc<Vec<RuleSet>>, id: i64) -> Option<RuleSet> {
    rules.iter().find(|set| set.id == id).cloned()
}

#[derive(Clone, PartialEq, Properties)]
struct StageCasesProps {
    rule_set: i64,
    stage: StageKey,
    filter: CaseFilter,
}

#[component]
fn StageCases(props: &StageCasesProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let StageCasesProps { rule_set, stage, filter } = *props;
    let paging = use_paging(Some(&format!("cases {rule_set} {stage:?} {}", filter.query())));
    let resource = use_staff_resource::<ListCases>(ListCasesRequest {
        rule_set,
        stage,
        class_id: filter.class,
        stuck: filter.stuck,
        after: paging.after(),
    });
    // Those that moved have left this list: its later pages begin elsewhere now.
    let on_changed = {
        let (paging, reload) = (paging.clone(), resource.reload.clone());
        Callback::from(move |()| {
            paging.reset();
            reload.emit(());
        })
    };
    let nobody = if filter.stuck { CaseText::NothingStuck } else { CaseText::NothingHere };
    show::<ListCases>(&console, &resource, |page| {
        html! {
            <>
                <CaseList cases={page.items.clone()} {on_changed}>
                    <Empty title={nobody.text(lang)} />
                </CaseList>
                <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(page.next.as_ref())} />
            </>
        }
    })
}
