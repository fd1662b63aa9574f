//! Moves that were just made, and what was just typed, each with the time in which it can be undone.

use std::rc::Rc;

use shared::certificates::api::{ListMoves, ListMovesRequest, MoveRef, MoveSummary, UndoMove};
use shared::id::{EnrolmentId, MoveId};
use shared::time::Timestamp;
use yew::prelude::*;

use super::wish::StageNames;
use crate::hooks::ResourceState;
use crate::i18n::cases::{self, CaseText};
use crate::staff::{
    every, milliseconds, problem_summary, seconds_since, use_console, use_staff_action, use_staff_resource,
};
use crate::ui::{Button, Card, Disclosure, FocusPlace, Item, ItemList, countdown, moment, muted};

/// The moves of everybody, or of one case, that can still be undone: the portal knows them, also after a reload.
#[derive(Clone, PartialEq, Properties)]
pub struct UndoableMovesProps {
    #[prop_or_default]
    pub of_case: Option<EnrolmentId>,
    pub names: StageNames,
    pub made: u32,
    pub on_undone: Callback<MoveId>,
}

#[component]
pub fn UndoableMoves(props: &UndoableMovesProps) -> Html {
    let UndoableMovesProps { of_case, names, made, on_undone } = props.clone();
    let resource = use_staff_resource::<ListMoves>(ListMovesRequest { enrolment_id: of_case });
    {
        let reload = resource.reload.clone();
        use_effect_with(made, move |made| {
            if *made > 0 {
                reload.emit(());
            }
        });
    }
    let on_undone = {
        let reload = resource.reload.clone();
        Callback::from(move |id: MoveId| {
            reload.emit(());
            on_undone.emit(id);
        })
    };
    let known = if let ResourceState::Ready(known) = &resource.state { Some(Rc::clone(known)) } else { None };
    let (at, moves) = known.map_or((Timestamp(0), Vec::new()), |known| (known.at, known.moves.clone()));
    html! { <RecentMoves {at} {moves} {names} {made} {on_undone} /> }
}

/// More are folded away: what comes below is why people came.
const SHOWN: usize = 2;

#[derive(Clone, PartialEq, Properties)]
pub struct RecentMovesProps {
    /// The portal's clock when it told of the moves.
    pub at: Timestamp,
    pub moves: Vec<MoveSummary>,
    pub names: StageNames,
    /// Counts moves that were made here: what was in focus may have left the page with them.
    #[prop_or_default]
    pub made: u32,
    pub on_undone: Callback<MoveId>,
}

/// Nothing to see when there is nothing to undo.
#[component]
pub fn RecentMoves(props: &RecentMovesProps) -> Html {
    let lang = use_console().lang;
    let undone = use_state(|| 0_u32);
    let on_undone = {
        let (undone, on_undone) = (undone.clone(), props.on_undone.clone());
        Callback::from(move |id: MoveId| {
            undone.set(undone.wrapping_add(1));
            on_undone.emit(id);
        })
    };
    let (label, turn) = (CaseText::RecentMoves.text(lang), props.made.wrapping_add(*undone));
    if props.moves.is_empty() {
        return html! { <FocusPlace {label} {turn}>{ Html::default() }</FocusPlace> };
    }
    let (first, more) = props.moves.split_at(props.moves.len().min(SHOWN));
    let lines = |moves: &[MoveSummary]| {
        html! {
            <ItemList>
                { for moves.iter().map(|made| html! {
                    <MoveLine
                        key={made.id.0} at={props.at} made={made.clone()} names={props.names.clone()}
                        on_undone={on_undone.clone()}
                    />
                }) }
            </ItemList>
        }
    };
    html! {
        <FocusPlace {label} {turn}>
            <Card title={label}>
                { muted(CaseText::RecentMovesHint.text(lang).into()) }
                { lines(first) }
                if !more.is_empty() {
                    <Disclosure summary={cases::more_moves(lang, more.len())}>{ lines(more) }</Disclosure>
                }
            </Card>
        </FocusPlace>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MoveLineProps {
    at: Timestamp,
    made: MoveSummary,
    names: StageNames,
    on_undone: Callback<MoveId>,
}

#[component]
fn MoveLine(props: &MoveLineProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let made = &props.made;
    let left = use_seconds_left((made.undo_until.0 - props.at.0).div_euclid(1_000));
    let on_done = {
        let (say, on_undone) = (console.say.clone(), props.on_undone.clone());
        Callback::from(move |undone: Rc<MoveSummary>| {
            say.emit(cases::undone(lang, undone.kept).into());
            on_undone.emit(undone.id);
        })
    };
    let undo = use_staff_action::<UndoMove>(on_done);
    let what = cases::deed(lang, made.did, |key| props.names.name(lang, key));
    let id = made.id;
    let onclick = undo.run.reform(move |_: MouseEvent| MoveRef { id });
    let title = cases::move_line(lang, &what, made.cases, &made.staff);
    let may = console.may::<UndoMove>() && made.undone_at.is_none();
    html! {
        <Item {title} aside={moment(made.at)}>
            if left == 0 {
                { muted(CaseText::TooLate.text(lang).into()) }
            } else if may {
                <p>
                    <Button pending={undo.is_pending()} {onclick}>{ CaseText::Undo.text(lang) }</Button>
                    { countdown(cases::time_left(left)) }
                </p>
            }
            { problem_summary(lang, undo.problem(), &[]) }
        </Item>
    }
}

/// Counts down to 0.
#[hook]
fn use_seconds_left(from: i64) -> i64 {
    let left = use_state_eq(|| from.max(0));
    {
        let left = left.setter();
        use_effect_with(from, move |from| {
            let (from, begun) = (*from, milliseconds());
            left.set(from.max(0));
            let tick = every(1_000, move || left.set((from - seconds_since(begun)).max(0)));
            move || drop(tick)
        });
    }
    *left
}
