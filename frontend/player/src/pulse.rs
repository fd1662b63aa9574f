//! When the next heartbeat goes: regularly while the video plays, soon after something has happened, and again when one has
//! failed. What the server does not hear of for a silence (90 s) is lost, so the first tries come quickly; the later ones
//! come ever more rarely, but while the video plays no more rarely than heartbeats do anyway. Pure.

/// A heartbeat that was not answered in this time may be lost: the next one carries the same. The call itself is waited for
/// longer: on a slow line it may still arrive.
const PATIENCE_MS: i64 = 8_000;
const FIRST_RETRY_MS: i64 = 3_000;
const LAST_RETRY_MS: i64 = 60_000;
/// The server counts by the minute, and rounds what is left of one up: it never holds one longer, whatever else may say so.
const LONGEST_HOLD_SECONDS: u32 = 61;

/// Times by a clock that never steps.
#[derive(Clone, Copy, Debug)]
pub struct Pulse {
    every_ms: i64,
    seq: i64,
    sent_at: i64,
    /// On its way: the number of the last one.
    waiting: Option<i64>,
    /// The highest number that was answered.
    answered: i64,
    failures: u32,
    /// Something has happened that the server should hear of soon.
    soon: bool,
    /// The server wants to hear nothing before this.
    held_until: i64,
}

impl Pulse {
    /// Held between 5 seconds and 5 minutes, whatever the rules say: a heartbeat a second would only cost data.
    pub fn new(every_seconds: i64, now: i64) -> Self {
        let every_ms = every_seconds.clamp(5, 300) * 1_000;
        Self { every_ms, seq: 0, sent_at: now, waiting: None, answered: 0, failures: 0, soon: false, held_until: now }
    }

    pub const fn soon(&mut self) {
        self.soon = true;
    }

