//! Presence checks (在岗确认): a question that somebody in front of the page has to touch.
//!
//! What an honest page had played before the question reached it must not be lost, and a page that never shows the
//! question must not go on earning. Which of the two a late segment is, its time of arrival cannot tell. So the rule is
//! an amount: from when a check is due until it is answered, at most what one silence earns is still credited – as much
//! as an honest page can have on the way. Everything beyond is cut.

use serde::{Deserialize, Serialize};

use super::{CheckRules, WatchRules};
use crate::time::Timestamp;

/// Where a play stands with its checks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum CheckState {
    /// The course asks for none.
    Off,
    /// The next one, `id`, comes with the first beat at or after the moment.
    Waiting { id: u32, due_at: Timestamp },
    /// Asked for and not answered. `left_ms`: media time still credited while it stands.
    Standing { id: u32, shown_at: Option<Timestamp>, left_ms: i64 },
    /// The course asks for none, but one watched before does: how it stood there, and when that play was last heard of. So
    /// a course without checks is no quick way round those of another.
    Resting { was: Box<Self>, since: Timestamp },
}

/// What a page says about a check. Said again with each beat until the order no longer asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckAnswer {
    pub id: u32,
    pub what: CheckStep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckStep {
    /// The lesson is paused and the question can be seen.
    Shown,
    /// Somebody touched it.
    Answered,
}

impl CheckState {
    /// The first of a play that follows no other.
    pub(super) fn first(rules: &WatchRules, now: Timestamp, random: u32) -> Self {
        rules.checks.as_ref().map_or(Self::Off, |checks| waiting(1, checks, now, random))
    }

    /// At the start of a play that follows another soon: what was left of the wait is left, and a check that stands
    /// stands, to be shown anew. Otherwise short lessons would never have one, and a new start would be a way round it.
    pub(super) fn carried(&self, since: Timestamp, rules: &WatchRules, now: Timestamp, random: u32) -> Self {
        let Some(checks) = &rules.checks else { return self.resting(since) };
        let pause = now.0.saturating_sub(since.0);
        match self {
            Self::Resting { was, since } => was.carried(*since, rules, now, random),
            Self::Waiting { id, due_at } if pause <= checks.earliest_ms() + checks.range_ms() => {
                Self::Waiting { id: *id, due_at: plus(now, due_at.0.saturating_sub(since.0).max(0)) }
            }
            Self::Standing { id, left_ms, .. } if pause <= checks.earliest_ms() + checks.range_ms() => {
                Self::Standing { id: *id, shown_at: None, left_ms: *left_ms }
            }
            state => waiting(state.next_id(), checks, now, random),
        }
    }

    fn resting(&self, since: Timestamp) -> Self {
        match self {
            Self::Off | Self::Resting { .. } => self.clone(),
            Self::Waiting { .. } | Self::Standing { .. } => Self::Resting { was: Box::new(self.clone()), since },
        }
    }

    /// After a check that was missed: the start of the new play shows that somebody is there.
    pub(super) fn renewed(&self, rules: &WatchRules, now: Timestamp, random: u32) -> Self {
        rules.checks.as_ref().map_or(Self::Off, |checks| waiting(self.next_id(), checks, now, random))
    }

    /// Before a beat is judged: the course may have begun or ceased to ask for checks, and the page may have shown or
    /// answered one. Only the one that stands: an answer to an old or a future one says nothing. An answer to one that
    /// was never reported as shown is taken: that report was lost on the way.
    pub(super) fn heard(&self, answer: Option<CheckAnswer>, rules: &WatchRules, now: Timestamp, random: u32) -> Self {
        let Some(checks) = &rules.checks else { return self.resting(now) };
        match (self, answer) {
            (Self::Off, _) => waiting(1, checks, now, random),
            (Self::Resting { .. }, _) => self.carried(now, rules, now, random),
            (Self::Standing { id, shown_at, left_ms }, Some(answer)) if answer.id == *id => match answer.what {
                CheckStep::Shown => {
                    Self::Standing { id: *id, shown_at: Some(shown_at.unwrap_or(now)), left_ms: *left_ms }
                }
                CheckStep::Answered => waiting(self.next_id(), checks, now, random),
            },
            (state, _) => state.clone(),
        }
    }

    /// After a beat was judged: a check that has become due stands from now on.
    pub(super) fn asked(&self, rules: &WatchRules, now: Timestamp) -> Self {
        match self {
            Self::Waiting { id, due_at } if *due_at <= now => {
                Self::Standing { id: *id, shown_at: None, left_ms: rules.media_ms(rules.silence_ms()) }
            }
            state => state.clone(),
        }
    }

    /// Until when the answer to a shown check may arrive: the time to answer, and one beat for the line. One that was
    /// never shown has no end; nothing is credited while it stands.
    pub(super) fn answer_until(&self, rules: &WatchRules) -> Option<Timestamp> {
        match (self, &rules.checks) {
            (Self::Standing { shown_at: Some(shown_at), .. }, Some(checks)) => {
                Some(plus(*shown_at, checks.answer_ms() + rules.beat_ms()))
            }
            _ => None,
        }
    }

    /// Media time still credited under a check that stands; `None` if none does.
    pub(super) const fn left_ms(&self) -> Option<i64> {
        match self {
            Self::Standing { left_ms, .. } => Some(*left_ms),
            Self::Off | Self::Waiting { .. } | Self::Resting { .. } => None,
        }
    }

    /// After so much was credited.
    #[must_use]
    pub(super) fn charged(&self, media_ms: i64) -> Self {
        match self {
            Self::Standing { id, shown_at, left_ms } => {
                Self::Standing { id: *id, shown_at: *shown_at, left_ms: left_ms.saturating_sub(media_ms).max(0) }
            }
            state => state.clone(),
        }
    }

    fn next_id(&self) -> u32 {
        match self {
            Self::Off => 1,
            Self::Resting { was, .. } => was.next_id(),
            Self::Waiting { id, .. } | Self::Standing { id, .. } => id.saturating_add(1),
        }
    }
}

/// A moment between the two limits: `random` of 2³² from the first to the second.
fn waiting(id: u32, checks: &CheckRules, now: Timestamp, random: u32) -> CheckState {
    let into = (checks.range_ms() * i64::from(random)) >> 32;
    CheckState::Waiting { id, due_at: plus(now, checks.earliest_ms() + into) }
}

const fn plus(at: Timestamp, ms: i64) -> Timestamp {
    Timestamp(at.0.saturating_add(ms))
}
