//! The report of an import as a file: read in pages, written by the worker, kept by the browser.

use shared::error::{ErrorCode, Problem};
use shared::id::ImportId;
use shared::imports::api::{ImportSummary, ListImportRowsRequest, ReadReport};
use shared::lang::Lang;
use shared::page::Page;
use shared::roster::messages::{FromReader, ReportFormat, ReportHeading, ToReader};
use shared::roster::report::{ReportColumn, ReportRow};
use yew::prelude::*;

use super::change_words::change_lines;
use super::reader::{Answer, Reader};
use crate::hooks::call;
use crate::i18n::import::{self, ImportText};
use crate::staff::{Console, problem_summary, save_file, use_console};
use crate::ui::{Button, ButtonRow};

#[derive(Clone, PartialEq, Properties)]
pub struct ReportButtonsProps {
    pub summary: ImportSummary,
}

#[component]
pub fn ReportButtons(props: &ReportButtonsProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let reader = use_mut_ref(|| None::<Reader>);
    let making = use_state(|| None::<ReportFormat>);
    let problem = use_state(|| None::<Problem>);
    let file_name = props.summary.file_name.clone();
    let start = |format: ReportFormat| {
        let (reader, making, problem, console) = (reader.clone(), making.clone(), problem.clone(), console.clone());
        let (file_name, id) = (file_name.clone(), props.summary.id);
        Callback::from(move |_: MouseEvent| {
            if making.is_some() {
                return;
            }
            making.set(Some(format));
            problem.set(None);
            let on_answer = {
                let (making, problem, file_name) = (making.clone(), problem.clone(), file_name.clone());
                Callback::from(move |answer: Answer| {
                    problem.set(keep(lang, &file_name, &answer).err());
                    making.set(None);
                })
            };
            let Some(started) = Reader::start(on_answer) else {
                making.set(None);
                problem.set(Some(Problem::new(ErrorCode::Unavailable)));
                return;
            };
            started.ask(&begin(lang, format), None);
            *reader.borrow_mut() = Some(started);
            let (reader, making, problem, console) = (reader.clone(), making.clone(), problem.clone(), console.clone());
            wasm_bindgen_futures::spawn_local(async move {
                if let Err(failed) = feed(lang, id, &reader).await {
                    *reader.borrow_mut() = None;
                    ask_to_sign_in(&console, &failed);
                    problem.set(Some(failed));
                    making.set(None);
                }
            });
        })
    };
    html! {
        <>
            { problem_summary(lang, problem.as_ref(), &[]) }
            <ButtonRow>
                <Button pending={*making == Some(ReportFormat::Xlsx)} onclick={start(ReportFormat::Xlsx)}>
                    { ImportText::ReportXlsx.text(lang) }
                </Button>
                <Button pending={*making == Some(ReportFormat::Csv)} onclick={start(ReportFormat::Csv)}>
                    { ImportText::ReportCsv.text(lang) }
                </Button>
            </ButtonRow>
        </>
    }
}

fn ask_to_sign_in(console: &Console, problem: &Problem) {
    if problem.code == ErrorCode::StaffSignInRequired {
        console.sign_in_again.emit(());
    }
}

fn begin(lang: Lang, format: ReportFormat) -> ToReader {
    let columns = ReportColumn::ALL
        .map(|column| ReportHeading { text: import::report_column(lang, column).to_owned(), width: column.width() });
    ToReader::ReportBegin {
        format,
        sheet_name: ImportText::ReportSheet.text(lang).to_owned(),
        columns: columns.to_vec(),
    }
}

/// Reads the report page by page and hands it to the worker, which answers when it is told the end.
async fn feed(lang: Lang, id: ImportId, reader: &std::cell::RefCell<Option<Reader>>) -> Result<(), Problem> {
    let mut after = None;
    loop {
        let request = ListImportRowsRequest { id, fate: None, after };
        let Page { items, next } = call::<ReadReport>(&request, "").await?;
        let rows = items.iter().map(|row| report_row(lang, row)).collect();
        match &*reader.borrow() {
            Some(reader) => reader.ask(&ToReader::ReportRows { rows }, None),
            None => return Ok(()),
        }
        after = next;
        if after.is_none() {
            break;
        }
    }
    if let Some(reader) = &*reader.borrow() {
        reader.ask(&ToReader::ReportEnd, None);
    }
    Ok(())
}

fn report_row(lang: Lang, row: &ReportRow) -> Vec<String> {
    let texts = ReportColumn::ALL.map(|column| match column {
        ReportColumn::RowNo => row.row_no.to_string(),
        ReportColumn::Name => row.name.clone(),
        ReportColumn::DocumentNumber => row.document_number.clone(),
        ReportColumn::Course => row.course.clone(),
        ReportColumn::Kind => row.kind.clone(),
        ReportColumn::Class => row.class.clone(),
        ReportColumn::Fate => import::fate(lang, row.fate).to_owned(),
        ReportColumn::Explanation => explanation(lang, row),
    });
    texts.to_vec()
}

fn explanation(lang: Lang, row: &ReportRow) -> String {
    let mut lines: Vec<String> = change_lines(lang, &row.changes).collect();
    lines.extend(row.repeats_row.map(|other| import::repeats(lang, other)));
    lines.extend(row.problems.iter().map(|problem| import::problem_line(lang, problem)));
    lines.join(import::line_separator(lang))
}

/// Lets the browser save what the worker has written.
fn keep(lang: Lang, file_name: &str, answer: &Answer) -> Result<(), Problem> {
    let failed = || Problem::new(ErrorCode::Unavailable);
    let (FromReader::Report { format }, Some(bytes)) = (&answer.message, &answer.bytes) else {
        return Err(failed());
    };
    let (ending, media_type) = match format {
        ReportFormat::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ReportFormat::Csv => ("csv", "text/csv;charset=utf-8"),
    };
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    save_file(&import::report_name(lang, stem, ending), media_type, bytes).map_err(|_refused| failed())
}
