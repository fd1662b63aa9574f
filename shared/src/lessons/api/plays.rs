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
    /// Of the course, from 1: whoever begins it again begins the next.
    #[serde(default = "first_round")]
    pub round: i64,
}

const fn first_round() -> i64 {
    1
}

/// A page sends a sign of life every few seconds; one that has been quiet for so long is not watched any more.
const QUIET_MS: i64 = 10 * 60 * 1000;

impl PlayRow {
    /// Whether it broke off: a browser that crashed reports no end.
    pub const fn broke_off(&self, now: Timestamp) -> bool {
        self.ended.is_none() && now.0.saturating_sub(self.last_at.0) > QUIET_MS
    }
}

/// Whether some belong to an earlier round than the newest: only then a round is worth a word.
pub fn has_rounds(plays: &[PlayRow]) -> bool {
    let newest = plays.iter().map(|play| play.round).max();
    plays.iter().any(|play| Some(play.round) != newest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_worth_a_word_where_there_are_two() {
        let mut plays = PlayRow::samples();
        assert!(!has_rounds(&plays) && !has_rounds(&[]));
        plays[0].round = 2;
        assert!(has_rounds(&plays));
        assert!(!has_rounds(&plays[..1]), "nothing is known of an earlier one");
    }

    #[test]
    fn a_play_of_before_rounds_is_of_the_first() {
        let mut play = serde_json::to_value(PlayRow::samples().remove(0)).unwrap();
        play.as_object_mut().unwrap().remove("round");
        assert_eq!(serde_json::from_value::<PlayRow>(play).unwrap().round, 1);
    }

    #[test]
    fn a_play_that_was_quiet_for_ten_minutes_broke_off() {
        let plays = PlayRow::samples();
        for (quiet, broke_off) in [(0, false), (600, false), (601, true)] {
            for play in &plays {
                let now = play.last_at.plus_seconds(quiet);
                assert_eq!(play.broke_off(now), broke_off && play.ended.is_none(), "{:?} {quiet}", play.ended);
            }
        }
    }
}
