//! The player: what it knows, and what it does when something happens to the video.

use std::cell::RefCell;
use std::rc::Rc;

use shared::id::{EnrolmentId, LessonId};
use shared::lessons::player::PlayerLine;
use shared::time::Timestamp;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlVideoElement;

use crate::check::Check;
use crate::closing::Closings;
use crate::page;
use crate::place::{self, Place};
use crate::pulse::Pulse;
use crate::recorder::{Recorder, Sample};
use crate::seek::Seek;
use crate::source::Renewal;
use crate::wish::Wish;
use crate::{events, network, presence};

/// `HAVE_METADATA`: the video knows its length and can be put anywhere.
pub const HAS_METADATA: u16 = 1;
/// `HAVE_FUTURE_DATA`: it can go on from where it is.
pub const CAN_GO_ON: u16 = 3;

/// What the edge has written into the page.
pub struct Facts {
    pub enrolment: EnrolmentId,
    pub lesson: LessonId,
    length_ms: i64,
    /// Add it to the phone's time to get the server's.
    ahead_ms: i64,
}

/// The player of the page.
pub struct Player {
    pub video: HtmlVideoElement,
    pub facts: Facts,
    pub state: RefCell<State>,
}

/// What changes.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct State {
    /// Of the play that counts; none before it is begun and after it is over.
    pub token: Option<String>,
    /// A play is being begun, under this key.
    pub starting: bool,
    pub start_key: Option<String>,
    /// The video was played to its end, or the page is left: the next heartbeat is the last.
    pub last: bool,
    pub recorder: Recorder,
    pub pulse: Pulse,
    pub renewal: Renewal,
    /// Plays that are over and not yet told to the end.
    pub closings: Closings,
    /// Another device went on with the lesson: its place is the right one.
    pub was_elsewhere: bool,
    pub check: Option<Check>,
    pub finished: bool,
    /// What the course allows.
    pub speed_percent: i64,
    /// Mobile data may be used.
    pub data_agreed: bool,
    /// Where to put the video, and whether to play, once it has loaded.
    pub wanted_ms: Option<i64>,
    pub plays_when_loaded: bool,
    pub wish: Wish,
    /// Where the video stood last: after an error it does not know itself.
    pub place_ms: i64,
    pub seek: Seek,
    /// The video waits for data since then.
    pub waiting_since: Option<i64>,
    /// What of the lesson was cut before this play, and by now: what a play has cut it does not count any more.
    pub cut_before_ms: i64,
    pub cut_ms: i64,
    /// Plays that were begun anew without an answer in between.
    pub restarts: u32,
    pub line: PlayerLine,
    pub said_at: i64,
    pub kept_at: i64,
}

/// Wakes on the page of a lesson; `None` when the page has no video for it.
pub fn wake() -> Option<()> {
    let video: HtmlVideoElement = page::first("video[data-lesson]")?;
    let of = |name: &str| page::number(&video, name);
    let ahead_ms = of("data-now").map_or(0, |now| now - page::today());
    let facts = Facts {
        enrolment: EnrolmentId(of("data-enrolment")?),
        lesson: LessonId(of("data-lesson")?),
        length_ms: of("data-length").unwrap_or_default(),
        ahead_ms,
    };
    let now = page::clock();
    let state = State {
        token: None,
        starting: false,
        start_key: None,
        last: false,
        recorder: Recorder::default(),
        pulse: Pulse::new(of("data-beat").unwrap_or_default(), now),
        renewal: Renewal::new(of("data-expires").unwrap_or(i64::MAX)),
        closings: Closings::default(),
        was_elsewhere: false,
        check: None,
        finished: video.has_attribute("data-finished"),
        speed_percent: of("data-speed").unwrap_or(100),
        data_agreed: false,
        wanted_ms: None,
        plays_when_loaded: false,
        wish: Wish::default(),
        place_ms: 0,
        seek: Seek::default(),
        waiting_since: None,
        cut_before_ms: 0,
        cut_ms: 0,
        restarts: 0,
        line: first_line(),
        said_at: now,
        kept_at: now,
    };
    let player = Rc::new(Player { video, facts, state: RefCell::new(state) });
    let first = player.first_place();
    {
        let mut state = player.state.borrow_mut();
        state.place_ms = first;
        state.wanted_ms = Some(first).filter(|place| *place > 0);
    }
    presence::prepare(&player);
    page::show("player-off", false);
    page::say(player.line());
    listen(&player);
    if player.video.ready_state() >= HAS_METADATA {
        events::loaded(&player);
    }
    if player.video.error().is_some() {
        events::broken(&player);
    }
    // Somebody was faster than this script.
    if !player.video.paused() {
        events::asked_to_play(&player);
    }
    Some(())
}

/// Before anything is played.
fn first_line() -> PlayerLine {
    if network::now().is_slow() { PlayerLine::SlowLine } else { PlayerLine::Ready }
}

/// Something happens to the video: what is done then.
type Act = fn(&Rc<Player>);

