//! The slides of a lesson: what there is, a PDF that takes its place, and how far that has come.

use std::collections::VecDeque;
use std::rc::Rc;

use shared::error::{ErrorCode, Problem};
use shared::id::MediaId;
use shared::lessons::api::{CourseLessons, StaffLesson};
use shared::lessons::slides::{FromSlides, MAX_PDF_BYTES, SlidesProblem};
use web_sys::File;
use yew::prelude::*;

use super::super::upload::{name_of, size_of};
use super::job::{Job, Next};
use super::tool::{Said, Tool};
use super::view::{View, slides_view};
use super::work::{Drawn, NotStored, change, forget, keep};
use crate::i18n::staff_slides::SlidesText;
use crate::staff::Console;

#[derive(Clone, PartialEq, Properties)]
pub struct SlidesDialogProps {
    pub console: Console,
    pub lesson: StaffLesson,
    pub on_changed: Callback<Rc<CourseLessons>>,
    pub on_close: Callback<()>,
}

/// Why there are no new slides.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    File(SlidesProblem),
    /// The tool did not start.
    NoTool,
    /// The browser makes no picture of a page.
    NoPicture,
    /// Goes on when asked to.
    Refused(Problem),
}

pub enum Msg {
    Chose(File),
    Said(Said),
    Stored(Drawn, Result<MediaId, NotStored>),
    Changed(Box<Result<CourseLessons, Problem>>),
    /// Pages that lack letters are to be used all the same.
    Accept,
    GoOn,
    AskRemove,
    Remove,
    /// Gives up what is under way, or leaves the question.
    Back,
    Close,
}

/// What is shown while no pages are on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    #[default]
    Choosing,
    Opening,
    /// It is asked whether the slides may go.
    Removing,
}

#[derive(Default)]
pub struct SlidesDialog {
    pub name: String,
    /// Before there are pages.
    pub face: Face,
    pub job: Option<Job>,
    pub trouble: Option<Trouble>,
    /// Pages on which letters are missing.
    pub lacking: Vec<u32>,
    pub accepted: bool,
    tool: Option<Tool>,
    waiting: VecDeque<Drawn>,
    /// A request is out; only one is at a time.
    busy: bool,
    /// Grows with every beginning and every giving up.
    turn: u32,
    answer: Option<CourseLessons>,
}

impl Component for SlidesDialog {
    type Message = (u32, Msg);
    type Properties = SlidesDialogProps;

    fn create(_ctx: &Context<Self>) -> Self {
        Self::default()
    }

