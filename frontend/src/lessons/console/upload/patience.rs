//! How fast it goes, when it hangs, and how long to wait after a failure. Without a clock of its own: times are
//! milliseconds, and only differences count.

use std::collections::VecDeque;

/// The rate is that of the last seconds: a line changes.
const WINDOW_MS: i64 = 15_000;
/// Below this nothing can be said about a rate.
const SHORTEST_MS: i64 = 2_000;
/// When nothing has left for so long, the connection is taken for dead.
const STALLED_MS: i64 = 60_000;
/// A line that comes back is found soon, and one that stays away is not pressed.
const WAITS_SECONDS: [i64; 6] = [1, 2, 4, 8, 15, 30];

/// What was sent when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Moments with the bytes that had left by then, oldest first.
    samples: VecDeque<(i64, i64)>,
    /// When that number last grew.
    moved_at: Option<i64>,
}

impl Pace {
    /// So many bytes have left by now.
    pub fn note(&mut self, at: i64, sent: i64) {
        let grew = self.samples.back().is_none_or(|(_, known)| sent > *known);
        if grew || self.moved_at.is_none() {
            self.moved_at = Some(at);
        }
        // A part that failed is sent again: what was measured before does not fit any more.
        if self.samples.back().is_some_and(|(_, known)| sent < *known) {
            self.samples.clear();
        }
        self.samples.push_back((at, sent));
        while self.samples.len() > 2 && self.samples.front().is_some_and(|(first, _)| at - first > WINDOW_MS) {
            self.samples.pop_front();
        }
    }

    /// Bytes per second; absent while it is not known.
    pub fn rate(&self) -> Option<i64> {
        let ((from, first), (to, last)) = (self.samples.front()?, self.samples.back()?);
        let time = to - from;
        (time >= SHORTEST_MS).then(|| (last - first).saturating_mul(1_000) / time).filter(|rate| *rate > 0)
    }

    /// Seconds until the rest is sent.
    pub fn rest_seconds(&self, rest: i64) -> Option<i64> {
        self.rate().map(|rate| rest.max(0) / rate)
    }

    /// Nothing moves any more.
    pub fn is_stalled(&self, now: i64) -> bool {
        self.moved_at.is_some_and(|moved_at| now - moved_at >= STALLED_MS)
    }
}

/// Seconds to wait before the next try, after so many failures in a row.
pub fn wait_seconds(failures: usize) -> i64 {
    let [.., longest] = WAITS_SECONDS;
    WAITS_SECONDS.get(failures.saturating_sub(1)).copied().unwrap_or(longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(samples: &[(i64, i64)]) -> Pace {
        let mut pace = Pace::default();
        for (at, sent) in samples {
            pace.note(*at, *sent);
        }
        pace
    }

    #[test]
    fn a_rate_is_known_after_some_seconds() {
        assert_eq!(noted(&[]).rate(), None);
        assert_eq!(noted(&[(0, 0), (1_000, 500)]).rate(), None);
        let pace = noted(&[(0, 0), (1_000, 500), (2_000, 3_000)]);
        assert_eq!(pace.rate(), Some(1_500));
        assert_eq!(pace.rest_seconds(15_000), Some(10));
        assert_eq!(pace.rest_seconds(-1), Some(0));
    }

    #[test]
    fn only_the_last_seconds_count() {
        let slow_then_fast: Vec<_> = (0..=60).map(|n| (n * 1_000, if n < 30 { n } else { (n - 29) * 1_000 })).collect();
        assert_eq!(noted(&slow_then_fast).rate(), Some(1_000));
    }

    #[test]
    fn after_a_failed_part_it_is_measured_anew() {
        let pace = noted(&[(0, 0), (5_000, 9_000), (6_000, 1_000)]);
        assert_eq!(pace.rate(), None);
    }

    #[test]
    fn a_line_on_which_nothing_leaves_is_dead_after_a_minute() {
        let mut pace = noted(&[(0, 0), (1_000, 10)]);
        for second in 2..61 {
            pace.note(second * 1_000, 10);
        }
        assert!(!pace.is_stalled(60_999));
        assert!(pace.is_stalled(61_000));
        pace.note(61_000, 11);
        assert!(!pace.is_stalled(61_000));
        assert!(!Pace::default().is_stalled(i64::MAX));
    }

    #[test]
    fn waits_grow_to_half_a_minute() {
        let waits: Vec<_> = [1, 2, 3, 6, 7, 100].map(wait_seconds).to_vec();
        assert_eq!(waits, [1, 2, 4, 30, 30, 30]);
    }
}
