//! The export for the authority: the class list and the photos, packed by the worker, kept by the browser. Nothing of it is
//! ever stored on the portal.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use gloo::net::http::Request;
use shared::certificates::regime::StageKey;
use shared::error::{ErrorCode, FieldCode, Problem};
use shared::id::{ClassId, FileId};
use shared::items::api::{ClassStage, ExportClass, ExportClassRequest, ExportPage, ExportRow};
use shared::items::export::FileNames;
use shared::lang::Lang;
use shared::roster::messages::{FromReader, ReportFormat, ReportHeading, ToReader};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use crate::hooks::{call, new_key};
use crate::i18n::items::{self, StaffItemText};
use crate::i18n::staff::document_kind;
use crate::imports::{Answer, Reader};
use crate::staff::{field_error, problem_summary, save_file, use_console};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, CheckboxField, Field, FieldGroup, FormMessage, MessageKind, ProgressBar,
    SentForm, muted,
};

#[derive(Clone, PartialEq, Properties)]
pub struct ExportCardProps {
    pub id: ClassId,
    /// Somebody lacks something.
    pub incomplete: bool,
    /// Open cases by stage.
    pub stages: Vec<ClassStage>,
}

/// The usual ones, and how each of these was ticked otherwise.
fn chosen(stages: &[ClassStage], ticks: &BTreeMap<StageKey, bool>) -> Vec<StageKey> {
    let ticked = |stage: &&ClassStage| ticks.get(&stage.key).copied().unwrap_or(stage.is_before_results());
    stages.iter().filter(ticked).map(|stage| stage.key).collect()
}

/// How far an export has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Reading,
    Photos { done: usize, all: usize },
    Packing,
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    Archive,
    List,
}

/// Where a running export says how it goes.
#[derive(Clone)]
struct Progress {
    lang: Lang,
    step: UseStateHandle<Option<Step>>,
    problem: UseStateHandle<Option<Problem>>,
    reader: Rc<RefCell<Option<Reader>>>,
}

#[component]
pub fn ExportCard(props: &ExportCardProps) -> Html {
    let console = use_console();
    let (lang, id) = (console.lang, props.id);
    let reason = use_state(String::new);
    let ticks = use_state(BTreeMap::<StageKey, bool>::new);
    let stages = chosen(&props.stages, &ticks);
    let progress = Progress {
        lang,
        step: use_state(|| None),
        problem: use_state(|| None),
        reader: use_mut_ref(|| None::<Reader>),
    };
    let open: i64 = props.stages.iter().map(|stage| stage.open).sum();
    let takes: i64 = props.stages.iter().filter(|stage| stages.contains(&stage.key)).map(|stage| stage.open).sum();
    let nobody = takes == 0;
    let start = |what: What| {
        let (progress, reason, console) = (progress.clone(), reason.clone(), console.clone());
        let stages = stages.clone();
        Callback::from(move |()| {
            // No stage at all would mean every one.
            if progress.step.is_some() || nobody {
                return;
            }
            progress.step.set(Some(Step::Reading));
            progress.problem.set(None);
            let (progress, reason, console) = (progress.clone(), (*reason).clone(), console.clone());
            let request = ExportClassRequest { id, reason, stages: stages.clone(), after: None };
            wasm_bindgen_futures::spawn_local(async move {
                let say = console.clone();
                let done = Callback::from(move |()| say.say_text(StaffItemText::ExportDone.text(lang)));
                if let Err(problem) = export(&progress, request, what, done).await {
                    if problem.code == ErrorCode::StaffSignInRequired {
                        console.sign_in_again.emit(());
                    }
                    progress.stop(Some(problem));
                }
            });
        })
    };
    let oninput = {
        let reason = reason.clone();
        Callback::from(move |typed| reason.set(typed))
    };
    let (archive, list) = (start(What::Archive), start(What::List));
    let problem = progress.problem.as_ref();
    let pending = progress.step.is_some();
    let label = StaffItemText::ExportReason.text(lang);
    html! {
        <Card title={StaffItemText::ExportTitle.text(lang)}>
            if props.incomplete {
                <FormMessage kind={MessageKind::Act}>{ StaffItemText::ExportAnyway.text(lang) }</FormMessage>
            }
            { muted(StaffItemText::ExportMeaning.text(lang).into()) }
            <SentForm onsubmit={archive}>
                { problem_summary(lang, problem, &[("reason", label)]) }
                <Field
                    name="reason" {label} hint={StaffItemText::ExportReasonHint.text(lang)} required=true max_length=100
                    value={(*reason).clone()} {oninput} error={field_error(lang, problem, "reason")}
                />
                <FieldGroup id="stages" label={StaffItemText::ExportStages.text(lang)}>
                    { muted(StaffItemText::ExportStagesHint.text(lang).into()) }
                    { for props.stages.iter().map(|stage| {
                        let key = stage.key;
                        let onchange = {
                            let ticks = ticks.clone();
                            Callback::from(move |on| {
                                let mut next = (*ticks).clone();
                                next.insert(key, on);
                                ticks.set(next);
                            })
                        };
                        html! {
                            <CheckboxField name={format!("stage-{}", key.code())} checked={stages.contains(&key)} {onchange}>
                                { items::stage_choice(lang, stage.name.in_lang(lang), stage.open) }
                            </CheckboxField>
                        }
                    }) }
                    <p role="status">{ items::export_takes(lang, takes, open) }</p>
                </FieldGroup>
                if let Some(step) = *progress.step { { step_bar(lang, step) } }
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} submit=true disabled={nobody} {pending}>{ StaffItemText::ExportZip.text(lang) }</Button>
                    <Button disabled={nobody} {pending} onclick={list.reform(|_: MouseEvent| ())}>{ StaffItemText::ExportXlsx.text(lang) }</Button>
                </ButtonRow>
            </SentForm>
        </Card>
    }
}

