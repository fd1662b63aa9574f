//! Import, undo, discard: each asks first and says what it will do.

use std::rc::Rc;

use shared::error::ErrorCode;
use shared::imports::RowFate;
use shared::imports::api::{
    CheckImport, CommitImport, CommitImportRequest, DiscardImport, ImportRequest, ImportSummary, UndoImport,
};
use yew::prelude::*;

use crate::i18n::errors;
use crate::i18n::import::{self, ImportText};
use crate::staff::{problem_summary, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, ConfirmDialog};

#[derive(Clone, PartialEq, Properties)]
pub struct ImportActionsProps {
    pub summary: ImportSummary,
    pub on_changed: Callback<()>,
}

#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Import,
    Undo,
    Discard,
}

#[component]
pub fn ImportActions(props: &ImportActionsProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let summary = &props.summary;
    let asking = use_state(|| Asking::Nothing);
    let on_done = {
        let (asking, on_changed) = (asking.clone(), props.on_changed.clone());
        Callback::from(move |_: Rc<ImportSummary>| {
            asking.set(Asking::Nothing);
            on_changed.emit(());
        })
    };
    let commit = use_staff_action::<CommitImport>(on_done.clone());
    {
        // What was confirmed is not there any more: the new preview must be seen before anything can be confirmed again.
        let outdated = commit.problem().is_some_and(|problem| problem.code == ErrorCode::PreviewOutdated);
        let (asking, on_changed, reset) = (asking.clone(), props.on_changed.clone(), commit.reset.clone());
        use_effect_with(outdated, move |outdated| {
            if *outdated {
                let words = errors::error(lang, ErrorCode::PreviewOutdated);
                console.say.emit(format!("{} {}", words.title, words.advice).into());
                asking.set(Asking::Nothing);
                reset.emit(());
                on_changed.emit(());
            }
        });
    }
    let undo = use_staff_action::<UndoImport>(on_done.clone());
    let discard = use_staff_action::<DiscardImport>(on_done.clone());
    let check = use_staff_action::<CheckImport>(on_done);
    let ask = |what: Asking| {
        let asking = asking.clone();
        Callback::from(move |_: MouseEvent| asking.set(what))
    };
    let on_cancel = {
        let asking = asking.clone();
        let resets = [commit.reset.clone(), undo.reset.clone(), discard.reset.clone()];
        Callback::from(move |()| {
            asking.set(Asking::Nothing);
            for reset in &resets {
                reset.emit(());
            }
        })
    };
    let (rows, preview, request) = (summary.importable(), summary.preview, ImportRequest { id: summary.id });
    let (title, question, confirm, danger, pending, problem, run) = match *asking {
        Asking::Nothing => ("", String::new(), "", false, false, None, Callback::noop()),
        Asking::Import => (
            ImportText::Import.text(lang),
            import::import_question(lang, summary),
            ImportText::Import.text(lang),
            false,
            commit.is_pending(),
            commit.problem(),
            commit
                .run
                .reform(move |request: ImportRequest| CommitImportRequest { id: request.id, preview: Some(preview) }),
        ),
        Asking::Undo => (
            ImportText::Undo.text(lang),
            import::undo_question(lang, summary),
            ImportText::Undo.text(lang),
            true,
            undo.is_pending(),
            undo.problem(),
            undo.run.clone(),
        ),
        Asking::Discard => (
            ImportText::Discard.text(lang),
            ImportText::DiscardQuestion.text(lang).to_owned(),
            ImportText::Discard.text(lang),
            true,
            discard.is_pending(),
            discard.problem(),
            discard.run.clone(),
        ),
    };
    html! {
        <>
            { problem_summary(lang, check.problem(), &[]) }
            <ButtonRow>
                if summary.state.may_import() && rows > 0 {
                    <Button kind={ButtonKind::Primary} onclick={ask(Asking::Import)}>{ import::import_rows(lang, rows) }</Button>
                }
                if summary.state.may_import() && summary.count(RowFate::Problem) > 0 {
                    <Button pending={check.is_pending()} onclick={check.run.reform(move |_: MouseEvent| request)}>
                        { ImportText::CheckAgain.text(lang) }
                    </Button>
                }
                if summary.state.may_undo(summary.trouble.is_some(), summary.is_in) {
                    <Button kind={ButtonKind::Warn} onclick={ask(Asking::Undo)}>{ ImportText::Undo.text(lang) }</Button>
                }
                if summary.state.may_discard(summary.is_in) {
                    <Button onclick={ask(Asking::Discard)}>{ ImportText::Discard.text(lang) }</Button>
                }
            </ButtonRow>
            <ConfirmDialog
                {lang} {title} {confirm} {danger} {pending}
                open={*asking != Asking::Nothing}
                on_confirm={run.reform(move |()| request)}
                {on_cancel}
            >
                { problem_summary(lang, problem, &[]) }
                <p>{ question }</p>
            </ConfirmDialog>
        </>
    }
}
