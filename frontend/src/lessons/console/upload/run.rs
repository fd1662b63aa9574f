//! The sending of one file's parts: what is on its way, and why nothing is.

use gloo::timers::callback::{Interval, Timeout};
use shared::error::{ErrorCode, Problem};
use shared::id::MediaId;
use shared::lessons::api::MediaUpload;

use super::part::Sending;
use super::patience::{Pace, wait_seconds};
use super::plan::Plan;
use crate::staff::{milliseconds, whole};

/// Why nothing is on its way.
pub enum Halt {
    /// By hand.
    Paused,
    /// No answer came: it goes on by itself at this moment.
    Waiting { until: i64, _timer: Timeout },
    /// The portal refused: goes on when asked to.
    Stopped(Problem),
    /// What was sent before is of another file.
    OtherFile,
    /// The file cannot be read any more.
    Unreadable,
}

/// Parts on their way.
pub struct Run {
    pub id: MediaId,
    pub plan: Plan,
    pub pace: Pace,
    pub halt: Option<Halt>,
    /// Grows with every halt: news of what was on its way before are of no interest.
    pub turn: u32,
    /// What is being sent, by part.
    on_way: Vec<(i64, Option<Sending>)>,
    failures: usize,
    _ticks: Interval,
}

impl Run {
    pub fn new(bytes: i64, upload: &MediaUpload, ticks: Interval) -> Self {
        Self {
            id: upload.id,
            plan: Plan::new(bytes, upload),
            pace: Pace::default(),
            halt: None,
            turn: 0,
            on_way: Vec::new(),
            failures: 0,
            _ticks: ticks,
        }
    }

    /// A part is being read; sent once its hash is known.
    pub fn takes(&mut self, part: i64) {
        self.on_way.push((part, None));
    }

    pub fn sends(&mut self, part: i64, sending: Sending) {
        if let Some((_, slot)) = self.on_way.iter_mut().find(|(known, _)| *known == part) {
            *slot = Some(sending);
        }
    }

    /// A part is not on its way any more.
    pub fn ends(&mut self, part: i64) {
        self.on_way.retain(|(known, _)| *known != part);
    }

    /// The portal has it: the line is well.
    pub fn stored(&mut self, part: i64) {
        self.ends(part);
        self.failures = 0;
        self.plan.stored(part);
    }

    /// Breaks off what is on its way.
    pub fn halt(&mut self, why: Halt) {
        self.turn = self.turn.wrapping_add(1);
        for (part, _sending) in std::mem::take(&mut self.on_way) {
            self.plan.failed(part);
        }
        self.pace = Pace::default();
        self.halt = Some(why);
    }

    /// No answer came: `timer` makes the timer that ends the wait of so many seconds.
    pub fn wait(&mut self, timer: impl FnOnce(u32, u32) -> Timeout) {
        self.failures += 1;
        let seconds = wait_seconds(self.failures);
        self.halt(Halt::Paused);
        let timer = timer(self.turn, u32::try_from(seconds * 1_000).unwrap_or(u32::MAX));
        self.halt = Some(Halt::Waiting { until: now() + seconds * 1_000, _timer: timer });
    }

    /// Whether it waits for the line to come back.
    pub const fn is_waiting(&self) -> bool {
        matches!(self.halt, Some(Halt::Waiting { .. }))
    }

    /// Goes on after a new sign-in, which is what it waited for.
    pub fn wants_sign_in(&self) -> bool {
        matches!(&self.halt, Some(Halt::Stopped(problem)) if problem.code == ErrorCode::StaffSignInRequired)
    }

    /// A second has passed.
    pub fn tick(&mut self) {
        if self.halt.is_none() {
            self.pace.note(now(), self.plan.sent_bytes());
        }
    }

    pub fn is_stalled(&self) -> bool {
        self.halt.is_none() && !self.plan.is_comparing() && self.pace.is_stalled(now())
    }
}

/// Whether asking again may help without anybody doing something. A part that arrived otherwise than it left is one of
/// these.
pub const fn passes(problem: &Problem) -> bool {
    matches!(problem.code, ErrorCode::Unavailable | ErrorCode::Busy | ErrorCode::UploadIncomplete)
}

pub fn now() -> i64 {
    whole(milliseconds())
}
