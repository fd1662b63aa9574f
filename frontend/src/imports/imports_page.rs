//! The page of imports: drop a file, or look at an earlier import.

use shared::imports::api::{ImportSummary, ListImports, ListImportsRequest};
use web_sys::File;
use yew::prelude::*;
use yew_router::prelude::*;

use super::import_table::ImportTable;
use super::upload::RosterUpload;
use crate::i18n::import::{self, ImportText};
use crate::staff::{StaffRoute, show, use_console, use_paging, use_staff_resource};
use crate::ui::{Card, Empty, FileDrop, Heading, Pagination, muted};

/// What the file dialog offers.
pub const ACCEPT: &str = ".xlsx,.xls,.csv";

#[component]
pub fn ImportsPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let file = use_state(|| None::<File>);
    let turn = use_mut_ref(|| 0_u32);
    let paging = use_paging(Some("imports"));
    let resource = use_staff_resource::<ListImports>(ListImportsRequest { after: paging.after() });
    let navigator = use_navigator();
    let on_finished = Callback::from(move |import: ImportSummary| {
        if let Some(navigator) = &navigator {
            navigator.push(&StaffRoute::Import { id: import.id });
        }
    });
    let on_file = {
        let (file, turn) = (file.clone(), turn.clone());
        Callback::from(move |chosen: File| {
            turn.replace_with(|turn| turn.wrapping_add(1));
            file.set(Some(chosen));
        })
    };
    let on_close = {
        let (file, reload) = (file.clone(), resource.reload.clone());
        Callback::from(move |()| {
            file.set(None);
            reload.emit(());
        })
    };
    let uploading = file.is_some();
    html! {
        <>
            <Heading text={ImportText::Title.text(lang)} />
            { muted(import::kinds_taken(lang).into()) }
            if let Some(file) = (*file).clone() {
                <RosterUpload key={*turn.borrow()} console={console.clone()} {file} {on_finished} {on_close} />
            } else {
                <FileDrop
                    name="roster" label={ImportText::DropLabel.text(lang)} hint={ImportText::DropHint.text(lang)}
                    accept={ACCEPT} {on_file}
                />
            }
            if !uploading {
                <Card title={ImportText::Earlier.text(lang)}>
                    { show::<ListImports>(&console, &resource, |page| html! {
                        <>
                            if page.items.is_empty() {
                                <Empty title={ImportText::NoImports.text(lang)}>
                                    <p>{ ImportText::NoImportsAdvice.text(lang) }</p>
                                </Empty>
                            } else {
                                <ImportTable {lang} imports={page.items.clone()} />
                            }
                            <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(page.next.as_ref())} />
                        </>
                    }) }
                </Card>
            }
        </>
    }
}