fn step_bar(lang: Lang, step: Step) -> Html {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    match step {
        Step::Reading => html! { <ProgressBar label={StaffItemText::ExportReading.text(lang)} /> },
        Step::Packing => html! { <ProgressBar label={StaffItemText::ExportPacking.text(lang)} /> },
        Step::Photos { done, all } => html! {
            <ProgressBar label={items::export_photos(lang, done, all)} value={count(done)} max={count(all)} />
        },
    }
}

impl Progress {
    fn stop(&self, problem: Option<Problem>) {
        *self.reader.borrow_mut() = None;
        self.problem.set(problem);
        self.step.set(None);
    }

    fn ask(&self, message: &ToReader, attachment: Option<&JsValue>) {
        // Gone: the page was left.
        if let Some(reader) = &*self.reader.borrow() {
            reader.ask(message, attachment);
        }
    }
}

fn unavailable() -> Problem {
    Problem::new(ErrorCode::Unavailable)
}

/// Reads the class, hands list and photos to the worker, and lets the browser keep what it answers.
async fn export(
    progress: &Progress,
    request: ExportClassRequest,
    what: What,
    done: Callback<()>,
) -> Result<(), Problem> {
    let lang = progress.lang;
    let (page, rows) = read_class(request).await?;
    let name = items::export_name(lang, &page.course, &page.class_code);
    let on_answer = {
        let (progress, name) = (progress.clone(), name.clone());
        Callback::from(move |answer: Answer| {
            let kept = keep(&name, &answer);
            if kept.is_ok() {
                done.emit(());
            }
            progress.stop(kept.err());
        })
    };
    *progress.reader.borrow_mut() = Some(Reader::start(on_answer).ok_or_else(unavailable)?);
    let mut names = FileNames::default();
    let photos: Vec<Option<(FileId, String)>> =
        rows.iter().map(|row| row.photo.map(|photo| (photo, names.photo(&row.document_number)))).collect();
    write_list(progress, &rows, &photos);
    if what == What::List {
        progress.ask(&ToReader::ReportEnd, None);
        return Ok(());
    }
    progress.ask(&ToReader::PackBegin, None);
    progress.ask(&ToReader::PackReport { name: format!("{name}.xlsx") }, None);
    let photos: Vec<_> = photos.into_iter().flatten().collect();
    let all = photos.len();
    for (done, (photo, file)) in photos.into_iter().enumerate() {
        progress.step.set(Some(Step::Photos { done, all }));
        let blob = fetch(photo).await?;
        let name = format!("{}/{file}", StaffItemText::PhotoFolder.text(lang));
        progress.ask(&ToReader::PackFile { name }, Some(&blob));
    }
    progress.step.set(Some(Step::Packing));
    progress.ask(&ToReader::PackEnd, None);
    Ok(())
}

