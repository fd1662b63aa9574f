//! Cases to be selected and moved, with the moves that were made here.

use std::rc::Rc;

use shared::certificates::api::{CaseRow, ListRuleSets, MoveCases, MoveSummary};
use shared::endpoint::Nothing;
use shared::id::MoveId;
use yew::prelude::*;

use super::case_table::CaseTable;
use super::move_panel::MovePanel;
use super::moves_view::UndoableMoves;
use super::selection::Selection;
use super::wish::StageNames;
use crate::hooks::ResourceState;
use crate::i18n::cases::{self, CaseText};
use crate::i18n::moves::MovingText;
use crate::staff::{use_console, use_staff_resource};
use crate::ui::{ActionBar, Button, ButtonKind, ButtonRow};

#[derive(Clone, PartialEq, Properties)]
pub struct CaseListProps {
    pub cases: Vec<CaseRow>,
    /// Selected at first.
    #[prop_or_default]
    pub initially: Selection,
    /// The cases stand at different stages.
    #[prop_or_default]
    pub mixed: bool,
    /// Something about the cases has changed: they must be read again.
    pub on_changed: Callback<()>,
    /// What stands in place of a table without rows.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn CaseList(props: &CaseListProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let selection = use_state(|| props.initially.clone());
    let made = use_state(|| 0_u32);
    let open = use_state(|| false);
    let rules = use_staff_resource::<ListRuleSets>(Nothing {});
    let rules = if let ResourceState::Ready(rules) = &rules.state { Rc::clone(rules) } else { Rc::default() };
    let may = console.may::<MoveCases>();
    let on_select = {
        let selection = selection.clone();
        Callback::from(move |(row, on): (CaseRow, bool)| selection.set((*selection).clone().with(&row, on)))
    };
    let select_page = {
        let (selection, cases) = (selection.clone(), props.cases.clone());
        Callback::from(move |_: MouseEvent| selection.set((*selection).clone().with_all(&cases)))
    };
    let clear = {
        let (selection, open) = (selection.clone(), open.clone());
        Callback::from(move |()| {
            selection.set(Selection::default());
            open.set(false);
        })
    };
    let on_changed = {
        let (clear, on_changed) = (clear.clone(), props.on_changed.clone());
        Callback::from(move |()| {
            clear.emit(());
            on_changed.emit(());
        })
    };
    let on_undone = on_changed.reform(|_: MoveId| ());
    // The bar goes with the selection: the keyboard is led to what can be undone.
    let on_saved = {
        let made = made.clone();
        Callback::from(move |()| {
            made.set(made.wrapping_add(1));
            on_changed.emit(());
        })
    };
    let on_moved = on_saved.reform(|_: MoveSummary| ());
    let fold = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let fold_text = if *open { MovingText::Fold } else { MovingText::Open };
    html! {
        <>
            <UndoableMoves names={StageNames::of_rules(&rules)} made={*made} {on_undone} />
            if props.cases.is_empty() {
                { props.children.clone() }
            } else {
                if may {
                    <ButtonRow>
                        <Button onclick={select_page}>{ CaseText::SelectPage.text(lang) }</Button>
                        <Button disabled={selection.is_empty()} onclick={clear.reform(|_: MouseEvent| ())}>
                            { CaseText::SelectNone.text(lang) }
                        </Button>
                    </ButtonRow>
                }
                <CaseTable
                    {lang} cases={props.cases.clone()} mixed={props.mixed} {on_select}
                    selection={may.then(|| (*selection).clone())}
                />
            }
            if may && !selection.is_empty() && !rules.is_empty() {
                <ActionBar label={cases::selected(lang, selection.len())}>
                    <ButtonRow>
                        <strong role="status">{ cases::selected(lang, selection.len()) }</strong>
                        <Button kind={if *open { ButtonKind::Default } else { ButtonKind::Primary }} onclick={fold}>
                            { fold_text.text(lang) }
                        </Button>
                        <Button kind={ButtonKind::Quiet} onclick={clear.reform(|_: MouseEvent| ())}>
                            { CaseText::SelectNone.text(lang) }
                        </Button>
                    </ButtonRow>
                    if *open {
                        <MovePanel rules={Rc::clone(&rules)} cases={selection.rows()} {on_moved} {on_saved} />
                    }
                </ActionBar>
            }
        </>
    }
}
