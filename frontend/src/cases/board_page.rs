//! The board: how many cases stand where, which wait too long, and the moves that can still be undone.

use shared::certificates::api::{BoardRequest, FindCases, GetBoard};
use shared::id::MoveId;
use yew::prelude::*;
use yew_router::Routable as _;

use super::board_view::BoardView;
use super::class_filter::ClassFilter;
use super::filter::{CaseFilter, use_case_filter};
use super::moves_view::RecentMoves;
use super::wish::StageNames;
use crate::i18n::cases::CaseText;
use crate::i18n::rules::RuleText;
use crate::staff::{StaffRoute, show, use_console, use_staff_resource};
use crate::ui::{LinkButton, Toolbar};

#[component]
pub fn BoardPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let (filter, change) = use_case_filter();
    let resource = use_staff_resource::<GetBoard>(BoardRequest { class_id: filter.class });
    let on_choose = change.reform(|class| CaseFilter { class, stuck: false });
    html! {
        <>
            <Toolbar title={CaseText::Board.text(lang)}>
                if console.may::<FindCases>() {
                    <LinkButton href={StaffRoute::Scan.to_path()}>{ CaseText::Scan.text(lang) }</LinkButton>
                }
                <LinkButton href={StaffRoute::Rules.to_path()}>{ RuleText::Title.text(lang) }</LinkButton>
            </Toolbar>
            <ClassFilter key={filter.query()} chosen={filter.class} {on_choose} />
            { show::<GetBoard>(&console, &resource, |board| html! {
                <>
                    <RecentMoves
                        at={board.at} moves={board.moves.clone()} names={StageNames::of_ways(&board.ways)}
                        on_undone={resource.reload.reform(|_: MoveId| ())}
                    />
                    <BoardView {lang} ways={board.ways.clone()} of_class={filter.class} />
                </>
            }) }
        </>
    }
}
