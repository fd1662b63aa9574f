//! The rows of an import, from the network: which fate is looked at, which page, and corrections on their way.

use std::rc::Rc;

use shared::imports::RowFate;
use shared::imports::api::{
    CorrectRow, CorrectRowRequest, ImportRow, ImportSummary, ListImportRows, ListImportRowsRequest,
};
use shared::roster::row::RawRow;
use yew::prelude::*;

use super::preview::{ImportPreview, shown_fates};
use crate::i18n::import;
use crate::staff::{show, use_console, use_paging, use_staff_action, use_staff_resource};

#[derive(Clone, PartialEq, Properties)]
pub struct RowListProps {
    pub summary: ImportSummary,
    /// A correction changes the counts.
    pub on_changed: Callback<()>,
}

#[component]
pub fn RowList(props: &RowListProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let summary = &props.summary;
    let id = summary.id;
    // Chosen once: correcting the last problem must not turn the page under the reader's hands.
    let chosen = use_state(|| first_fate(summary));
    let fate = *chosen;
    let paging = use_paging(None);
    let resource =
        use_staff_resource::<ListImportRows>(ListImportRowsRequest { id, fate: Some(fate), after: paging.after() });
    // Corrected rows stay where they are, with their new fate, until the list is left.
    let corrected = use_state(Vec::<ImportRow>::new);
    let correcting = use_state(|| None::<u32>);
    let action = {
        let (corrected, on_changed, console) = (corrected.clone(), props.on_changed.clone(), console.clone());
        use_staff_action::<CorrectRow>(Callback::from(move |row: Rc<ImportRow>| {
            console.say.emit(import::row_corrected(lang, row.raw.row_no(), row.fate).into());
            let mut all: Vec<ImportRow> =
                corrected.iter().filter(|known| known.raw.row_no() != row.raw.row_no()).cloned().collect();
            all.push((*row).clone());
            corrected.set(all);
            on_changed.emit(());
        }))
    };
    let on_select = {
        let (chosen, paging, corrected, reset) =
            (chosen.clone(), paging.clone(), corrected.clone(), action.reset.clone());
        Callback::from(move |fate| {
            paging.reset();
            corrected.set(Vec::new());
            reset.emit(());
            chosen.set(fate);
        })
    };
    let on_correct = {
        let (correcting, run) = (correcting.clone(), action.run.clone());
        Callback::from(move |raw: RawRow| {
            correcting.set(Some(raw.row_no()));
            run.emit(CorrectRowRequest { id, raw });
        })
    };
    show::<ListImportRows>(&console, &resource, |page| {
        let rows: Vec<ImportRow> = page
            .items
            .iter()
            .map(|row| corrected.iter().find(|new| new.raw.row_no() == row.raw.row_no()).unwrap_or(row).clone())
            .collect();
        html! {
            <ImportPreview
                {lang}
                summary={summary.clone()}
                {fate}
                {rows}
                correcting={correcting.filter(|_| action.is_pending())}
                problem={action.problem().cloned().zip(*correcting)}
                {on_select}
                {on_correct}
                on_previous={paging.on_previous()}
                on_next={paging.on_next(page.next.as_ref())}
            />
        }
    })
}

/// Problems first: they are what a person is needed for.
fn first_fate(summary: &ImportSummary) -> RowFate {
    let shown = shown_fates(summary);
    let filled = |fate: &&RowFate| summary.count(**fate) > 0;
    let problem = Some(&RowFate::Problem).filter(filled);
    problem.or_else(|| shown.iter().find(filled)).or(shown.first()).copied().unwrap_or(RowFate::Problem)
}
