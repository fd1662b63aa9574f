//! From a file to a staged import: read by the worker, looked at by a person, sent in small requests.

use std::collections::VecDeque;

use shared::error::{ErrorCode, Problem};
use shared::id::ImportId;
use shared::imports::ImportKind;
use shared::imports::api::{
    BeginImport, BeginImportRequest, FindMapping, FindMappingRequest, FinishUpload, FinishUploadRequest, ImportSummary,
    MAX_SKIPPED, UploadRows, UploadRowsRequest,
};
use shared::roster::columns::Mapping;
use shared::roster::messages::{FromReader, MAX_FILE_BYTES, ReadError, ToReader};
use shared::roster::row::{RawRow, SkipReason, SkippedRows};
use wasm_bindgen::JsCast as _;
use web_sys::File;
use yew::prelude::*;

use super::choose_view::{Choice, ChooseView};
use super::read_failed::ReadFailed;
use super::reader::{Answer, Reader};
use crate::hooks::call;
use crate::i18n::import::{self, ImportText};
use crate::staff::{Console, patiently, problem_summary};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Mood, ProgressBar, ResultFace};

#[derive(Clone, PartialEq, Properties)]
pub struct RosterUploadProps {
    pub console: Console,
    pub file: File,
    /// All rows are at the portal, or the same file's unfinished import was found further on.
    pub on_finished: Callback<ImportSummary>,
    /// Another file, or none.
    pub on_close: Callback<()>,
}

enum Stage {
    Reading,
    /// The worker did not start.
    ReaderMissing,
    Refused(ReadError),
    Choosing(Choice),
    Sending(Sending),
}

/// Rows on their way.
struct Sending {
    choice: Choice,
    import: Option<ImportId>,
    queue: VecDeque<Vec<RawRow>>,
    skipped: Vec<SkippedRows>,
    sent: i64,
    total: i64,
    all_read: bool,
    /// A request is out; only one is at a time.
    busy: bool,
    /// Sending has stopped; goes on when asked to.
    problem: Option<Problem>,
}

pub enum Msg {
    Answered(Answer),
    Remembered(ImportKind, String, Option<Mapping>),
    Look {
        sheet: usize,
        header_row: Option<u32>,
        kind: Option<ImportKind>,
    },
    Chose(Choice),
    Send,
    Began(Result<ImportSummary, Problem>),
    /// A request of this many rows was answered; they come back when it failed.
    Uploaded(Vec<RawRow>, Result<ImportSummary, Problem>),
    Finished(Result<ImportSummary, Problem>),
    GoOn,
    Back,
}

pub struct RosterUpload {
    reader: Option<Reader>,
    stage: Stage,
}

impl Component for RosterUpload {
    type Message = Msg;
    type Properties = RosterUploadProps;