    fn update(&mut self, ctx: &Context<Self>, (turn, message): Self::Message) -> bool {
        // News of what was given up: a page stored by then is forgotten too.
        if turn != self.turn {
            if let Msg::Stored(_, Ok(id)) = message {
                forget(vec![id]);
            }
            return false;
        }
        match message {
            Msg::Chose(file) => self.open(ctx, file),
            Msg::Said(said) => self.heard(ctx, said),
            Msg::Stored(_, Ok(id)) => {
                self.busy = false;
                if let Some(job) = &mut self.job {
                    job.was_stored(id);
                }
                self.pump(ctx);
            }
            Msg::Stored(drawn, Err(why)) => {
                self.busy = false;
                self.waiting.push_front(drawn);
                self.stop(
                    ctx,
                    match why {
                        NotStored::NoPicture => Trouble::NoPicture,
                        NotStored::Refused(problem) => Trouble::Refused(problem),
                    },
                );
            }
            Msg::Changed(answer) => self.changed_one(ctx, *answer),
            Msg::Accept => {
                self.accepted = true;
                self.pump(ctx);
            }
            Msg::GoOn => {
                self.trouble = None;
                self.pump(ctx);
            }
            Msg::AskRemove => self.face = Face::Removing,
            Msg::Remove => {
                self.begin();
                self.job = Some(Job::new(0, &former(&ctx.props().lesson)));
                self.pump(ctx);
            }
            Msg::Back => self.give_up(),
            Msg::Close => {
                if !self.is_working() {
                    ctx.props().on_close.emit(());
                }
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let turn = self.turn;
        let send = ctx.link().callback(move |message: Msg| (turn, message));
        slides_view(&View { props: ctx.props(), state: self, send })
    }
}

impl SlidesDialog {
    /// Something is under way that closing the dialog would break off.
    pub fn is_working(&self) -> bool {
        self.face == Face::Opening || self.job.is_some()
    }

    /// Everything is stored, and a person has to look at what is missing.
    pub fn asks_acceptance(&self) -> bool {
        let ready = self.job.as_ref().is_some_and(|job| matches!(job.next(), Next::Use(_)) && !job.is_changing());
        ready && !self.accepted && !self.lacking.is_empty()
    }

    fn begin(&mut self) {
        *self = Self { turn: self.turn.wrapping_add(1), ..Self::default() };
    }

    fn open(&mut self, ctx: &Context<Self>, file: File) {
        self.begin();
        self.name = name_of(&file);
        if size_of(&file) > MAX_PDF_BYTES {
            self.trouble = Some(Trouble::File(SlidesProblem::TooManyBytes));
            return;
        }
        let turn = self.turn;
        self.tool = Tool::open(file, ctx.link().callback(move |said| (turn, Msg::Said(said))));
        match self.tool {
            Some(_) => self.face = Face::Opening,
            None => self.trouble = Some(Trouble::NoTool),
        }
    }

    fn heard(&mut self, ctx: &Context<Self>, said: Said) {
        match said.message {
            FromSlides::Ready => {}
            FromSlides::Opened { pages } => {
                self.face = Face::Choosing;
                self.job = Some(Job::new(pages, &former(&ctx.props().lesson)));
                self.pump(ctx);
            }
            FromSlides::Drawn { page, width, height, lacks_font } => {
                let (Some(job), Some(pixels)) = (&mut self.job, said.pixels) else { return };
                job.was_drawn();
                if lacks_font {
                    self.lacking.push(page);
                }
                self.waiting.push_back(Drawn { page, width, height, pixels });
                self.pump(ctx);
            }
            FromSlides::Failed { problem } => {
                self.give_up();
                self.trouble = Some(if said.never_started { Trouble::NoTool } else { Trouble::File(problem) });
            }
        }
    }

    /// Draws, stores, takes into use: whatever there is room for.
    fn pump(&mut self, ctx: &Context<Self>) {
        let Some(job) = self.job.as_mut().filter(|_| self.trouble.is_none()) else { return };
        if let (Some(tool), Some(page)) = (&self.tool, job.draw()) {
            tool.draw(page);
        }
        if self.busy {
            return;
        }
        let (turn, next) = (self.turn, job.next());
        if let Some(drawn) = self.waiting.pop_front() {
            self.busy = true;
            let (id, name) = (ctx.props().lesson.id, self.name.clone());
            ctx.link().send_future(async move {
                let stored = keep(id, &name, &drawn).await;
                (turn, Msg::Stored(drawn, stored))
            });
        } else if next == Next::Done {
            self.end(ctx);
        } else if next != Next::Nothing && !self.asks_acceptance() {
            self.busy = true;
            ctx.link().send_future_batch(async move {
                change(next).await.map(|answer| (turn, Msg::Changed(Box::new(answer))))
            });
        }
    }

    fn changed_one(&mut self, ctx: &Context<Self>, answer: Result<CourseLessons, Problem>) {
        self.busy = false;
        match answer {
            Ok(answer) => {
                self.answer = Some(answer);
                if let Some(job) = &mut self.job {
                    job.was_done();
                }
                self.pump(ctx);
            }
            Err(problem) => self.stop(ctx, Trouble::Refused(problem)),
        }
    }

    fn stop(&mut self, ctx: &Context<Self>, trouble: Trouble) {
        if matches!(&trouble, Trouble::Refused(problem) if problem.code == ErrorCode::StaffSignInRequired) {
            ctx.props().console.sign_in_again.emit(());
        }
        self.trouble = Some(trouble);
    }

    fn give_up(&mut self) {
        let unused = self.job.as_ref().map(Job::unused).unwrap_or_default();
        forget(unused);
        self.begin();
    }

    fn end(&mut self, ctx: &Context<Self>) {
        let props = ctx.props();
        let removed = self.job.as_ref().is_some_and(|job| job.pages() == 0);
        let words = if removed { SlidesText::Removed } else { SlidesText::Saved };
        props.console.say_text(words.text(props.console.lang));
        if let Some(answer) = self.answer.take() {
            props.on_changed.emit(Rc::new(answer));
        }
        props.on_close.emit(());
    }
}

fn former(lesson: &StaffLesson) -> Vec<MediaId> {
    lesson.slides.iter().map(|slide| slide.id).collect()
}
