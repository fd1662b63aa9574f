//! What the page of a lesson and the script that plays it (`frontend/player`) have agreed on: the edge writes every
//! sentence into the page, the script shows the one that fits, and both call it by the same code.

use serde::{Deserialize, Serialize};

use super::watching::Uncounted;
use crate::certificates::regime::coded;

coded! {
    /// What the player may have to say.
    PlayerLine[20] {
        /// Nothing is played yet.
        Ready = "ready",
        /// Nothing is played yet, and the phone says that its line is slow.
        SlowLine = "slow_line",
        /// The server is being told that somebody begins to watch.
        Starting = "starting",
        /// Time is counted.
        Counting = "counting",
        Paused = "paused",
        /// The video waits for data.
        Slow = "slow",
        /// The server was not reached: what was played is told later.
        Offline = "offline",
        /// The server was not reached before anything was played.
        StartFailed = "start_failed",
        /// The browser wants a finger before it plays.
        TapPlay = "tap_play",
        /// The phone is on mobile data: asked once.
        MobileData = "mobile_data",
        /// It was set faster than the course allows.
        TooFast = "too_fast",
        /// The video's address could not be renewed.
        SourceFailed = "source_failed",
        /// Played to the end, and not all of it was counted.
        Ended = "ended",
        /// Enough is counted.
        Finished = "finished",
        /// Another play began elsewhere.
        Superseded = "superseded",
        CheckMissed = "check_missed",
        Withdrawn = "withdrawn",
        SignedOut = "signed_out",
        /// It was begun too often today.
        TooOften = "too_often",
        /// The lesson cannot be watched now: the page says why when it is loaded anew.
        NotOpen = "not_open",
    }
}

impl PlayerLine {
    /// Whether it comes with a button that goes on from there.
    pub const fn goes_on(self) -> bool {
        matches!(
            self,
            Self::StartFailed
                | Self::TapPlay
                | Self::MobileData
                | Self::SourceFailed
                | Self::Superseded
                | Self::CheckMissed
        )
    }

    /// Whether something is wrong, so that it stays until somebody has acted.
    pub const fn is_trouble(self) -> bool {
        self.goes_on() || matches!(self, Self::Withdrawn | Self::SignedOut | Self::TooOften | Self::NotOpen)
    }
}

coded! {
    /// Why time was not counted.
    Reason[7] {
        Hidden = "hidden",
        TooFast = "too_fast",
        Repeated = "repeated",
        DailyCap = "daily_cap",
        Unchecked = "unchecked",
        Fragments = "fragments",
        Outside = "outside",
    }
}

impl Reason {
    /// How much was not counted for this reason.
    pub const fn of(self, uncounted: Uncounted) -> i64 {
        match self {
            Self::Hidden => uncounted.hidden_ms,
            Self::TooFast => uncounted.too_fast_ms,
            Self::Repeated => uncounted.repeated_ms,
            Self::DailyCap => uncounted.daily_cap_ms,
            Self::Unchecked => uncounted.unchecked_ms,
            Self::Fragments => uncounted.fragments_ms,
            Self::Outside => uncounted.outside_ms,
        }
    }

    /// The reasons that took at least a second: less is rounding.
    pub fn noticeable(uncounted: Uncounted) -> impl Iterator<Item = (Self, i64)> {
        Self::ALL.into_iter().map(move |reason| (reason, reason.of(uncounted))).filter(|(_, ms)| *ms >= 1000)
    }
}

/// Minutes and seconds, as they stand in the page's sentences.
pub const fn minutes_and_seconds(ms: i64) -> (i64, i64) {
    let seconds = if ms < 0 { 0 } else { ms / 1000 };
    (seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_read_from_its_own_field() {
        let uncounted = Uncounted {
            hidden_ms: 1_000,
            too_fast_ms: 2_000,
            repeated_ms: 3_000,
            daily_cap_ms: 4_000,
            unchecked_ms: 5_000,
            fragments_ms: 999,
            outside_ms: 7_000,
        };
        let found: Vec<_> = Reason::noticeable(uncounted).map(|(reason, ms)| (reason.code(), ms / 1000)).collect();
        let all = [("hidden", 1), ("too_fast", 2), ("repeated", 3), ("daily_cap", 4), ("unchecked", 5), ("outside", 7)];
        assert_eq!(found, all);
    }

    #[test]
    fn time_is_rounded_down_to_the_second() {
        for (ms, shown) in [(-1, (0, 0)), (0, (0, 0)), (999, (0, 0)), (61_999, (1, 1)), (5_000_000, (83, 20))] {
            assert_eq!(minutes_and_seconds(ms), shown, "{ms}");
        }
    }

    #[test]
    fn what_goes_on_is_trouble_first() {
        assert!(PlayerLine::ALL.into_iter().all(|line| !line.goes_on() || line.is_trouble()));
    }
}
