//! A film from the sender's disk to the portal. Looked at first: nothing is sent that phones cannot play. A broken line
//! is waited for, a closed page goes on with the same file.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use shared::error::{ErrorCode, Problem};
use shared::id::{LessonId, MediaId};
use shared::lessons::MediaPurpose;
use shared::lessons::api::{BeginMedia, CourseLessons, DropMedia, FinishMedia, MediaForm, MediaRef, MediaUpload};
use web_sys::{Blob, File};
use yew::prelude::*;

use super::bytes::{Unreadable, name_of, sha256, size_of, slice};
use super::film::{Film, Refusal, check};
use super::part::{PartNews, Sending};
use super::plan::{Comparison, Job};
use super::refused::Refused;
use super::run::{Halt, Run, passes};
use super::sending::{failed_view, sending_view, waiting_view};
use crate::i18n::staff_lesson_files::FileText;
use crate::staff::{Console, after, every, patiently};

#[derive(Clone, PartialEq, Properties)]
pub struct VideoUploadProps {
    pub console: Console,
    pub lesson_id: LessonId,
    pub file: File,
    /// The film is in use, or the upload was given up.
    pub on_changed: Callback<Rc<CourseLessons>>,
    /// Another file, or none.
    pub on_close: Callback<()>,
}

pub enum Stage {
    Checking,
    Refused(Refusal),
    Beginning,
    Sending(Box<Run>),
    Finishing(MediaId),
    /// Announcing it, or taking it into use, was refused.
    Failed {
        problem: Problem,
        id: Option<MediaId>,
    },
}

/// Whether to give up is asked, or under way.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum GivingUp {
    #[default]
    No,
    Asked(Option<Problem>),
    Pending,
}

pub enum Msg {
    Checked(Result<Film, Refusal>),
    Began(Result<MediaUpload, Problem>),
    /// A stored part was read: whether it is the same.
    Compared(u32, i64, Result<bool, Unreadable>),
    /// A part to send was read.
    Read(u32, i64, Result<(Blob, String), Unreadable>),
    News(u32, i64, PartNews),
    Tick,
    /// A wait is over, if it is still that one.
    Again(u32),
    Online,
    Pause,
    GoOn,
    AskGiveUp,
    KeepOn,
    GiveUp,
    GaveUp(Result<CourseLessons, Problem>),
    Finished(Result<CourseLessons, Problem>),
}

pub struct VideoUpload {
    pub film: Option<Film>,
    pub stage: Stage,
    pub giving_up: GivingUp,
    _online: Option<EventListener>,
    /// Asks before the page is closed.
    guard: Option<EventListener>,
}

impl Component for VideoUpload {
    type Message = Msg;
    type Properties = VideoUploadProps;

