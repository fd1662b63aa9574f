//! How much of one lesson is credited.

use serde::{Deserialize, Serialize};

use super::Spans;

/// One for each lesson of an enrolment and training round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What was watched of the present file and credited.
    pub spans: Spans,
    /// What was credited with files since replaced, in milliseconds. Watching the new file adds to the credit only when
    /// more of it was watched than this.
    pub kept_ms: i64,
    /// Given by staff after an objection, in milliseconds: added, as far as the lesson is long.
    pub granted_ms: i64,
}

impl Progress {
    /// The credited time of a lesson of that length. A grant never lifts it beyond the length; what was earned with a
    /// longer file that has been replaced stays.
    pub fn credited_ms(&self, length_ms: i64) -> i64 {
        let watched = self.spans.total_ms().max(self.kept_ms).max(0);
        watched.saturating_add(self.granted_ms.max(0)).min(length_ms).max(watched)
    }

    /// The lesson's file is replaced by another: what is on it has not been watched, but nothing is taken away.
    #[must_use]
    pub fn with_new_file(&self, old_length_ms: i64, new_length_ms: i64) -> Self {
        let credited = self.credited_ms(old_length_ms);
        let kept_ms = self.spans.total_ms().max(self.kept_ms);
        let kept = Self { spans: Spans::new(), kept_ms, granted_ms: self.granted_ms };
        // A shorter lesson has less room for a grant: then the grant is kept as if it had been watched.
        if kept.credited_ms(new_length_ms) < credited { Self { kept_ms: credited, ..kept } } else { kept }
    }

    /// Staff give time. Less than nothing counts as none.
    #[must_use]
    pub fn granted(&self, ms: i64) -> Self {
        Self { granted_ms: self.granted_ms.saturating_add(ms.max(0)), ..self.clone() }
    }
}

/// Whether enough of a lesson is credited. What is required beyond its length cannot be asked for; a lesson without a
/// length (no file yet) is not finished.
pub fn finished(progress: &Progress, required_ms: i64, length_ms: i64) -> bool {
    length_ms > 0 && progress.credited_ms(length_ms) >= required_ms.min(length_ms)
}

#[cfg(test)]
mod tests {
    use super::super::Span;
    use super::*;

    fn progress(watched: i64, kept_ms: i64, granted_ms: i64) -> Progress {
        Progress { spans: Span::new(0, watched).into_iter().collect(), kept_ms, granted_ms }
    }

    #[test]
    fn credit_is_the_most_of_old_and_new_and_the_grant() {
        for ((watched, kept, granted), length, credited) in [
            ((0, 0, 0), 100, 0),
            ((40, 0, 0), 100, 40),
            ((40, 60, 0), 100, 60),
            ((70, 60, 0), 100, 70),
            ((70, 60, 20), 100, 90),
            ((70, 60, 40), 100, 100),
            // Earned with a longer file.
            ((10, 120, 5), 100, 120),
            ((0, -5, -5), 100, 0),
            ((0, 0, i64::MAX), 100, 100),
            ((0, 0, 50), 0, 0),
        ] {
            assert_eq!(progress(watched, kept, granted).credited_ms(length), credited, "{watched} {kept} {granted}");
        }
    }

    #[test]
    fn a_new_file_takes_nothing_away() {
        for watched in (0..=100).step_by(10) {
            for kept in (0..=100).step_by(20) {
                for granted in (0..=100).step_by(10) {
                    for length in (10..=200).step_by(10) {
                        let before = progress(watched, kept, granted);
                        let after = before.with_new_file(100, length);
                        assert!(after.credited_ms(length) >= before.credited_ms(100), "{before:?} {length}");
                        // And gives nothing, but for the part of the grant that a longer lesson has room for.
                        assert!(
                            after.credited_ms(length) <= before.credited_ms(100.max(length)),
                            "{before:?} {length}"
                        );
                        assert!(after.spans.is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn a_grant_is_added() {
        assert_eq!(progress(10, 0, 5).granted(20).credited_ms(100), 35);
        assert_eq!(progress(10, 0, 5).granted(-20).granted_ms, 5);
        assert_eq!(progress(10, 0, 5).granted(i64::MAX).credited_ms(100), 100);
    }

    #[test]
    fn finished_is_to_the_millisecond_and_not_without_a_file() {
        for (credited, required, length, done) in [
            (90, 90, 100, true),
            (89, 90, 100, false),
            (100, 120, 100, true),
            (99, 120, 100, false),
            (0, 0, 100, true),
            (0, 0, 0, false),
            (0, 90, -1, false),
        ] {
            assert_eq!(finished(&progress(credited, 0, 0), required, length), done, "{credited} {required} {length}");
        }
    }
}
