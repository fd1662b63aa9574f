//! What a move will do, and its confirmation: exactly what is listed here happens, or nothing.

use std::rc::Rc;

use shared::certificates::api::{CaseRow, ConfirmMove, MoveCases, MovePreview, MoveRequest, MoveSummary};
use shared::certificates::case::{Outcome, Target};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::error::{ErrorCode, Problem};
use shared::lang::Lang;
use yew::prelude::*;

use super::case_table::standing;
use super::wish::{StageNames, skipped};
use crate::i18n::cases::{self, CaseText, MoveText};
use crate::i18n::common::CommonText;
use crate::i18n::moves::{self, MovingText};
use crate::staff::{problem_summary, use_console, use_staff_action};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Cell, CellList, FormMessage, Item, ItemList, MessageKind, ScrollArea, muted,
    unbroken,
};

#[derive(Clone, PartialEq, Properties)]
pub struct MoveDialogProps {
    pub request: MoveRequest,
    pub preview: Rc<MovePreview>,
    pub rules: Rc<Vec<RuleSet>>,
    pub on_moved: Callback<MoveSummary>,
    /// Somebody else was first: what is shown here holds no more.
    pub on_outdated: Callback<()>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn MoveDialog(props: &MoveDialogProps) -> Html {
    let lang = use_console().lang;
    let MoveDialogProps { request, preview, rules, on_moved, on_outdated, on_cancel } = props;
    let action = use_staff_action::<MoveCases>(on_moved.reform(|summary: Rc<MoveSummary>| (*summary).clone()));
    let outdated = action.problem().is_some_and(|problem| problem.code == ErrorCode::PreviewOutdated);
    {
        let on_outdated = on_outdated.clone();
        use_effect_with(outdated, move |outdated| {
            if *outdated {
                on_outdated.emit(());
            }
        });
    }
    html! {
        <MoveView
            {lang} request={request.clone()} preview={Rc::clone(preview)} rules={Rc::clone(rules)}
            problem={action.problem().cloned()} pending={action.is_pending()}
            on_confirm={action.run.clone()} on_cancel={on_cancel.clone()}
        />
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct MoveViewProps {
    pub lang: Lang,
    pub request: MoveRequest,
    pub preview: Rc<MovePreview>,
    pub rules: Rc<Vec<RuleSet>>,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_confirm: Callback<ConfirmMove>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn MoveView(props: &MoveViewProps) -> Html {
    let MoveViewProps { lang, request, preview, rules, problem, pending, on_confirm, on_cancel } = props;
    let lang = *lang;
    let confirm = {
        let (request, preview) = (request.clone(), Rc::clone(preview));
        on_confirm.reform(move |_: MouseEvent| ConfirmMove {
            cases: preview.moving.iter().map(|case| (case.id, case.version)).collect(),
            target: request.target,
            reason: request.reason.clone(),
            note: request.note.clone(),
        })
    };
    let takes_away = matches!(request.target, Target::End(how) if !how.is_success());
    let names = &StageNames::of_rules(rules);
    let (moving, refused) = (preview.moving.len(), preview.refused.len());
    html! {
        <>
            { problem_summary(lang, problem.as_ref(), &[]) }
            if moving == 0 {
                <FormMessage kind={MessageKind::Warn}>{ MoveText::NobodyMoves.text(lang) }</FormMessage>
            } else {
                <p>{ cases::move_summary(lang, moving, refused, preview.messages) }</p>
                { left_out(lang, request, preview, rules, names) }
                { carried(lang, request, moving) }
                <h3>{ MoveText::WillMove.text(lang) }</h3>
                <ScrollArea label={MoveText::WillMove.text(lang)}>
                    <ItemList>
                        { for preview.moving.iter().map(|case| html! {
                            <Item key={case.id.0} title={who(case)}>
                                { muted(way(lang, case, request.target, names)) }
                            </Item>
                        }) }
                    </ItemList>
                </ScrollArea>
            }
            if refused > 0 {
                <h3>{ MoveText::WillNot.text(lang) }</h3>
                <ScrollArea label={MoveText::WillNot.text(lang)}>
                    <ItemList>
                        { for preview.refused.iter().map(|refused| html! {
                            <Item key={refused.case.id.0} title={who(&refused.case)} aside={standing(lang, &refused.case)}>
                                { muted(cases::refusal(lang, refused.why).into()) }
                            </Item>
                        }) }
                    </ItemList>
                </ScrollArea>
            }
            <ButtonRow>
                if moving > 0 {
                    <Button
                        kind={if takes_away { ButtonKind::Warn } else { ButtonKind::Primary }}
                        pending={*pending} onclick={confirm}
                    >
                        { cases::confirm_move(lang, moving) }
                    </Button>
                }
                <Button onclick={on_cancel.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
            </ButtonRow>
        </>
    }
}

/// Who would skip more than one stage, and which.
fn left_out(lang: Lang, request: &MoveRequest, preview: &MovePreview, rules: &[RuleSet], names: &StageNames) -> Html {
    let Target::Stage(key) = request.target else { return Html::default() };
    let mut skipping: Vec<(String, Vec<StageKey>, usize)> = Vec::new();
    for case in &preview.moving {
        let (from, stages) = (case.stage_name.in_lang(lang), skipped(rules, case, key));
        if stages.len() < 2 {
            continue;
        }
        match skipping.iter_mut().find(|(known, same, _)| known == from && *same == stages) {
            Some((_, _, people)) => *people += 1,
            None => skipping.push((from.to_owned(), stages, 1)),
        }
    }
    if skipping.is_empty() {
        return Html::default();
    }
    let line = |(from, stages, people): &(String, Vec<StageKey>, usize)| {
        let stages: Vec<String> = stages.iter().map(|key| names.name(lang, *key)).collect();
        html! { <p>{ moves::skips(lang, *people, from, &stages) }</p> }
    };
    html! {
        <FormMessage kind={MessageKind::Warn}>
            { for skipping.iter().map(line) }
            <p>{ moves::skips_question(lang) }</p>
        </FormMessage>
    }
}

/// Reason, shelf, signer or mailing number: whoever moves gets it.
fn carried(lang: Lang, request: &MoveRequest, moving: usize) -> Html {
    let mailed = request.target == Target::End(Outcome::Mailed);
    let note = match request.target {
        Target::Stage(StageKey::Ready) => Some(CaseText::Shelf.text(lang)),
        Target::End(Outcome::Collected) => Some(MoveText::SignedBy.text(lang)),
        Target::End(Outcome::Mailed) => Some(MoveText::MailNumber.text(lang)),
        _ => None,
    };
    let note = note.map(|label| (label, request.note.trim()));
    let known = [note, Some((MoveText::Reason.text(lang), request.reason.trim()))];
    let known: Vec<(&str, &str)> = known.into_iter().flatten().filter(|(_, value)| !value.is_empty()).collect();
    if known.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ MovingText::Carries.text(lang) }</h3>
            <CellList>
                { for known.into_iter().map(|(label, value)| html! { <Cell {label}>{ value.to_owned() }</Cell> }) }
            </CellList>
            if moving > 1 && mailed {
                <FormMessage kind={MessageKind::Act}>{ moves::one_parcel(lang, moving) }</FormMessage>
            } else if moving > 1 {
                { muted(moves::for_all(lang, moving).into()) }
            }
        </>
    }
}

fn who(case: &CaseRow) -> Html {
    html! { <>{ &case.trainee }{ " " }{ unbroken(&case.document_masked) }</> }
}

/// From where to where.
fn way(lang: Lang, case: &CaseRow, target: Target, names: &StageNames) -> Html {
    let from = match case.outcome {
        Some(how) => crate::i18n::certificates::outcome(lang, how).to_owned(),
        None => case.stage_name.in_lang(lang).to_owned(),
    };
    let to = match target {
        Target::Stage(key) => names.name(lang, key),
        Target::End(how) => end_name(lang, how),
        Target::Reopen => MoveText::Reopen.text(lang).to_owned(),
    };
    html! { cases::from_to(&from, &to) }
}

fn end_name(lang: Lang, how: Outcome) -> String {
    crate::i18n::certificates::outcome(lang, how).to_owned()
}
