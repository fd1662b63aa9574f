//! One play of a lesson: from opening the page until it is left, taken over or over.

use serde::{Deserialize, Serialize};

use super::{CheckState, Pace, Spans, WatchRules};
use crate::time::Timestamp;

/// What the server remembers of a play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayState {
    /// The highest number of a beat that came; -1 before the first.
    pub last_seq: i64,
    /// Every media time that this play has ever claimed, credited or cut. Claiming it again changes nothing: that makes
    /// cuts final and repeats harmless.
    pub claimed: Spans,
    /// Media time of this play that went into the progress.
    pub counted_ms: i64,
    /// Media time of this play that did not.
    pub uncounted: Uncounted,
    /// Where the page was last, to begin there again.
    pub place_ms: i64,
    pub check: CheckState,
    pub ended: Option<Ended>,
    pub started_at: Timestamp,
    /// When the last beat came.
    pub last_at: Timestamp,
}

/// Why claimed media time does not count, in milliseconds. Each is counted once, for the first reason that applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Uncounted {
    /// Beyond the end of the lesson.
    pub outside_ms: i64,
    /// Played in a hidden page.
    pub hidden_ms: i64,
    /// Credited before.
    pub repeated_ms: i64,
    /// Played while a presence check stood unanswered.
    pub unchecked_ms: i64,
    /// More than the server's time and the speed allow.
    pub too_fast_ms: i64,
    /// More than a day has room for.
    pub daily_cap_ms: i64,
    /// In too many pieces.
    pub fragments_ms: i64,
}

impl Uncounted {
    pub fn total_ms(&self) -> i64 {
        self.outside_ms
            .saturating_add(self.hidden_ms)
            .saturating_add(self.repeated_ms)
            .saturating_add(self.unchecked_ms)
            .saturating_add(self.too_fast_ms)
            .saturating_add(self.daily_cap_ms)
            .saturating_add(self.fragments_ms)
    }
}

/// The end of a play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    pub why: PlayEnd,
    pub at: Timestamp,
}

/// Why a play is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlayEnd {
    /// The page has come to the end of the lesson.
    Finished,
    /// The page was left.
    Closed,
    /// The trainee plays elsewhere.
    Superseded,
    /// A presence check was not answered in time.
    CheckMissed,
    /// The lesson or the enrolment is no longer there for the trainee, or the lesson has another file.
    Withdrawn,
    /// Older than a play lives.
    Expired,
}

impl PlayEnd {
    pub const ALL: [Self; 6] =
        [Self::Finished, Self::Closed, Self::Superseded, Self::CheckMissed, Self::Withdrawn, Self::Expired];

    /// As in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Closed => "closed",
            Self::Superseded => "superseded",
            Self::CheckMissed => "check_missed",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|end| end.code() == code)
    }
}

impl Ended {
    /// Whether beats still on the way are taken. Not after a withdrawal – they may belong to a file since replaced –
    /// and not when the play is too old to be believed.
    fn still_delivers(self, rules: &WatchRules, now: Timestamp) -> bool {
        match self.why {
            PlayEnd::Withdrawn | PlayEnd::Expired => false,
            PlayEnd::Finished | PlayEnd::Closed | PlayEnd::Superseded | PlayEnd::CheckMissed => {
                now.0.saturating_sub(self.at.0) <= rules.late_ms()
            }
        }
    }
}

/// A play that begins, and the trainee's pace from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Started {
    pub pace: Pace,
    pub play: PlayState,
}

/// Begins a play. Starting earns nothing: see [`Pace::begin`]. While `before` may still deliver, its late beats draw on
/// the time that has passed, which is therefore left in the budget; `before` could have claimed it without any start.
///
/// `pace`: the trainee's, if there is one. `before`: the trainee's last play, of whatever lesson, whose presence check
/// carries over; the caller supersedes it, before or after, if it is still going on. Its age and its check are judged by
/// the rules of the new play. `random`: any number, for the moment of the first check.
pub fn start(
    rules: &WatchRules,
    now: Timestamp,
    pace: Option<&Pace>,
    before: Option<&PlayState>,
    random: u32,
) -> Started {
    let before = before.map(|before| before.as_of(rules, now));
    let delivers = before.as_ref().is_some_and(|play| play.still_delivers(rules, now));
    let pace = match pace {
        Some(pace) if delivers => pace.advance(rules, now),
        pace => Pace::begin(pace, rules, now),
    };
    let check = match &before {
        None => CheckState::first(rules, now, random),
        Some(play) if play.ended.is_some_and(|ended| ended.why == PlayEnd::CheckMissed) => {
            play.check.renewed(rules, now, random)
        }
        Some(play) => play.check.carried(play.last_at, rules, now, random),
    };
    let play = PlayState {
        last_seq: -1,
        claimed: Spans::new(),
        counted_ms: 0,
        uncounted: Uncounted::default(),
        place_ms: 0,
        check,
        ended: None,
        started_at: now,
        last_at: now,
    };
    Started { pace, play }
}

impl PlayState {
    /// The play as it stands at a moment: one that has missed its check or grown too old is over from when that was,
    /// though no beat has told it so.
    #[must_use]
    pub fn as_of(&self, rules: &WatchRules, now: Timestamp) -> Self {
        let expires = Timestamp(self.started_at.0.saturating_add(rules.play_ms()));
        let missed = self.check.answer_until(rules).map(|at| Ended { why: PlayEnd::CheckMissed, at });
        let over = missed.into_iter().chain([Ended { why: PlayEnd::Expired, at: expires }]).find(|end| now > end.at);
        Self { ended: self.ended.or(over), ..self.clone() }
    }

    /// Whether beats are taken: while it goes on, and for a while after its end. To be asked of the play *as of* now.
    pub(super) fn still_delivers(&self, rules: &WatchRules, now: Timestamp) -> bool {
        self.ended.is_none_or(|ended| ended.still_delivers(rules, now))
    }

    /// The trainee has begun a play elsewhere.
    #[must_use]
    pub fn superseded(&self, now: Timestamp) -> Self {
        self.ended_by(PlayEnd::Superseded, now)
    }

    /// The page was left.
    #[must_use]
    pub fn closed(&self, now: Timestamp) -> Self {
        self.ended_by(PlayEnd::Closed, now)
    }

    /// The page has come to the end of the lesson.
    #[must_use]
    pub fn played_out(&self, now: Timestamp) -> Self {
        self.ended_by(PlayEnd::Finished, now)
    }

    /// The lesson is no longer there. Ends a play that is over as well: what is still on its way is not taken.
    #[must_use]
    pub fn withdrawn(&self, now: Timestamp) -> Self {
        match self.ended {
            Some(Ended { why: PlayEnd::Withdrawn | PlayEnd::Expired, .. }) => self.clone(),
            _ => Self { ended: Some(Ended { why: PlayEnd::Withdrawn, at: now }), ..self.clone() },
        }
    }

    /// The first end counts.
    fn ended_by(&self, why: PlayEnd, at: Timestamp) -> Self {
        Self { ended: self.ended.or(Some(Ended { why, at })), ..self.clone() }
    }
}
