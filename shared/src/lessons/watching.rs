//! What crosses the wire of watching.

use serde::{Deserialize, Serialize};

use crate::certificates::regime::coded;

/// A piece of a lesson that was played, in its milliseconds: `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    pub from: i64,
    pub to: i64,
    /// The page was in the background.
    #[serde(default)]
    pub hidden: bool,
}

/// What the page did with a presence check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckStep {
    Shown,
    Answered,
}

/// About a presence check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    pub id: i64,
    pub what: CheckStep,
}

/// A heartbeat: everything that was played and not acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    pub seq: i64,
    pub segments: Vec<Segment>,
    pub place_ms: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<CheckAnswer>,
    /// The page stops.
    #[serde(default)]
    pub last: bool,
}

/// What the page has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "order")]
pub enum Order {
    GoOn,
    /// Ask whether somebody is there. `shown`: the server has heard that the question is visible.
    Check {
        id: i64,
        shown: bool,
        answer_seconds: i64,
    },
    /// The play is over.
    Stop {
        end: PlayEnd,
    },
}

coded! {
    /// How a play has ended.
    PlayEnd[6] {
        /// The page was left.
        Closed = "closed",
        /// The lesson was played to its end.
        Finished = "finished",
        /// Another play of the same trainee began.
        Superseded = "superseded",
        /// A presence check was not answered in time.
        CheckMissed = "check_missed",
        /// The lesson was taken back, or its file was replaced.
        Withdrawn = "withdrawn",
        /// It is older than a play may be.
        Expired = "expired",
    }
}

/// Watched and not counted, in milliseconds, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Uncounted {
    /// The page was in the background.
    pub hidden_ms: i64,
    /// Faster than the server's clock allows, or after too long a silence.
    pub too_fast_ms: i64,
    /// Counted before.
    pub repeated_ms: i64,
    /// Beyond what counts in a day.
    pub daily_cap_ms: i64,
    /// While a presence check was not answered.
    pub unchecked_ms: i64,
    /// In too many pieces.
    pub fragments_ms: i64,
    /// Outside the lesson.
    pub outside_ms: i64,
}
