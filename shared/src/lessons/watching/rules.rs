//! What is a matter of the rule in force: dated data of the institution and of the course.

use serde::{Deserialize, Serialize};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

/// How watching is credited. Read from tables; what makes no sense there (a speed of 0, a negative silence) is held
/// within its bounds where it is used, so that no row can stop the portal or give time away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchRules {
    /// How often a page that plays sends a beat.
    pub beat_seconds: i64,
    /// The most that a silence earns: however long nothing came, no more than this is credited at once.
    pub silence_seconds: i64,
    /// How long after its end or takeover a play may still deliver what it had played. Not more than
    /// `silence_seconds - beat_seconds`, or honest late beats may be cut.
    pub late_seconds: i64,
    /// The head start of a play in media time: for clocks that run apart, and for the way of the first beat.
    pub allowance_ms: i64,
    /// The most media time credited to one trainee in one calendar day in China, over all lessons.
    pub daily_cap_seconds: i64,
    /// The fastest playback that is credited, 100 to 200: of the course.
    pub speed_percent: i64,
    /// Whether playing in a hidden page counts: of the course.
    pub hidden_counts: bool,
    /// Whether and how presence is checked: of the course.
    pub checks: Option<CheckRules>,
    /// Of how many separate ranges the progress of a lesson may consist: what bounds the size of a row.
    pub most_fragments: usize,
    /// The life of a play.
    pub play_hours: i64,
}

/// Presence checks (在岗确认): a question on the page that somebody has to touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckRules {
    /// The next one comes between so many …
    pub from_minutes: i64,
    /// … and so many minutes after the start or the last answer.
    pub to_minutes: i64,
    /// How long there is to answer, from when the question was shown.
    pub answer_seconds: i64,
}

impl WatchRules {
    /// The rules as the portal ships them, for tests and samples.
    pub const fn usual() -> Self {
        Self {
            beat_seconds: 15,
            silence_seconds: 90,
            late_seconds: 60,
            allowance_ms: 2_000,
            daily_cap_seconds: 8 * 3_600,
            speed_percent: 100,
            hidden_counts: false,
            checks: None,
            most_fragments: 200,
            play_hours: 12,
        }
    }

    /// The speed within its bounds.
    pub(super) fn speed(&self) -> i64 {
        self.speed_percent.clamp(100, 200)
    }

    pub(super) fn silence_ms(&self) -> i64 {
        milliseconds(self.silence_seconds)
    }

    pub(super) fn late_ms(&self) -> i64 {
        milliseconds(self.late_seconds)
    }

    pub(super) fn beat_ms(&self) -> i64 {
        milliseconds(self.beat_seconds)
    }

    pub(super) fn daily_cap_ms(&self) -> i64 {
        milliseconds(self.daily_cap_seconds)
    }

    pub(super) fn play_ms(&self) -> i64 {
        self.play_hours.clamp(0, 24 * 366) * HOUR_MS
    }

    /// How much media time at most is played in so much of the server's time, rounded down.
    pub(super) fn media_ms(&self, server_ms: i64) -> i64 {
        server_ms.saturating_mul(self.speed()) / 100
    }

    /// How much of the server's time so much media time takes at least, rounded up.
    pub(super) fn server_ms(&self, media_ms: i64) -> i64 {
        media_ms.saturating_mul(100).saturating_add(self.speed() - 1) / self.speed()
    }

    /// The head start in the server's time, rounded down.
    pub(super) fn allowance_server_ms(&self) -> i64 {
        self.allowance_ms.max(0).saturating_mul(100) / self.speed()
    }
}

impl CheckRules {
    pub(super) fn earliest_ms(&self) -> i64 {
        self.from_minutes.clamp(0, 24 * 60) * MINUTE_MS
    }

    /// How far apart the earliest and the latest moment are.
    pub(super) fn range_ms(&self) -> i64 {
        (self.to_minutes.clamp(0, 24 * 60) * MINUTE_MS - self.earliest_ms()).max(0)
    }

    pub(super) fn answer_ms(&self) -> i64 {
        milliseconds(self.answer_seconds)
    }
}

/// Held between nothing and a day.
fn milliseconds(seconds: i64) -> i64 {
    seconds.clamp(0, 86_400) * 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversions_never_round_in_favour_of_the_page() {
        for speed_percent in 100..=200 {
            let rules = WatchRules { speed_percent, ..WatchRules::usual() };
            for ms in (0..100_000).step_by(61) {
                assert!(rules.media_ms(ms) * 100 <= ms * speed_percent);
                assert!(rules.server_ms(ms) * speed_percent >= ms * 100);
                // What can be afforded can be paid for.
                assert!(rules.server_ms(rules.media_ms(ms)) <= ms);
            }
        }
    }

    #[test]
    fn rows_without_sense_are_held_in_bounds() {
        for wrong in [i64::MIN, -1, 0, i64::MAX] {
            let rules = WatchRules {
                beat_seconds: wrong,
                silence_seconds: wrong,
                late_seconds: wrong,
                allowance_ms: wrong,
                daily_cap_seconds: wrong,
                speed_percent: wrong,
                play_hours: wrong,
                ..WatchRules::usual()
            };
            assert!((100..=200).contains(&rules.speed()));
            for ms in [rules.silence_ms(), rules.late_ms(), rules.beat_ms(), rules.daily_cap_ms()] {
                assert!((0..=86_400_000).contains(&ms));
            }
            assert!(rules.play_ms() >= 0 && rules.allowance_server_ms() >= 0);
            assert!(rules.media_ms(i64::MAX) >= 0 && rules.server_ms(i64::MAX) >= 0);
            let checks = CheckRules { from_minutes: wrong, to_minutes: wrong, answer_seconds: wrong };
            assert!(checks.earliest_ms() >= 0 && checks.range_ms() == 0 && checks.answer_ms() >= 0);
        }
    }
}
