//! How much a trainee can have watched by now, by the server's clock.

use serde::{Deserialize, Serialize};

use super::WatchRules;
use crate::date::Date;
use crate::time::Timestamp;

/// One for each trainee, shared by all plays: whoever plays two lessons at once is credited no more than with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// Time of the server that has passed and that nothing was credited for, in milliseconds of the *server's* time: a
    /// second of it pays for a second and a half in a course that allows 150 %. Kept so, and not in media time, because
    /// what was waited in a fast course must not pay for a slow one at the fast one's rate.
    pub budget_ms: i64,
    /// When time was last added.
    pub at: Timestamp,
    /// The day in China that `day_ms` belongs to.
    pub day: Date,
    /// Media time credited on that day.
    pub day_ms: i64,
}

impl Pace {
    /// At the start of a play that follows no other which may still deliver. Starting earns nothing: after a silence the
    /// budget is cut to the head start, and within one it is what it would have been. The only gift is the head start of
    /// the very first play.
    pub fn begin(previous: Option<&Self>, rules: &WatchRules, now: Timestamp) -> Self {
        let Some(previous) = previous else {
            return Self { budget_ms: rules.allowance_server_ms(), at: now, day: now.day(), day_ms: 0 };
        };
        let advanced = previous.advance(rules, now);
        if now.0.saturating_sub(previous.at.0) <= rules.silence_ms() {
            return advanced;
        }
        Self { budget_ms: advanced.budget_ms.min(rules.allowance_server_ms()), ..advanced }
    }

    /// The clock of somebody who was known twice: the later one, with the smaller budget, and what both have counted today.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let (later, earlier) = if self.at >= other.at { (self, other) } else { (other, self) };
        let day_ms = if earlier.day == later.day { earlier.day_ms } else { 0 };
        Self {
            budget_ms: later.budget_ms.min(earlier.budget_ms),
            day_ms: later.day_ms.saturating_add(day_ms),
            ..later.clone()
        }
    }

    /// Adds the time since it was last added, at most a silence in all.
    ///
    /// A clock that stepped back a little earns nothing until it has caught up. One that stepped back by more than a
    /// silence had been wrong before: waiting for it to catch up might stop all credit for days, so counting begins anew
    /// with nothing in hand.
    #[must_use]
    pub fn advance(&self, rules: &WatchRules, now: Timestamp) -> Self {
        let (elapsed, silence) = (now.0.saturating_sub(self.at.0), rules.silence_ms());
        let (budget_ms, at) = if elapsed < -silence {
            (0, now)
        } else {
            let earned = elapsed.clamp(0, silence);
            (self.budget_ms.max(0).saturating_add(earned).min(silence), self.at.max(now))
        };
        let day = at.day();
        Self { budget_ms, at, day, day_ms: if day == self.day { self.day_ms } else { 0 } }
    }

    /// Media time that the budget pays for.
    pub(super) fn affords_ms(&self, rules: &WatchRules) -> i64 {
        rules.media_ms(self.budget_ms.max(0))
    }

    /// Media time that the day still has room for.
    pub(super) fn day_left_ms(&self, rules: &WatchRules) -> i64 {
        rules.daily_cap_ms().saturating_sub(self.day_ms).max(0)
    }

    /// After so much media time was credited. Charged once for a whole beat: rounding up for each of its segments would
    /// cost an honest page more than its head start in a day.
    #[must_use]
    pub(super) fn charge(&self, rules: &WatchRules, media_ms: i64) -> Self {
        Self {
            budget_ms: self.budget_ms.saturating_sub(rules.server_ms(media_ms)).max(0),
            day_ms: self.day_ms.saturating_add(media_ms),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::START;
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        START.plus_seconds(seconds)
    }

    fn pace(budget_ms: i64) -> Pace {
        Pace { budget_ms, at: START, day: START.day(), day_ms: 1_000 }
    }

    #[test]
    fn time_is_added_up_to_a_silence() {
        let rules = WatchRules::usual();
        for (before, seconds, after, moved_to) in [
            (0, 0, 0, 0),
            (500, 15, 15_500, 15),
            (80_000, 15, 90_000, 15),
            (0, 89, 89_000, 89),
            (0, 90, 90_000, 90),
            (0, 91, 90_000, 91),
            (0, 40_000, 90_000, 40_000),
            (-5, 1, 1_000, 1),
            // The clock stepped back a little: it has to catch up first.
            (500, -10, 500, 0),
            (500, -90, 500, 0),
            // It had been wrong by more than a silence.
            (500, -91, 0, -91),
        ] {
            let advanced = pace(before).advance(&rules, at(seconds));
            assert_eq!((advanced.budget_ms, advanced.at), (after, at(moved_to)), "{before} {seconds}");
        }
    }

    #[test]
    fn starting_earns_nothing() {
        let rules = WatchRules::usual();
        assert_eq!(Pace::begin(None, &rules, START).budget_ms, 2_000);
        for (before, seconds, after) in [
            (0, 0, 0),
            (300, 0, 300),
            (0, 1, 1_000),
            (50_000, 10, 60_000),
            (0, 90, 90_000),
            // After a silence never more than the head start, nor than waiting would have given.
            (0, 91, 2_000),
            (90_000, 91, 2_000),
            (500, -10, 500),
            (500, -100, 0),
        ] {
            let begun = Pace::begin(Some(&pace(before)), &rules, at(seconds));
            assert_eq!(begun.budget_ms, after, "{before} {seconds}");
            assert!(begun.budget_ms <= pace(before).advance(&rules, at(seconds)).budget_ms);
        }
        let fast = WatchRules { speed_percent: 200, ..rules };
        let begun = Pace::begin(None, &fast, START);
        assert_eq!((begun.budget_ms, begun.affords_ms(&fast)), (1_000, 2_000));
    }

    #[test]
    fn the_day_turns_at_midnight_in_china() {
        let rules = WatchRules::usual();
        let day = START.day();
        let midnight = Timestamp::beginning_of(day.plus_days(1));
        let evening = Pace { at: Timestamp(midnight.0 - 10), ..pace(0) };
        let before = evening.advance(&rules, Timestamp(midnight.0 - 1));
        assert_eq!((before.day, before.day_ms), (day, 1_000));
        let after = evening.advance(&rules, midnight);
        assert_eq!((after.day, after.day_ms), (day.plus_days(1), 0));
        // A clock that steps back over midnight does not give the day twice.
        let back = after.charge(&rules, 5).advance(&rules, Timestamp(midnight.0 - 1));
        assert_eq!((back.day, back.day_ms), (day.plus_days(1), 5));
    }

    #[test]
    fn charging_rounds_up_and_stays_above_nothing() {
        let rules = WatchRules { speed_percent: 150, ..WatchRules::usual() };
        for (budget, media, left) in [(100, 0, 100), (100, 1, 99), (100, 3, 98), (100, 149, 0), (100, 1_000, 0)] {
            let charged = pace(budget).charge(&rules, media);
            assert_eq!((charged.budget_ms, charged.day_ms), (left, 1_000 + media), "{budget} {media}");
        }
        assert_eq!(pace(101).affords_ms(&rules), 151);
        assert_eq!(pace(0).charge(&rules, 30_000_000).day_left_ms(&rules), 0);
    }
}
