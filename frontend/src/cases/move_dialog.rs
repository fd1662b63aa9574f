//! What a move will do, and its confirmation: exactly what is listed here happens, or nothing.

use std::rc::Rc;

use shared::certificates::api::{CaseRow, ConfirmMove, MoveCases, MovePreview, MoveRequest, MoveSummary};
use shared::certificates::case::{Outcome, Target};
use shared::error::{ErrorCode, Problem};
use shared::lang::Lang;
use yew::prelude::*;

use super::case_table::standing;
use super::wish::StageNames;
use crate::i18n::cases::{self, MoveText};
use crate::i18n::common::CommonText;
use crate::staff::{problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, FormMessage, Item, ItemList, MessageKind, ScrollArea, muted, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct MoveDialogProps {
    pub request: MoveRequest,
    pub preview: Rc<MovePreview>,
    pub names: StageNames,
    pub on_moved: Callback<MoveSummary>,
    /// Something has changed since: the preview must be asked for again.
    pub on_outdated: Callback<MoveRequest>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn MoveDialog(props: &MoveDialogProps) -> Html {
    let lang = use_console().lang;
    let MoveDialogProps { request, preview, names, on_moved, on_outdated, on_cancel } = props;
    let action = use_staff_action::<MoveCases>(on_moved.reform(|summary: Rc<MoveSummary>| (*summary).clone()));
    let outdated = action.problem().is_some_and(|problem| problem.code == ErrorCode::PreviewOutdated);
    {
        let (on_outdated, request) = (on_outdated.clone(), request.clone());
        use_effect_with(outdated, move |outdated| {
            if *outdated {
                on_outdated.emit(request);
            }
        });
    }
    html! {
        <MoveView
            {lang} request={request.clone()} preview={Rc::clone(preview)} names={names.clone()}
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
    pub names: StageNames,
    pub problem: Option<Problem>,
    pub pending: bool,
    pub on_confirm: Callback<ConfirmMove>,
    pub on_cancel: Callback<()>,
}

#[component]
pub fn MoveView(props: &MoveViewProps) -> Html {
    let MoveViewProps { lang, request, preview, names, problem, pending, on_confirm, on_cancel } = props;
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
    let (moving, refused) = (preview.moving.len(), preview.refused.len());
    html! {
        <>
            { problem_summary(lang, problem.as_ref(), &[]) }
            if moving == 0 {
                <FormMessage kind={MessageKind::Warn}>{ MoveText::NobodyMoves.text(lang) }</FormMessage>
            } else {
                <p>{ cases::move_summary(lang, moving, refused, preview.messages) }</p>
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