    fn create(ctx: &Context<Self>) -> Self {
        let file = &ctx.props().file;
        // Larger files are not even handed to the worker.
        let too_large = file.size() > f64::from(u32::try_from(MAX_FILE_BYTES).unwrap_or(u32::MAX));
        let reader = (!too_large).then(|| Reader::start(ctx.link().callback(Msg::Answered))).flatten();
        let stage = match &reader {
            Some(reader) => {
                reader.ask(&ToReader::Open { file_name: file.name() }, Some(file.unchecked_ref()));
                Stage::Reading
            }
            None if too_large => Stage::Refused(ReadError::TooLarge),
            None => Stage::ReaderMissing,
        };
        Self { reader, stage }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Answered(answer) if answer.never_started => self.stage = Stage::ReaderMissing,
            Msg::Answered(answer) => self.answered(ctx, answer.message),
            Msg::Remembered(kind, fingerprint, Some(mapping)) => self.remembered(kind, &fingerprint, mapping),
            Msg::Remembered(_, _, None) => {}
            Msg::Look { sheet, header_row, kind } => {
                self.stage = Stage::Reading;
                self.ask(&ToReader::Look { sheet, header_row, kind });
            }
            Msg::Chose(choice) => self.stage = Stage::Choosing(choice),
            Msg::Send => self.send(),
            Msg::Began(answer) => self.began(ctx, answer),
            Msg::Uploaded(rows, answer) => self.uploaded(ctx, rows, answer),
            Msg::Finished(answer) => self.finished(ctx, answer),
            Msg::GoOn => {
                if let Stage::Sending(sending) = &mut self.stage {
                    sending.problem = None;
                }
                self.go_on(ctx);
            }
            Msg::Back => {
                if let Stage::Sending(sending) = &self.stage {
                    self.stage = Stage::Choosing(sending.choice.clone());
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let lang = ctx.props().console.lang;
        let close = ctx.props().on_close.reform(|_: MouseEvent| ());
        match &self.stage {
            Stage::Reading => html! {
                <Card title={ctx.props().file.name()}>
                    <ProgressBar label={ImportText::Reading.text(lang)} />
                    <Button onclick={close}>{ ImportText::OtherFile.text(lang) }</Button>
                </Card>
            },
            Stage::ReaderMissing => html! {
                <ResultFace mood={Mood::Warn} title={ImportText::ReaderMissing.text(lang)}>
                    <p>{ ImportText::ReaderMissingAdvice.text(lang) }</p>
                    <Button onclick={close}>{ ImportText::Back.text(lang) }</Button>
                </ResultFace>
            },
            Stage::Refused(error) => html! {
                <ReadFailed {lang} error={*error} file_name={ctx.props().file.name()} on_close={ctx.props().on_close.clone()} />
            },
            Stage::Choosing(choice) => html! {
                <ChooseView
                    {lang}
                    file_name={ctx.props().file.name()}
                    choice={choice.clone()}
                    on_look={ctx.link().callback(|(sheet, header_row, kind)| Msg::Look { sheet, header_row, kind })}
                    on_change={ctx.link().callback(Msg::Chose)}
                    on_send={ctx.link().callback(|()| Msg::Send)}
                    on_close={ctx.props().on_close.clone()}
                />
            },
            Stage::Sending(sending) => sending_view(ctx, sending),
        }
    }
}

fn sending_view(ctx: &Context<RosterUpload>, sending: &Sending) -> Html {
    let lang = ctx.props().console.lang;
    html! {
        <Card title={ctx.props().file.name()}>
            <ProgressBar
                label={import::uploading(lang, sending.sent, sending.total)}
                value={sending.sent}
                max={sending.total.max(1)}
            />
            if let Some(problem) = &sending.problem {
                { problem_summary(lang, Some(problem), &[]) }
                <p>{ ImportText::UploadStopped.text(lang) }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} onclick={ctx.link().callback(|_: MouseEvent| Msg::GoOn)}>
                        { ImportText::GoOn.text(lang) }
                    </Button>
                    <Button onclick={ctx.link().callback(|_: MouseEvent| Msg::Back)}>{ ImportText::Back.text(lang) }</Button>
                </ButtonRow>
            } else {
                <p>{ ImportText::UploadAdvice.text(lang) }</p>
            }
        </Card>
    }
}

impl RosterUpload {
    fn ask(&self, message: &ToReader) {
        if let Some(reader) = &self.reader {
            reader.ask(message, None);
        }
    }

    fn answered(&mut self, ctx: &Context<Self>, message: FromReader) {
        match message {
            FromReader::Opened { sheets, guess, file_hash } => {
                let choice = Choice::new(sheets, guess, file_hash);
                if let Some(header) = &choice.header {
                    let (kind, fingerprint) = (choice.kind, header.fingerprint.clone());
                    ctx.link().send_future(async move {
                        let request = FindMappingRequest { kind, header_fingerprint: fingerprint.clone() };
                        // Without it the guess stands, as for a header never seen before.
                        Msg::Remembered(kind, fingerprint, call::<FindMapping>(&request, "").await.ok().flatten())
                    });
                }
                self.stage = Stage::Choosing(choice);
            }
            FromReader::Rows { rows, skipped, total, last, .. } => {
                let Stage::Sending(sending) = &mut self.stage else { return };
                sending.total = i64::from(total);
                sending.all_read = last;
                sending.skipped.extend(skipped);
                if !rows.is_empty() {
                    sending.queue.push_back(rows);
                }
                self.go_on(ctx);
            }
            FromReader::Failed { error } => self.stage = Stage::Refused(error),
            FromReader::Ready | FromReader::Report { .. } | FromReader::Packed => {}
        }
    }

    fn remembered(&mut self, kind: ImportKind, fingerprint: &str, mapping: Mapping) {
        if let Stage::Choosing(choice) = &mut self.stage
            && choice.kind == kind
            && choice.header.as_ref().is_some_and(|header| header.fingerprint == fingerprint)
            && !choice.touched
        {
            choice.mapping = mapping;
            choice.remembered = true;
        }
    }

