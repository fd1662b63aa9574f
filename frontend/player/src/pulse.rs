//! When the next heartbeat goes: regularly while the video plays, soon after something has happened, and again when one has
//! failed, ever more rarely. Pure.

/// A heartbeat that was not answered in this time is taken for lost: the next one carries the same.
const PATIENCE_MS: i64 = 20_000;
const FIRST_RETRY_MS: i64 = 3_000;
const LAST_RETRY_MS: i64 = 60_000;

/// Times by a clock that never steps.
#[derive(Clone, Copy, Debug)]
pub struct Pulse {
    every_ms: i64,
    seq: i64,
    sent_at: i64,
    /// On its way: the number of the last one.
    waiting: Option<i64>,
    failures: u32,
    /// Something has happened that the server should hear of soon.
    soon: bool,
}

impl Pulse {
    /// Held between 5 seconds and 5 minutes, whatever the rules say: a heartbeat a second would only cost data.
    pub fn new(every_seconds: i64, now: i64) -> Self {
        let every_ms = every_seconds.clamp(5, 300) * 1_000;
        Self { every_ms, seq: 0, sent_at: now, waiting: None, failures: 0, soon: false }
    }

    pub const fn soon(&mut self) {
        self.soon = true;
    }

    /// Now, whatever is on its way and whatever has failed.
    pub const fn hurry(&mut self) {
        self.waiting = None;
        self.failures = 0;
        self.soon = true;
    }

    /// In a row.
    pub const fn failures(&self) -> u32 {
        self.failures
    }

    /// Whether one is to be sent now. `unsettled`: something waits to be told.
    pub fn is_due(&self, now: i64, playing: bool, unsettled: bool) -> bool {
        let since = now.saturating_sub(self.sent_at);
        if self.waiting.is_some() && since < PATIENCE_MS {
            return false;
        }
        if self.failures > 0 {
            return (playing || unsettled || self.soon) && since >= self.retry_ms();
        }
        self.soon || (playing && since >= self.every_ms) || (unsettled && since >= self.every_ms)
    }

    /// One is sent: its number.
    pub const fn send(&mut self, now: i64) -> i64 {
        self.seq += 1;
        self.sent_at = now;
        self.waiting = Some(self.seq);
        self.soon = false;
        self.seq
    }

    pub const fn answered(&mut self, seq: i64) {
        self.failures = 0;
        self.heard(seq);
    }

    pub const fn failed(&mut self, seq: i64) {
        self.failures = self.failures.saturating_add(1);
        self.heard(seq);
    }

    /// Two or more in a row: the line is gone.
    pub const fn is_offline(&self) -> bool {
        self.failures > 1
    }

    const fn heard(&mut self, seq: i64) {
        if let Some(waiting) = self.waiting
            && waiting <= seq
        {
            self.waiting = None;
        }
    }

    fn retry_ms(&self) -> i64 {
        let doubled = FIRST_RETRY_MS.saturating_mul(1 << self.failures.saturating_sub(1).min(10));
        doubled.min(LAST_RETRY_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_beats_while_playing_and_when_something_waits() {
        let mut pulse = Pulse::new(15, 1_000);
        for (now, playing, unsettled, due) in [
            (1_000, true, false, false),
            (15_999, true, false, false),
            (16_000, true, false, true),
            (16_000, false, false, false),
            (16_000, false, true, true),
        ] {
            assert_eq!(pulse.is_due(now, playing, unsettled), due, "{now} {playing} {unsettled}");
        }
        pulse.soon();
        assert!(pulse.is_due(1_001, false, false));
        assert_eq!(pulse.send(1_001), 1);
        assert!(!pulse.is_due(20_000, true, true), "one is on its way");
        assert!(pulse.is_due(21_001, true, true), "it was lost");
        assert_eq!(pulse.send(21_001), 2);
        pulse.answered(1);
        assert!(!pulse.is_due(36_001, true, true), "the second is still on its way");
        pulse.answered(2);
        assert!(pulse.is_due(36_001, true, true));
    }

    #[test]
    fn failures_make_it_rarer_and_an_answer_makes_it_regular() {
        let mut pulse = Pulse::new(15, 0);
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..8 {
            let seq = pulse.send(now);
            pulse.failed(seq);
            let wait = (0..).step_by(500).find(|wait| pulse.is_due(now + wait, true, true)).unwrap();
            waits.push(wait);
            now += wait;
        }
        assert_eq!(waits, [3_000, 6_000, 12_000, 24_000, 48_000, 60_000, 60_000, 60_000]);
        assert!(pulse.is_offline());
        let seq = pulse.send(now);
        pulse.answered(seq);
        assert!(!pulse.is_offline() && !pulse.is_due(now + 14_999, true, true));
        assert!(pulse.is_due(now + 15_000, true, true));
    }

    #[test]
    fn rules_without_sense_are_held_in_bounds() {
        for (seconds, first) in [(i64::MIN, 5_000), (0, 5_000), (15, 15_000), (i64::MAX, 300_000)] {
            let pulse = Pulse::new(seconds, 0);
            assert!(!pulse.is_due(first - 1, true, true) && pulse.is_due(first, true, true), "{seconds}");
        }
    }
}
