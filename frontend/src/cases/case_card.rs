//! One case on the page of its enrolment: where it is, what was scored, and what can be done with it.

use std::rc::Rc;

use shared::certificates::api::{CaseDetail, CaseRow, GetCase, ListRuleSets, MoveCases, MoveSummary, RecordResult};
use shared::certificates::exams::Part;
use shared::certificates::waiting::Whereabouts;
use shared::endpoint::Nothing;
use shared::enrolments::api::EnrolmentRequest;
use shared::id::{EnrolmentId, MoveId};
use shared::lang::Lang;
use yew::prelude::*;

use super::hours_words::DoneHours;
use super::move_panel::MovePanel;
use super::moves_view::UndoableMoves;
use super::result_form::ResultEditor;
use super::wish::StageNames;
use crate::hooks::ResourceState;
use crate::i18n::cases::{self, CaseCardText, CaseText};
use crate::i18n::certificates::outcome;
use crate::i18n::hours;
use crate::staff::{show, use_console, use_staff_resource};
use crate::ui::{Button, ButtonRow, Card, Cell, CellList, Dialog, Lines, TagKind, date, tag, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct CaseCardProps {
    pub id: EnrolmentId,
    pub detail: CaseDetail,
    /// Something has changed: the page must be read again.
    pub on_changed: Callback<()>,
}

#[component]
pub fn CaseCard(props: &CaseCardProps) -> Html {
    let console = use_console();
    let case = use_staff_resource::<GetCase>(EnrolmentRequest { id: props.id });
    let on_changed = {
        let (reload, on_changed) = (case.reload.clone(), props.on_changed.clone());
        Callback::from(move |()| {
            reload.emit(());
            on_changed.emit(());
        })
    };
    html! {
        <>
            <CaseView lang={console.lang} detail={props.detail.clone()} />
            if console.may::<MoveCases>() {
                { show::<GetCase>(&console, &case, |case| html! { <CaseActions case={(**case).clone()} {on_changed} /> }) }
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CaseActionsProps {
    case: CaseRow,
    on_changed: Callback<()>,
}

/// The panel of moves for this case alone, and entering a result.
#[component]
fn CaseActions(props: &CaseActionsProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let CaseActionsProps { case, on_changed } = props;
    let made = use_state(|| 0_u32);
    let scoring = use_state(|| false);
    let rules = use_staff_resource::<ListRuleSets>(Nothing {});
    let rules = if let ResourceState::Ready(rules) = &rules.state { Rc::clone(rules) } else { Rc::default() };
    let Some(set) = rules.iter().find(|set| set.id == case.rule_set).cloned() else { return Html::default() };
    let on_moved = {
        let (made, on_changed) = (made.clone(), on_changed.clone());
        Callback::from(move |_: MoveSummary| {
            made.set(made.wrapping_add(1));
            on_changed.emit(());
        })
    };
    let on_undone = on_changed.reform(|_: MoveId| ());
    let set_scoring = |open: bool| {
        let scoring = scoring.clone();
        Callback::from(move |()| scoring.set(open))
    };
    let close = set_scoring(false);
    let on_saved = {
        let (close, console, on_moved) = (close.clone(), console.clone(), on_moved.clone());
        Callback::from(move |summary: Rc<MoveSummary>| {
            close.emit(());
            console.say_text(CaseText::SavedUndoable.text(lang));
            on_moved.emit((*summary).clone());
        })
    };
    html! {
        <>
            <UndoableMoves of_case={case.id} names={StageNames::of_rules(&rules)} made={*made} {on_undone} />
            <Card title={CaseCardText::Change.text(lang)}>
                <MovePanel
                    rules={Rc::clone(&rules)} cases={vec![case.clone()]} {on_moved} on_saved={on_changed.clone()}
                />
            </Card>
            if console.may::<RecordResult>() && case.outcome.is_none() && set.stage_of(Part::Theory.stage()).is_some() {
                <ButtonRow>
                    <Button onclick={set_scoring(true).reform(|_: MouseEvent| ())}>{ CaseCardText::AddResult.text(lang) }</Button>
                </ButtonRow>
            }
            <Dialog title={CaseCardText::AddResult.text(lang)} open={*scoring} on_close={close.clone()}>
                <ResultEditor case={case.clone()} rules={set} {on_saved} on_cancel={close} />
            </Dialog>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct CaseViewProps {
    pub lang: Lang,
    pub detail: CaseDetail,
}

/// The facts of a case.
#[component]
pub fn CaseView(props: &CaseViewProps) -> Html {
    let CaseViewProps { lang, detail } = props;
    let lang = *lang;
    let CaseDetail { hours_done: done, lessons_seconds: lessons, class_minutes, .. } = *detail;
    let done = DoneHours { done, lessons, class_minutes }.sum(lang);
    html! {
        <Card title={CaseCardText::Title.text(lang)}>
            <CellList>
                if let Some(how) = detail.outcome {
                    <Cell label={CaseCardText::Outcome.text(lang)}>{ tag(TagKind::Plain, outcome(lang, how)) }</Cell>
                }
                if let Some(whereabouts) = &detail.whereabouts {
                    { for waiting(lang, whereabouts) }
                }
                <Cell label={CaseCardText::Hours.text(lang)}>{ hours::hours(lang, &done, detail.hours_due) }</Cell>
                <Cell label={CaseText::Results.text(lang)}>
                    if detail.results.is_empty() {
                        { CaseCardText::NoResults.text(lang) }
                    } else {
                        <Lines>{ for detail.results.iter().map(|known| html! { <p>{ cases::result_line(lang, known) }</p> }) }</Lines>
                    }
                </Cell>
                if !detail.exams.is_empty() {
                    <Cell label={CaseCardText::Exams.text(lang)}>
                        <Lines>{ for detail.exams.iter().map(|exam| html! { <p>{ cases::exam_line(lang, exam) }</p> }) }</Lines>
                    </Cell>
                }
                if !detail.shelf.is_empty() {
                    <Cell label={CaseText::Shelf.text(lang)}>{ unbroken(&detail.shelf) }</Cell>
                }
                <Cell label={CaseCardText::Rule.text(lang)}>{ detail.rule.in_lang(lang).to_owned() }</Cell>
            </CellList>
        </Card>
    }
}

/// Who has it, since when, and until when.
fn waiting(lang: Lang, whereabouts: &Whereabouts) -> Vec<Html> {
    let by = whereabouts.expected_by.map(|day| {
        let estimate = if whereabouts.estimated { CaseCardText::Estimate.text(lang) } else { "" };
        html! {
            <Cell label={CaseCardText::ExpectedBy.text(lang)}>
                { date(lang, day) }{ estimate }
                if whereabouts.stuck {
                    { " " }
                    { tag(TagKind::Warn, CaseText::Stuck.text(lang)) }
                }
            </Cell>
        }
    });
    let actor = html! { <Cell label={CaseCardText::Actor.text(lang)}>{ cases::actor(lang, whereabouts.actor) }</Cell> };
    let since =
        whereabouts.since.map(|since| html! { <Cell label={CaseText::Since.text(lang)}>{ date(lang, since) }</Cell> });
    let expected = html! {
        <Cell label={CaseCardText::Expected.text(lang)}>{ cases::expected(lang, whereabouts.expected) }</Cell>
    };
    core::iter::once(actor).chain(since).chain([expected]).chain(by).collect()
}