    /// The person has looked: now all rows are read.
    fn send(&mut self) {
        let Stage::Choosing(choice) = &self.stage else { return };
        let Some(header) = &choice.header else { return };
        self.ask(&ToReader::Map {
            kind: choice.kind,
            sheet: choice.sheet,
            header_row: header.row,
            mapping: choice.mapping.clone(),
            constants: choice.constants(),
        });
        self.stage = Stage::Sending(Sending {
            choice: choice.clone(),
            import: None,
            queue: VecDeque::new(),
            skipped: Vec::new(),
            sent: 0,
            total: 0,
            all_read: false,
            busy: false,
            problem: None,
        });
    }

    /// Sends what is next: the beginning, some rows, the end.
    fn go_on(&mut self, ctx: &Context<Self>) {
        let Stage::Sending(sending) = &mut self.stage else { return };
        if sending.busy || sending.problem.is_some() {
            return;
        }
        if sending.total == 0 {
            if sending.all_read {
                let mut choice = sending.choice.clone();
                choice.no_rows = true;
                self.stage = Stage::Choosing(choice);
            }
            return;
        }
        let Some(id) = sending.import else {
            sending.busy = true;
            let request = begin_request(&ctx.props().file, sending);
            ctx.link().send_future(async move { Msg::Began(patiently::<BeginImport>(&request).await) });
            return;
        };
        if let Some(rows) = sending.queue.pop_front() {
            sending.busy = true;
            ctx.link().send_future(async move {
                let request = UploadRowsRequest { id, rows };
                let answer = patiently::<UploadRows>(&request).await;
                Msg::Uploaded(request.rows, answer)
            });
        } else if sending.all_read {
            sending.busy = true;
            let request = FinishUploadRequest { id, skipped: worth_telling(&sending.skipped) };
            ctx.link().send_future(async move { Msg::Finished(patiently::<FinishUpload>(&request).await) });
        }
    }

    fn began(&mut self, ctx: &Context<Self>, answer: Result<ImportSummary, Problem>) {
        let Stage::Sending(sending) = &mut self.stage else { return };
        sending.busy = false;
        match answer {
            // The same file was here before and got further.
            Ok(summary) if !summary.state.may_upload() => {
                self.reader = None;
                ctx.props().on_finished.emit(summary);
            }
            Ok(summary) => {
                sending.import = Some(summary.id);
                self.go_on(ctx);
            }
            Err(problem) => stop(ctx, sending, problem),
        }
    }

    fn uploaded(&mut self, ctx: &Context<Self>, rows: Vec<RawRow>, answer: Result<ImportSummary, Problem>) {
        let Stage::Sending(sending) = &mut self.stage else { return };
        sending.busy = false;
        match answer {
            Ok(_) => {
                sending.sent += i64::try_from(rows.len()).unwrap_or_default();
                self.go_on(ctx);
            }
            Err(problem) => {
                sending.queue.push_front(rows);
                stop(ctx, sending, problem);
            }
        }
    }

    fn finished(&mut self, ctx: &Context<Self>, answer: Result<ImportSummary, Problem>) {
        let Stage::Sending(sending) = &mut self.stage else { return };
        sending.busy = false;
        match answer {
            Ok(summary) => {
                self.reader = None;
                ctx.props().on_finished.emit(summary);
            }
            Err(problem) => stop(ctx, sending, problem),
        }
    }
}

fn stop(ctx: &Context<RosterUpload>, sending: &mut Sending, problem: Problem) {
    if problem.code == ErrorCode::StaffSignInRequired {
        ctx.props().console.sign_in_again.emit(());
    }
    sending.problem = Some(problem);
}

/// Blank rows are nobody's concern.
fn worth_telling(skipped: &[SkippedRows]) -> Vec<SkippedRows> {
    skipped.iter().filter(|rows| rows.reason != SkipReason::Blank).take(MAX_SKIPPED).copied().collect()
}

fn begin_request(file: &File, sending: &Sending) -> BeginImportRequest {
    let choice = &sending.choice;
    BeginImportRequest {
        kind: choice.kind,
        file_name: file.name(),
        file_hash: choice.file_hash.clone(),
        total_rows: sending.total,
        header_fingerprint: choice.header.as_ref().map(|header| header.fingerprint.clone()).unwrap_or_default(),
        mapping: choice.mapping.clone(),
        sheet: u32::try_from(choice.sheet).unwrap_or_default(),
        header_row: choice.header.as_ref().map_or(0, |header| header.row),
        constants: choice.constants(),
    }
}