/// All pages of the class. The first one for what they have in common.
async fn read_class(mut request: ExportClassRequest) -> Result<(ExportPage, Vec<ExportRow>), Problem> {
    if request.reason.trim().is_empty() {
        // Nobody is looked up for a form that is not filled in.
        let error = shared::error::FieldError { field: "reason".to_owned(), code: FieldCode::Required };
        return Err(Problem::invalid(vec![error]));
    }
    let mut first = call::<ExportClass>(&request, &new_key()).await?;
    let mut rows = std::mem::take(&mut first.rows);
    request.after.clone_from(&first.next);
    while request.after.is_some() {
        let page = call::<ExportClass>(&request, &new_key()).await?;
        rows.extend(page.rows);
        request.after = page.next;
    }
    Ok((first, rows))
}

/// The list as a report: what is missing on the first sheet, everybody on the second.
fn write_list(progress: &Progress, rows: &[ExportRow], photos: &[Option<(FileId, String)>]) {
    let lang = progress.lang;
    let texts = |row: &ExportRow| row.missing.iter().map(|kind| items::kind(lang, *kind)).collect::<Vec<_>>();
    let missing: Vec<Vec<String>> = rows
        .iter()
        .filter(|row| !row.missing.is_empty())
        .enumerate()
        .map(|(index, row)| {
            let lacks = texts(row).join(items::list_separator(lang));
            vec![(index + 1).to_string(), row.name.clone(), row.document_number.clone(), row.phone.clone(), lacks]
        })
        .collect();
    let heading = |text: StaffItemText, width: u16| ReportHeading { text: text.text(lang).to_owned(), width };
    let sheet_name = |text: StaffItemText| text.text(lang).to_owned();
    let list_columns = vec![
        heading(StaffItemText::ColumnNo, 6),
        heading(StaffItemText::ColumnName, 14),
        heading(StaffItemText::ColumnDocumentKind, 16),
        heading(StaffItemText::ColumnDocument, 24),
        heading(StaffItemText::ColumnPhone, 16),
        heading(StaffItemText::ColumnEmployer, 30),
        heading(StaffItemText::ColumnPhoto, 28),
        heading(StaffItemText::ColumnMissing, 40),
    ];
    let list = rows.iter().zip(photos).enumerate().map(|(index, (row, photo))| {
        let lacks = texts(row).join(items::list_separator(lang));
        vec![
            (index + 1).to_string(),
            row.name.clone(),
            document_kind(lang, row.document_kind).to_owned(),
            row.document_number.clone(),
            row.phone.clone(),
            row.employer.clone(),
            photo.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            if lacks.is_empty() { StaffItemText::Complete.text(lang).to_owned() } else { lacks },
        ]
    });
    let format = ReportFormat::Xlsx;
    if missing.is_empty() {
        let begin =
            ToReader::ReportBegin { format, sheet_name: sheet_name(StaffItemText::SheetList), columns: list_columns };
        progress.ask(&begin, None);
    } else {
        let columns = vec![
            heading(StaffItemText::ColumnNo, 6),
            heading(StaffItemText::ColumnName, 14),
            heading(StaffItemText::ColumnDocument, 24),
            heading(StaffItemText::ColumnPhone, 16),
            heading(StaffItemText::ColumnMissing, 40),
        ];
        let begin = ToReader::ReportBegin { format, sheet_name: sheet_name(StaffItemText::SheetMissing), columns };
        progress.ask(&begin, None);
        progress.ask(&ToReader::ReportRows { rows: missing }, None);
        let next = ToReader::ReportSheet { sheet_name: sheet_name(StaffItemText::SheetList), columns: list_columns };
        progress.ask(&next, None);
    }
    progress.ask(&ToReader::ReportRows { rows: list.collect() }, None);
}

/// The bytes of a photo, as the browser holds them.
async fn fetch(photo: FileId) -> Result<JsValue, Problem> {
    let response = Request::get(&format!("/staff/files/{photo}")).send().await;
    let response = response.map_err(|_network| unavailable())?;
    if !response.ok() {
        let text = response.text().await.unwrap_or_default();
        return Err(serde_json::from_str(&text).unwrap_or_else(|_foreign| unavailable()));
    }
    let response: web_sys::Response = response.into();
    let blob = response.blob().map_err(|_used| unavailable())?;
    JsFuture::from(blob).await.map_err(|_network| unavailable())
}

/// Lets the browser keep what the worker has made.
fn keep(name: &str, answer: &Answer) -> Result<(), Problem> {
    let (ending, media_type) = match answer.message {
        FromReader::Packed => ("zip", "application/zip"),
        FromReader::Report { .. } => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        _ => return Err(unavailable()),
    };
    let bytes = answer.bytes.as_ref().ok_or_else(unavailable)?;
    save_file(&format!("{name}.{ending}"), media_type, bytes).map_err(|_refused| unavailable())
}
