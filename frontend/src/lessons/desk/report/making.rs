//! Making a report: read as it is now, recorded by its hash, then shown as paper or kept as a file.

use std::cell::RefCell;
use std::rc::Rc;

use shared::error::{ErrorCode, Problem};
use shared::id::ClassId;
use shared::lang::Lang;
use shared::lessons::api::{ClassReport, RecordReport, RecordReportRequest};
use shared::lessons::report::to_text;
use shared::roster::messages::{FromReader, ReportFormat, ToReader};
use shared::time::Timestamp;
use yew::prelude::*;

use super::gather::{self, Stopped};
use super::hash::sha256;
use super::workbook::{Sheet, sheets};
use crate::i18n::lesson_report::{self, ReportText};
use crate::imports::{Answer, Reader};
use crate::staff::{Console, patiently, save_file, use_console};

/// Rows in one message to the worker.
const BATCH: usize = 500;
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Paper,
    File,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Reading,
    Evidence { done: usize, all: usize },
    Recording,
    Packing,
}

/// A report that was made and recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    pub what: What,
    pub report: Rc<ClassReport>,
    pub at: Timestamp,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Making {
    Idle,
    Running(Step),
    Failed(Problem),
    Made(Made),
}

/// What the page does with it.
pub struct Maker {
    pub state: Making,
    pub make: Callback<What>,
    /// Gives it up, or puts away what was made.
    pub stop: Callback<()>,
}

#[hook]
pub fn use_maker(id: ClassId, on_read: Callback<Rc<ClassReport>>) -> Maker {
    let console = use_console();
    let state = use_state(|| Making::Idle);
    let running = use_mut_ref(|| None::<Run>);
    {
        let running = Rc::clone(&running);
        use_effect_with((), move |()| move || drop(end(&running)));
    }
    let make = {
        let (state, running, console) = (state.setter(), Rc::clone(&running), console.clone());
        Callback::from(move |what: What| {
            end(&running);
            let run = Run {
                id,
                console: console.clone(),
                on_read: on_read.clone(),
                state: state.clone(),
                stopped: Stopped::default(),
                reader: Rc::default(),
            };
            running.replace(Some(run.clone()));
            wasm_bindgen_futures::spawn_local(async move {
                if let Err(problem) = run.make(what).await {
                    run.fail(problem);
                }
            });
        })
    };
    let stop = {
        let state = state.setter();
        Callback::from(move |()| {
            end(&running);
            state.set(Making::Idle);
        })
    };
    Maker { state: (*state).clone(), make, stop }
}

/// Whatever runs says nothing any more.
fn end(running: &RefCell<Option<Run>>) -> Option<Run> {
    let run = running.take()?;
    run.stopped.set(true);
    run.reader.take();
    Some(run)
}

#[derive(Clone)]
struct Run {
    id: ClassId,
    console: Console,
    /// The page shows what is handed out.
    on_read: Callback<Rc<ClassReport>>,
    state: UseStateSetter<Making>,
    stopped: Stopped,
    reader: Rc<RefCell<Option<Reader>>>,
}

impl Run {
    async fn make(&self, what: What) -> Result<(), Problem> {
        self.step(Step::Reading);
        let Some(report) = gather::report(self.id, &self.stopped, |_count| ()).await? else { return Ok(()) };
        let report = Rc::new(report);
        self.on_read.emit(Rc::clone(&report));
        let evidence = match what {
            What::Paper => Vec::new(),
            What::File => {
                let step = |done, all| self.step(Step::Evidence { done, all });
                let Some(evidence) = gather::evidence(&report, &self.stopped, step).await? else { return Ok(()) };
                evidence
            }
        };
        let sha256 = sha256(&to_text(&report));
        self.step(Step::Recording);
        let request = RecordReportRequest { class_id: self.id, sha256: sha256.clone() };
        let at = patiently::<RecordReport>(&request).await?.at;
        if self.stopped.get() {
            return Ok(());
        }
        let made = Made { what, report, at, sha256 };
        match what {
            What::Paper => {
                self.done(made);
                Ok(())
            }
            What::File => {
                self.step(Step::Packing);
                let sheets = sheets(self.console.lang, &made.report, made.at, &made.sha256, &evidence);
                self.write(sheets, made)
            }
        }
    }

    /// Hands the sheets to the worker, and lets the browser keep what it answers.
    fn write(&self, sheets: Vec<Sheet>, made: Made) -> Result<(), Problem> {
        let on_answer = {
            let run = self.clone();
            Callback::from(move |answer: Answer| match keep(run.console.lang, &made, &answer) {
                Ok(()) => run.done(made.clone()),
                Err(problem) => run.fail(problem),
            })
        };
        let reader = Reader::start(on_answer).ok_or_else(unavailable)?;
        for (index, Sheet { name, columns, mut rows }) in sheets.into_iter().enumerate() {
            let begin = if index == 0 {
                ToReader::ReportBegin { format: ReportFormat::Xlsx, sheet_name: name, columns }
            } else {
                ToReader::ReportSheet { sheet_name: name, columns }
            };
            reader.ask(&begin, None);
            while !rows.is_empty() {
                let rest = rows.split_off(rows.len().min(BATCH));
                reader.ask(&ToReader::ReportRows { rows }, None);
                rows = rest;
            }
        }
        reader.ask(&ToReader::ReportEnd, None);
        self.reader.replace(Some(reader));
        Ok(())
    }

    fn step(&self, step: Step) {
        if !self.stopped.get() {
            self.state.set(Making::Running(step));
        }
    }

    fn done(&self, made: Made) {
        if !self.stopped.get() {
            self.reader.take();
            let lang = self.console.lang;
            self.console.say.emit(lesson_report::recorded(lang, &made.at.to_minute_text()).into());
            self.state.set(Making::Made(made));
        }
    }

    fn fail(&self, problem: Problem) {
        if self.stopped.get() {
            return;
        }
        self.reader.take();
        if problem.code == ErrorCode::StaffSignInRequired {
            self.console.sign_in_again.emit(());
        }
        self.state.set(Making::Failed(problem));
    }
}

fn unavailable() -> Problem {
    Problem::new(ErrorCode::Unavailable)
}

fn keep(lang: Lang, made: &Made, answer: &Answer) -> Result<(), Problem> {
    if !matches!(answer.message, FromReader::Report { .. }) {
        return Err(unavailable());
    }
    let bytes = answer.bytes.as_ref().ok_or_else(unavailable)?;
    let name = lesson_report::file_name(lang, &made.report, made.at.day());
    save_file(&format!("{name}.xlsx"), XLSX, bytes).map_err(|_refused| unavailable())
}

impl Step {
    pub fn text(self, lang: Lang) -> String {
        match self {
            Self::Reading => ReportText::ReadingAgain.text(lang).to_owned(),
            Self::Evidence { done, all } => lesson_report::evidence(lang, done, all),
            Self::Recording => ReportText::Recording.text(lang).to_owned(),
            Self::Packing => ReportText::Packing.text(lang).to_owned(),
        }
    }
}