    /// Now, whatever is on its way and whatever has failed; but not before the server wants to hear of it.
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
        let wait = match (self.waiting.is_some(), self.failures) {
            (false, 0) if self.soon => 0,
            (false, 0) => self.every_ms,
            (false, _) => self.retry_ms(playing),
            (true, 0) => PATIENCE_MS,
            (true, _) => self.retry_ms(playing).max(PATIENCE_MS),
        };
        !self.is_held(now) && (playing || unsettled || self.soon) && now.saturating_sub(self.sent_at) >= wait
    }

    /// One is sent: its number.
    pub const fn send(&mut self, now: i64) -> i64 {
        self.seq += 1;
        self.sent_at = now;
        self.waiting = Some(self.seq);
        self.soon = false;
        self.seq
    }

    pub fn answered(&mut self, seq: i64) {
        self.answered = self.answered.max(seq);
        self.failures = 0;
        self.heard(seq);
    }

    /// Of a line over which a later one has come nothing is said by this.
    pub const fn failed(&mut self, seq: i64) {
        if seq > self.answered {
            self.failures = self.failures.saturating_add(1);
        }
        self.heard(seq);
    }

    /// There were too many: the server wants none for so long, and has said so over a line that is there. What it did not
    /// take is told right after. Where it does not say how long, it is the longest.
    pub fn held(&mut self, seq: i64, now: i64, seconds: Option<u32>) {
        let seconds = seconds.unwrap_or(LONGEST_HOLD_SECONDS).clamp(1, LONGEST_HOLD_SECONDS);
        self.held_until = self.held_until.max(now.saturating_add(i64::from(seconds) * 1_000));
        self.soon = true;
        self.answered(seq);
    }

    /// Whether one would be refused now.
    pub const fn is_held(&self, now: i64) -> bool {
        now < self.held_until
    }

    /// Several in a row: the line is gone. One or two are lost on any bad line, and are made up for within seconds.
    pub const fn is_offline(&self) -> bool {
        self.failures > 2
    }

    const fn heard(&mut self, seq: i64) {
        if let Some(waiting) = self.waiting
            && waiting <= seq
        {
            self.waiting = None;
        }
    }

    /// Each wait comes twice.
    fn retry_ms(&self, playing: bool) -> i64 {
        let doubled = FIRST_RETRY_MS.saturating_mul(1 << (self.failures.saturating_sub(1) / 2).min(10));
        doubled.min(if playing { self.every_ms.min(LAST_RETRY_MS) } else { LAST_RETRY_MS })
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
        assert!(!pulse.is_due(9_000, true, true), "one is on its way");
        assert!(pulse.is_due(9_001, true, true), "it may be lost");
        assert_eq!(pulse.send(9_001), 2);
        pulse.answered(1);
        assert!(!pulse.is_due(17_000, true, true), "the second is still on its way");
        pulse.answered(2);
        assert!(!pulse.is_due(24_000, true, true) && pulse.is_due(24_001, true, true));
    }

    /// The waits between tries that all fail at once.
    fn waits(playing: bool) -> Vec<i64> {
        let (mut pulse, mut now, mut waits) = (Pulse::new(15, 0), 0, Vec::new());
        for _ in 0..11 {
            let seq = pulse.send(now);
            pulse.failed(seq);
            let wait = (0..).step_by(500).find(|wait| pulse.is_due(now + wait, playing, true)).unwrap();
            waits.push(wait / 1_000);
            now += wait;
        }
        waits
    }

    #[test]
    fn failures_make_it_rarer_but_while_it_plays_no_rarer_than_usual() {
        assert_eq!(waits(false), [3, 3, 6, 6, 12, 12, 24, 24, 48, 48, 60]);
        assert_eq!(waits(true), [3, 3, 6, 6, 12, 12, 15, 15, 15, 15, 15]);
    }

    #[test]
    fn an_answer_makes_it_regular() {
        let mut pulse = Pulse::new(15, 0);
        for (now, offline) in [(0, false), (3_000, false), (6_000, true)] {
            let seq = pulse.send(now);
            pulse.failed(seq);
            assert_eq!(pulse.is_offline(), offline, "{now}");
        }
        let seq = pulse.send(12_000);
        pulse.answered(seq);
        assert!(!pulse.is_offline() && !pulse.is_due(26_999, true, true));
        assert!(pulse.is_due(27_000, true, true));
    }

    #[test]
    fn a_failure_that_a_later_answer_has_overtaken_says_nothing() {
        let mut pulse = Pulse::new(15, 0);
        let lost = pulse.send(0);
        let heard = pulse.send(8_000);
        pulse.answered(heard);
        pulse.failed(lost);
        assert_eq!(pulse.failures(), 0);
        assert!(!pulse.is_due(22_999, true, true) && pulse.is_due(23_000, true, true));
    }

    #[test]
    fn a_server_that_wants_a_pause_gets_it_and_is_no_dead_line() {
        for (seconds, ms) in [(Some(41), 41_000), (Some(0), 1_000), (Some(u32::MAX), 61_000), (None, 61_000)] {
            let mut pulse = Pulse::new(15, 0);
            for _ in 0..2 {
                let lost = pulse.send(1_000);
                pulse.failed(lost);
            }
            let refused = pulse.send(2_000);
            pulse.held(refused, 3_000, seconds);
            assert!(pulse.failures() == 0 && !pulse.is_offline());
            pulse.soon();
            pulse.hurry();
            assert!(pulse.is_held(2_999 + ms) && !pulse.is_due(2_999 + ms, true, true), "{seconds:?}");
            assert!(!pulse.is_held(3_000 + ms) && pulse.is_due(3_000 + ms, false, false), "{seconds:?}");
        }
    }

    #[test]
    fn the_longer_of_two_pauses_holds() {
        let mut pulse = Pulse::new(15, 0);
        let (one, other) = (pulse.send(0), pulse.send(8_000));
        pulse.held(other, 9_000, Some(50));
        pulse.held(one, 9_100, Some(1));
        assert!(!pulse.is_due(58_999, true, true) && pulse.is_due(59_000, true, true));
    }

    #[test]
    fn a_line_that_swallows_everything_is_not_hammered() {
        let mut pulse = Pulse::new(15, 0);
        let mut on_the_way = Vec::new();
        let mut sent = Vec::new();
        for now in (0..600_000).step_by(1_000) {
            // As long as the call waits.
            if on_the_way.first().is_some_and(|(_, at)| now - at >= 20_000) {
                let (seq, _) = on_the_way.remove(0);
                pulse.failed(seq);
            }
            if pulse.is_due(now, true, true) {
                on_the_way.push((pulse.send(now), now));
                sent.push(now / 1_000);
            }
        }
        assert_eq!(sent.get(..5).unwrap(), [15, 23, 31, 39, 47]);
        assert!(sent.windows(2).all(|pair| matches!(pair, [one, next] if next - one >= 8)), "{sent:?}");
        assert!(sent.len() <= 44, "{}", sent.len());
    }

    #[test]
    fn rules_without_sense_are_held_in_bounds() {
        for (seconds, first) in [(i64::MIN, 5_000), (0, 5_000), (15, 15_000), (i64::MAX, 300_000)] {
            let pulse = Pulse::new(seconds, 0);
            assert!(!pulse.is_due(first - 1, true, true) && pulse.is_due(first, true, true), "{seconds}");
        }
    }
}
