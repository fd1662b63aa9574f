//! Watching: a play, its heartbeats, and what is kept of it.

use serde::{Deserialize, Serialize};

use super::{Credit, PlayerRules};
use crate::id::{EnrolmentId, LessonId, PlayId};
use crate::lessons::watching::{Beat, Order, PlayEnd, Uncounted};
use crate::time::Timestamp;

/// Which lesson is going to be watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartPlayRequest {
    pub enrolment_id: EnrolmentId,
    pub lesson_id: LessonId,
}

/// A signed address of a video. It needs no cookie and is good for a short time only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    pub address: String,
    pub expires_at: Timestamp,
}

/// A play that has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Play {
    pub token: String,
    pub source: Source,
    pub place_ms: i64,
    pub rules: PlayerRules,
    pub credit: Credit,
}

/// A play by its token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayRef {
    pub token: String,
}

/// What was watched since the last heartbeat that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendBeatRequest {
    pub token: String,
    pub beat: Beat,
}

/// What has become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeatReply {
    /// Everything up to this number is settled.
    pub ack: i64,
    pub order: Order,
    /// Of the lesson, in all plays.
    pub credit: Credit,
    pub finished: bool,
}

/// What is kept of a play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayRow {
    pub id: PlayId,
    pub lesson_id: LessonId,
    pub started_at: Timestamp,
    /// When it was last heard of.
    pub last_at: Timestamp,
    /// Absent while it goes on.
    pub ended: Option<PlayEnd>,
    /// As the browser calls itself, shortened.
    pub device: String,
    pub counted_ms: i64,
    pub uncounted: Uncounted,
}