    fn create(ctx: &Context<Self>) -> Self {
        let file = ctx.props().file.clone();
        ctx.link().send_future(async move { Msg::Checked(check(&file).await) });
        let online = ctx.link().callback(|()| Msg::Online);
        let listen = |window: web_sys::Window| EventListener::new(&window, "online", move |_| online.emit(()));
        Self {
            film: None,
            stage: Stage::Checking,
            giving_up: GivingUp::No,
            _online: web_sys::window().map(listen),
            guard: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Self::Properties) -> bool {
        if ctx.props().console.sign_ins != old.console.sign_ins {
            match &self.stage {
                Stage::Sending(run) if run.wants_sign_in() => self.go_on(ctx),
                Stage::Failed { problem, .. } if problem.code == ErrorCode::StaffSignInRequired => self.go_on(ctx),
                _ => {}
            }
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Checked(Ok(film)) => {
                self.film = Some(film);
                self.begin(ctx);
            }
            Msg::Checked(Err(refusal)) => self.stage = Stage::Refused(refusal),
            Msg::Began(Ok(upload)) => self.began(ctx, &upload),
            Msg::Began(Err(problem)) => self.fail(ctx, problem, None),
            Msg::Compared(turn, part, same) => self.compared(ctx, turn, part, same),
            Msg::Read(turn, part, read) => self.send(ctx, turn, part, read),
            Msg::News(turn, part, news) => self.heard(ctx, turn, part, news),
            Msg::Tick => self.tick(ctx),
            Msg::Again(turn) => {
                if matches!(&self.stage, Stage::Sending(run) if run.is_waiting() && run.turn == turn) {
                    self.go_on(ctx);
                }
            }
            Msg::Online => {
                if matches!(&self.stage, Stage::Sending(run) if run.is_waiting()) {
                    self.go_on(ctx);
                }
            }
            Msg::Pause => self.halt(Halt::Paused),
            Msg::GoOn => self.go_on(ctx),
            Msg::AskGiveUp => self.giving_up = GivingUp::Asked(None),
            Msg::KeepOn => self.giving_up = GivingUp::No,
            Msg::GiveUp => self.give_up(ctx),
            Msg::GaveUp(Err(problem)) => {
                tell_lost_session(ctx, &problem);
                self.giving_up = GivingUp::Asked(Some(problem));
            }
            Msg::GaveUp(Ok(answer)) => self.end(ctx, answer, FileText::UploadDropped),
            Msg::Finished(Ok(answer)) => self.end(ctx, answer, FileText::VideoDone),
            Msg::Finished(Err(problem)) => {
                // Then it is announced again, which says what is there.
                let id = self.media().filter(|_| problem.code != ErrorCode::UploadIncomplete);
                self.fail(ctx, problem, id);
            }
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let lang = ctx.props().console.lang;
        let name = AttrValue::from(ctx.props().file.name());
        match &self.stage {
            Stage::Checking => waiting_view(FileText::Checking.text(lang)),
            Stage::Beginning => waiting_view(FileText::Beginning.text(lang)),
            Stage::Finishing(_) => waiting_view(FileText::Finishing.text(lang)),
            Stage::Refused(refusal) => html! {
                <Refused {lang} file_name={name} refusal={refusal.clone()} on_close={ctx.props().on_close.clone()} />
            },
            Stage::Sending(run) => sending_view(ctx, self, run),
            Stage::Failed { problem, .. } => failed_view(ctx, problem),
        }
    }
}

impl VideoUpload {
    fn begin(&mut self, ctx: &Context<Self>) {
        let Some(film) = &self.film else { return };
        let props = ctx.props();
        let form = MediaForm {
            lesson_id: props.lesson_id,
            purpose: MediaPurpose::Video,
            file_name: name_of(&props.file),
            bytes: size_of(&props.file),
            duration_ms: film.duration_ms,
            width: film.width,
            height: film.height,
            page: 0,
        };
        self.stage = Stage::Beginning;
        self.guard = leave_guard();
        ctx.link().send_future(async move { Msg::Began(patiently::<BeginMedia>(&form).await) });
    }

    fn began(&mut self, ctx: &Context<Self>, upload: &MediaUpload) {
        let tick = ctx.link().callback(|()| Msg::Tick);
        let ticks = every(1_000, move || tick.emit(()));
        self.stage = Stage::Sending(Box::new(Run::new(size_of(&ctx.props().file), upload, ticks)));
        self.fill(ctx);
    }

    /// Takes up as much as there is room for; the last part brings the end.
    fn fill(&mut self, ctx: &Context<Self>) {
        let Stage::Sending(run) = &mut self.stage else { return };
        while run.halt.is_none()
            && let Some(job) = run.plan.next()
        {
            run.takes(job.part);
            look(ctx, run.turn, job);
        }
        if run.plan.is_complete() {
            let id = run.id;
            self.finish(ctx, id);
        }
    }

    fn compared(&mut self, ctx: &Context<Self>, turn: u32, part: i64, same: Result<bool, Unreadable>) {
        let Some(run) = self.run_of(turn) else { return };
        run.ends(part);
        match same.map(|same| run.plan.compared(part, same)) {
            Ok(Comparison::Kept | Comparison::Replaced) => self.fill(ctx),
            Ok(Comparison::OtherFile) => self.halt(Halt::OtherFile),
            Err(Unreadable) => self.halt(Halt::Unreadable),
        }
    }

    fn send(&mut self, ctx: &Context<Self>, turn: u32, part: i64, read: Result<(Blob, String), Unreadable>) {
        let Some(run) = self.run_of(turn) else { return };
        let Ok((piece, hash)) = read else { return self.halt(Halt::Unreadable) };
        let on_news = ctx.link().callback(move |news| Msg::News(turn, part, news));
        match Sending::start(run.id, part, &piece, hash, on_news) {
            Ok(sending) => run.sends(part, sending),
            Err(problem) => self.halt(Halt::Stopped(problem)),
        }
    }

    fn heard(&mut self, ctx: &Context<Self>, turn: u32, part: i64, news: PartNews) {
        let Some(run) = self.run_of(turn) else { return };
        match news {
            PartNews::Left(sent) => run.plan.progressed(part, sent),
            PartNews::Stored => {
                run.stored(part);
                self.fill(ctx);
            }
            PartNews::Failed(problem) if passes(&problem) => wait(ctx, run),
            PartNews::Failed(problem) => {
                tell_lost_session(ctx, &problem);
                self.halt(Halt::Stopped(problem));
            }
        }
    }

    fn tick(&mut self, ctx: &Context<Self>) {
        if let Stage::Sending(run) = &mut self.stage {
            run.tick();
            if run.is_stalled() {
                wait(ctx, run);
            }
        }
    }

    fn go_on(&mut self, ctx: &Context<Self>) {
        match &mut self.stage {
            Stage::Sending(run) => {
                run.halt = None;
                self.fill(ctx);
            }
            Stage::Failed { id: Some(id), .. } => {
                let id = *id;
                self.finish(ctx, id);
            }
            Stage::Failed { id: None, .. } => self.begin(ctx),
            _ => {}
        }
    }

    fn halt(&mut self, why: Halt) {
        if let Stage::Sending(run) = &mut self.stage {
            run.halt(why);
        }
    }

    fn finish(&mut self, ctx: &Context<Self>, id: MediaId) {
        self.stage = Stage::Finishing(id);
        ctx.link().send_future(async move { Msg::Finished(patiently::<FinishMedia>(&MediaRef { id }).await) });
    }

    fn give_up(&mut self, ctx: &Context<Self>) {
        let Some(id) = self.media().filter(|_| self.giving_up != GivingUp::Pending) else { return };
        self.giving_up = GivingUp::Pending;
        self.halt(Halt::Paused);
        ctx.link().send_future(async move { Msg::GaveUp(patiently::<DropMedia>(&MediaRef { id }).await) });
    }

    fn fail(&mut self, ctx: &Context<Self>, problem: Problem, id: Option<MediaId>) {
        tell_lost_session(ctx, &problem);
        self.guard = None;
        self.stage = Stage::Failed { problem, id };
    }

    fn end(&mut self, ctx: &Context<Self>, answer: CourseLessons, words: FileText) {
        let props = ctx.props();
        self.guard = None;
        props.console.say_text(words.text(props.console.lang));
        props.on_changed.emit(Rc::new(answer));
        props.on_close.emit(());
    }

    /// What is being sent, unless it was halted since.
    fn run_of(&mut self, turn: u32) -> Option<&mut Run> {
        match &mut self.stage {
            Stage::Sending(run) if run.turn == turn && run.halt.is_none() => Some(run),
            _ => None,
        }
    }

    fn media(&self) -> Option<MediaId> {
        match &self.stage {
            Stage::Sending(run) => Some(run.id),
            Stage::Finishing(id) => Some(*id),
            Stage::Failed { id, .. } => *id,
            Stage::Checking | Stage::Refused(_) | Stage::Beginning => None,
        }
    }
}

/// Reads a part: to compare it, or to send it.
fn look(ctx: &Context<VideoUpload>, turn: u32, job: Job) {
    let file = ctx.props().file.clone();
    ctx.link().send_future(async move {
        let Job { part, from, to, stored } = job;
        let read = match slice(&file, from, to) {
            Ok(piece) => sha256(&piece).await.map(|hash| (piece, hash)),
            Err(Unreadable) => Err(Unreadable),
        };
        match stored {
            Some(stored) => Msg::Compared(turn, part, read.map(|(_, hash)| hash == stored)),
            None => Msg::Read(turn, part, read),
        }
    });
}

fn wait(ctx: &Context<VideoUpload>, run: &mut Run) {
    let link = ctx.link().clone();
    run.wait(|turn, milliseconds| after(milliseconds, move || link.send_message(Msg::Again(turn))));
}

fn tell_lost_session(ctx: &Context<VideoUpload>, problem: &Problem) {
    if problem.code == ErrorCode::StaffSignInRequired {
        ctx.props().console.sign_in_again.emit(());
    }
}

/// The browser asks in its own words.
fn leave_guard() -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&window, "beforeunload", options, Event::prevent_default))
}
