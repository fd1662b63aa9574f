//! One beat of a page that plays, and the server's answer.

use serde::{Deserialize, Serialize};

use super::credit::Crediting;
use super::{CheckAnswer, CheckState, Pace, PlayEnd, PlayState, Progress, WatchRules};
use crate::time::Timestamp;

/// The most segments of a beat. A page that plays makes one every few seconds; who has more pending has lost them.
pub const MOST_SEGMENTS: usize = 400;
/// So near to its end a lesson counts as played out: players and files differ by a frame or two.
const END_MS: i64 = 1_000;

/// What the page says. Nothing in it is believed: numbers may be negative, huge or the wrong way round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    /// Counts up from 0 within the play.
    pub seq: i64,
    /// Everything played and not yet acknowledged, in the order in which it was played. At most [`MOST_SEGMENTS`].
    pub segments: Vec<Segment>,
    /// Where the page is.
    pub place_ms: i64,
    #[serde(default)]
    pub check: Option<CheckAnswer>,
    /// The page stops here: it is left, or the lesson is over.
    #[serde(default)]
    pub last: bool,
}

/// Media time that was played, in milliseconds, `to` not included. The next begins where this one ends, to the
/// millisecond: a gap would be a piece more in the progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub from: i64,
    pub to: i64,
    /// The page could not be seen.
    #[serde(default)]
    pub hidden: bool,
}

/// What a beat is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub rules: &'a WatchRules,
    /// The length of the lesson's present file.
    pub length_ms: i64,
    /// By the server's clock.
    pub now: Timestamp,
    /// Any number, for the moment of the next presence check.
    pub random: u32,
}

/// What a beat has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beaten {
    pub pace: Pace,
    pub progress: Progress,
    pub play: PlayState,
    /// By how much the credited time of the lesson has grown.
    pub earned_ms: i64,
    /// The beat that is answered for. All its segments are settled: the page need not send them again.
    pub ack_seq: i64,
    pub order: Order,
}

/// What the page does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    GoOn,
    /// Pause, leave full screen and show the question. `shown`: the server knows that it was.
    Check {
        id: u32,
        shown: bool,
        answer_seconds: i64,
    },
    /// This play is over; another may be started unless it was withdrawn.
    Stop(PlayEnd),
}

/// Why a beat is not even looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeatRefusal {
    /// More than [`MOST_SEGMENTS`]: no page of ours.
    TooManySegments,
}

/// Judges a beat. One with a number that came before or is lower than the last is judged like any other: what it claims
/// again is known from [`PlayState::claimed`], and what it claims for the first time may have been overtaken on its way.
/// After the end of a play, beats count as long as they may be late; later ones change nothing.
pub fn beat(
    setting: &Setting<'_>,
    pace: &Pace,
    progress: &Progress,
    play: &PlayState,
    beat: &Beat,
) -> Result<Beaten, BeatRefusal> {
    if beat.segments.len() > MOST_SEGMENTS {
        return Err(BeatRefusal::TooManySegments);
    }
    let Setting { rules, length_ms, now, random } = *setting;
    let mut play = play.as_of(rules, now);
    if !play.still_delivers(rules, now) {
        let (pace, progress, order) = (pace.clone(), progress.clone(), order(&play, rules));
        return Ok(Beaten { pace, progress, play, earned_ms: 0, ack_seq: beat.seq, order });
    }
    if play.ended.is_none() {
        // Before the segments: what comes with an answer was played after it.
        play.check = play.check.heard(beat.check, rules, now, random);
        play.last_at = play.last_at.max(now);
    }

    let pace = pace.advance(rules, now);
    let mut spans = progress.spans.clone();
    let crediting = Crediting::new(setting, &mut play, &mut spans, pace.affords_ms(rules), pace.day_left_ms(rules));
    let credited = crediting.all(&beat.segments);
    // Charged whether or not it earns: behind what was kept of an older file, watching the new one takes its time too.
    let pace = pace.charge(rules, credited);
    play.check = play.check.charged(credited);
    let before_ms = progress.credited_ms(length_ms);
    let progress = Progress { spans, ..progress.clone() };

    if beat.seq > play.last_seq {
        play.last_seq = beat.seq;
        play.place_ms = beat.place_ms.min(length_ms).max(0);
    }
    if beat.last {
        let at_end = beat.place_ms.saturating_add(END_MS) >= length_ms;
        play = if at_end { play.played_out(now) } else { play.closed(now) };
    }
    if play.ended.is_none() {
        play.check = play.check.asked(rules, now);
    }
    let earned_ms = progress.credited_ms(length_ms).saturating_sub(before_ms);
    let order = order(&play, rules);
    Ok(Beaten { pace, progress, play, earned_ms, ack_seq: beat.seq, order })
}

fn order(play: &PlayState, rules: &WatchRules) -> Order {
    match (&play.ended, &play.check, &rules.checks) {
        (Some(ended), ..) => Order::Stop(ended.why),
        (None, CheckState::Standing { id, shown_at, .. }, Some(checks)) => {
            Order::Check { id: *id, shown: shown_at.is_some(), answer_seconds: checks.answer_seconds }
        }
        _ => Order::GoOn,
    }
}