fn listen(player: &Rc<Player>) {
    let acts: [(&str, Act); 13] = [
        ("loadedmetadata", events::loaded),
        ("play", events::asked_to_play),
        ("playing", events::playing),
        ("timeupdate", |player| events::moved(player)),
        ("pause", events::paused),
        ("waiting", |player| events::waits(player)),
        ("stalled", |player| events::stalled(player)),
        ("seeking", |player| events::seeking(player)),
        ("seeked", events::seeked),
        ("ended", events::ended),
        ("ratechange", |player| events::speed_changed(player)),
        ("emptied", |player| player.state.borrow_mut().recorder.jump()),
        ("error", |player| events::broken(player)),
    ];
    for (event, act) in acts {
        let of = Rc::clone(player);
        page::on(&player.video, event, move |_event| act(&of));
    }
    let of = Rc::clone(player);
    page::every_second(move || events::each_second(&of));
    if let Some(document) = page::document() {
        let of = Rc::clone(player);
        page::on(&document, "visibilitychange", move |_event| events::shown_or_hidden(&of));
        let of = Rc::clone(player);
        page::on(&document, "click", move |event| events::clicked(&of, &event));
    }
    if let Some(window) = page::window() {
        let of = Rc::clone(player);
        page::on(&window, "pagehide", move |_event| events::left(&of));
        let of = Rc::clone(player);
        // Back on a page that the browser has kept: its play is over.
        page::on(&window, "pageshow", move |_event| {
            if !of.video.paused() {
                events::asked_to_play(&of);
            }
        });
        let of = Rc::clone(player);
        page::on(&window, "online", move |_event| events::line_is_back(&of));
    }
    let of = Rc::clone(player);
    network::when_it_changes(move || events::line_changed(&of));
}

impl Player {
    /// The server's time.
    pub fn today(&self) -> Timestamp {
        Timestamp(page::today().saturating_add(self.facts.ahead_ms))
    }

    pub fn sample(&self) -> Sample {
        Sample { media_ms: page::whole(self.video.current_time() * 1_000.0), wall_ms: page::clock() }
    }

    /// What is played now counts, if the server agrees.
    pub fn is_counting(&self) -> bool {
        let state = self.state.borrow();
        state.token.is_some() && !state.last && !self.video.paused() && self.video.ready_state() >= CAN_GO_ON
    }

    /// Says one thing. What is said already is not said again: it would be read out again.
    pub fn say(&self, line: PlayerLine) {
        if line.is_trouble() {
            // There nobody would see it.
            page::leave_full_screen(&self.video);
        }
        let mut state = self.state.borrow_mut();
        state.said_at = page::clock();
        if state.line != line {
            state.line = line;
            page::say(line);
        }
    }

    pub fn line(&self) -> PlayerLine {
        self.state.borrow().line
    }

    /// What is said when nothing is wrong.
    pub fn calm_line(&self) -> PlayerLine {
        let (has_token, finished) = {
            let state = self.state.borrow();
            (state.token.is_some(), state.finished)
        };
        match (self.video.ended(), has_token) {
            (true, _) if finished => PlayerLine::Finished,
            (true, _) => PlayerLine::Ended,
            (false, true) if self.video.paused() => PlayerLine::Paused,
            (false, true) => PlayerLine::Counting,
            (false, false) => first_line(),
        }
    }

    /// There is no video, and nothing more is tried by itself.
    pub fn give_up(&self) {
        self.state.borrow_mut().wish.give_up();
        self.say(PlayerLine::SourceFailed);
    }

    /// Puts the video somewhere, at once or when it has loaded.
    pub fn seek(&self, ms: i64) {
        {
            let mut state = self.state.borrow_mut();
            let from = state.place_ms;
            state.seek.begins(from);
            state.place_ms = ms;
        }
        if self.video.ready_state() >= HAS_METADATA {
            self.video.set_current_time(page::seconds(ms));
        } else {
            self.state.borrow_mut().wanted_ms = Some(ms);
        }
    }

    /// Plays; where the browser wants a finger for it, asks for one.
    pub fn play(self: &Rc<Self>) {
        let Ok(promise) = self.video.play() else { return };
        let player = Rc::clone(self);
        spawn_local(async move {
            let Err(error) = JsFuture::from(promise).await else { return };
            let name = js_sys::Reflect::get(&error, &JsValue::from_str("name")).ok().and_then(|name| name.as_string());
            if name.as_deref() == Some("NotAllowedError") {
                player.say(PlayerLine::TapPlay);
            }
        });
    }

    fn first_place(&self) -> i64 {
        let of = |name: &str| page::number(&self.video, name).unwrap_or_default();
        let server = Place { ms: of("data-place"), at: Timestamp(of("data-place-at")) };
        if self.video.has_attribute("data-asked") {
            return server.ms;
        }
        let kept = page::storage().and_then(|storage| storage.get_item(&self.key()).ok().flatten());
        let phone = kept.and_then(|text| place::read(&text, self.facts.enrolment.0));
        place::first(server, phone, self.facts.length_ms)
    }

    pub fn key(&self) -> String {
        format!("anpei.place.{}", self.facts.lesson)
    }

    /// Keeps the place on the phone. A full or forbidden storage is no reason to stop.
    pub fn keep(&self) {
        let mut state = self.state.borrow_mut();
        state.kept_at = page::clock();
        let Some(storage) = page::storage().filter(|_| state.token.is_some()) else { return };
        let place = Place { ms: state.place_ms, at: self.today() };
        let _ = storage.set_item(&self.key(), &place::kept(self.facts.enrolment.0, place));
    }
}
