//! What to see and do in each state of an import.

use shared::imports::ImportState;
use shared::imports::api::ImportSummary;
use shared::lang::Lang;
use web_sys::File;
use yew::prelude::*;

use super::actions::ImportActions;
use super::imports_page::ACCEPT;
use super::outcome::{counts, state_tag};
use super::proposals::Proposals;
use super::report::ReportButtons;
use super::row_list::RowList;
use super::upload::RosterUpload;
use crate::i18n::import::{self, ImportText};
use crate::staff::use_console;
use crate::ui::{Card, FileDrop, FormMessage, MessageKind, ProgressBar, Toolbar, moment, tags};

#[derive(Clone, PartialEq, Properties)]
pub struct ImportViewProps {
    pub summary: ImportSummary,
    /// It has changed: ask anew.
    pub on_changed: Callback<()>,
}

#[component]
pub fn ImportView(props: &ImportViewProps) -> Html {
    let lang = use_console().lang;
    let ImportViewProps { summary, on_changed } = props;
    html! {
        <>
            <Toolbar title={summary.file_name.clone()}>
                if may_report(summary.state) {
                    <ReportButtons summary={summary.clone()} />
                }
            </Toolbar>
            { tags(vec![
                html! { <span>{ import::kind(lang, summary.kind) }</span> },
                state_tag(lang, summary.state),
                html! { <span>{ &summary.started_by }</span> },
                moment(summary.created_at),
            ]) }
            { body(lang, summary, on_changed) }
        </>
    }
}

const fn may_report(state: ImportState) -> bool {
    matches!(state, ImportState::Ready | ImportState::Done | ImportState::Undone)
}

fn body(lang: Lang, summary: &ImportSummary, on_changed: &Callback<()>) -> Html {
    let actions = html! { <ImportActions summary={summary.clone()} on_changed={on_changed.clone()} /> };
    match summary.state {
        ImportState::Uploading => html! {
            <>
                <FormMessage kind={MessageKind::Act}>
                    <p>{ import::unfinished(lang, summary.uploaded_rows, summary.total_rows) }</p>
                    <p>{ ImportText::ChooseSameFile.text(lang) }</p>
                </FormMessage>
                <ContinueUpload on_changed={on_changed.clone()} />
                { actions }
            </>
        },
        ImportState::Planning | ImportState::Importing | ImportState::Undoing => html! {
            <Card>
                <ProgressBar
                    label={import::working(lang, summary.state, summary.worked_rows, summary.total_rows)}
                    value={summary.worked_rows}
                    max={summary.total_rows.max(1)}
                />
                if let Some(trouble) = summary.trouble {
                    <FormMessage kind={MessageKind::Warn}>{ import::trouble(lang, trouble) }</FormMessage>
                    { actions }
                } else {
                    <p>{ ImportText::GoesOn.text(lang) }</p>
                }
            </Card>
        },
        ImportState::Ready | ImportState::Done => html! {
            <>
                <Card>
                    <p>{ import::advice(lang, summary) }</p>
                    { counts(lang, summary) }
                    { skipped_lines(lang, summary) }
                    { actions }
                    <p>{ import::expires(lang, summary.expires_at) }</p>
                </Card>
                if summary.state == ImportState::Ready {
                    <Proposals {lang} proposals={summary.proposals.clone()} />
                }
                <RowList summary={summary.clone()} on_changed={on_changed.clone()} />
            </>
        },
        ImportState::Undone => html! {
            <>
                <FormMessage>{ ImportText::UndoneAdvice.text(lang) }</FormMessage>
                { counts(lang, summary) }
            </>
        },
        ImportState::Discarded => html! { <FormMessage>{ ImportText::DiscardedAdvice.text(lang) }</FormMessage> },
    }
}

/// Totals and footers that the reader left out, so that nobody misses them.
fn skipped_lines(lang: Lang, summary: &ImportSummary) -> Html {
    if summary.skipped.is_empty() {
        return Html::default();
    }
    html! { <p>{ import::skipped(lang, &summary.skipped) }</p> }
}

#[derive(Clone, PartialEq, Properties)]
struct ContinueUploadProps {
    on_changed: Callback<()>,
}

/// The page was left in the middle: the same file goes on where it stopped.
#[component]
fn ContinueUpload(props: &ContinueUploadProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let file = use_state(|| None::<File>);
    let navigator = yew_router::hooks::use_navigator();
    let on_finished = {
        let on_changed = props.on_changed.clone();
        Callback::from(move |import: ImportSummary| {
            // Another file than the one of this import has an import of its own.
            if let Some(navigator) = &navigator {
                navigator.push(&crate::staff::StaffRoute::Import { id: import.id });
            }
            on_changed.emit(());
        })
    };
    let on_file = {
        let file = file.clone();
        Callback::from(move |chosen| file.set(Some(chosen)))
    };
    let on_close = {
        let file = file.clone();
        Callback::from(move |()| file.set(None))
    };
    match (*file).clone() {
        Some(file) => html! { <RosterUpload {console} {file} {on_finished} {on_close} /> },
        None => html! {
            <FileDrop
                name="roster" label={ImportText::DropLabel.text(lang)} hint={ImportText::DropHint.text(lang)}
                accept={ACCEPT} {on_file}
            />
        },
    }
}
