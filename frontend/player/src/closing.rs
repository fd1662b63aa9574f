//! Plays that are over on this page while the server has not heard all of them: each keeps its token and what it has not
//! delivered, and tells it again until it is answered or was tried a few times. Pure.

use shared::lessons::watching::{Beat, CheckAnswer};

use crate::pulse::Pulse;
use crate::recorder::Recorder;

/// More at once come only from a line that is gone; then the oldest has waited in vain the longest.
const MOST: usize = 4;
/// With the pauses of a [`Pulse`] that is nearly half an hour.
const MOST_FAILURES: u32 = 32;

/// A play that is over.
#[derive(Clone, Debug)]
pub struct Closing {
    pub token: String,
    pub recorder: Recorder,
    /// Its heartbeats are numbered on.
    pub pulse: Pulse,
    pub place_ms: i64,
    /// What was still to be said of a presence check.
    pub check: Option<CheckAnswer>,
}

/// It, and the first heartbeat that said so.
#[derive(Clone, Debug)]
struct Told {
    play: Closing,
    end: Option<i64>,
}

/// Those of a page, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Closings {
    plays: Vec<Told>,
}

impl Closings {
    /// Takes one over. Whatever is on its way already, its end is not: that is told at once.
    pub fn add(&mut self, mut play: Closing) {
        play.pulse.hurry();
        let surplus = self.plays.len().saturating_sub(MOST - 1);
        self.plays.drain(..surplus);
        self.plays.push(Told { play, end: None });
    }

    /// The line is there: nothing waits for its next try.
    pub fn hurry(&mut self) {
        self.plays.iter_mut().for_each(|told| told.play.pulse.hurry());
    }

    /// The next heartbeat that is due, with the token it goes under.
    pub fn send(&mut self, now: i64) -> Option<(String, Beat)> {
        let Told { play, end } = self.plays.iter_mut().find(|told| told.play.pulse.is_due(now, false, true))?;
        let seq = play.pulse.send(now);
        *end = end.or(Some(seq));
        let segments = play.recorder.pending(seq);
        Some((play.token.clone(), Beat { seq, segments, place_ms: play.place_ms, check: play.check, last: true }))
    }

    /// The server has answered one of them. Once it has heard the end and everything before, the play is forgotten.
    pub fn answered(&mut self, token: &str, seq: i64, ack: i64) {
        let Some(Told { play, end }) = self.of(token) else { return };
        play.pulse.answered(seq);
        play.recorder.acked(ack);
        // An answer to what was sent before it was over leaves the end to be told.
        if end.is_some_and(|end| end <= seq) {
            play.pulse.soon();
            if play.recorder.is_empty() {
                self.forget(token);
            }
        }
    }

    pub fn failed(&mut self, token: &str, seq: i64) {
        let Some(Told { play, .. }) = self.of(token) else { return };
        play.pulse.failed(seq);
        if play.pulse.failures() >= MOST_FAILURES {
            self.forget(token);
        }
    }

    /// The server wants to hear nothing of it for so long.
    pub fn held(&mut self, token: &str, seq: i64, now: i64, seconds: Option<u32>) {
        if let Some(Told { play, .. }) = self.of(token) {
            play.pulse.held(seq, now, seconds);
        }
    }

    /// The server wants to hear nothing more of it.
    pub fn forget(&mut self, token: &str) {
        self.plays.retain(|told| told.play.token != token);
    }

    fn of(&mut self, token: &str) -> Option<&mut Told> {
        self.plays.iter_mut().find(|told| told.play.token == token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recorder::Sample;

    fn play(token: &str, pieces: &[(i64, i64)]) -> Closing {
        let mut recorder = Recorder::default();
        for (from, to) in pieces {
            recorder.play(Sample { media_ms: *from, wall_ms: *from });
            recorder.stop(Sample { media_ms: *to, wall_ms: *to });
        }
        Closing { token: token.into(), recorder, pulse: Pulse::new(15, 0), place_ms: 7_000, check: None }
    }

    fn ranges(beat: &Beat) -> Vec<(i64, i64)> {
        beat.segments.iter().map(|segment| (segment.from, segment.to)).collect()
    }

    #[test]
    fn what_failed_is_told_again_until_it_is_answered() {
        let mut closings = Closings::default();
        closings.add(play("a", &[(0, 5_000)]));
        let (token, beat) = closings.send(1).unwrap();
        assert_eq!((token.as_str(), beat.seq, beat.last, beat.place_ms), ("a", 1, true, 7_000));
        assert_eq!(ranges(&beat), [(0, 5_000)]);
        assert!(closings.send(2).is_none(), "it is on its way");
        closings.failed("a", 1);
        assert!(closings.send(3_000).is_none(), "not at once");
        let (_, again) = closings.send(3_001).unwrap();
        assert_eq!((again.seq, ranges(&again)), (2, vec![(0, 5_000)]));
        closings.failed("a", 2);
        assert!(closings.send(3_002).is_none());
        closings.hurry();
        assert!(closings.send(3_002).is_some(), "the line is there");
        closings.answered("a", 3, 3);
        assert!(closings.send(1_000_000).is_none(), "it is settled");
    }

    #[test]
    fn an_answer_to_an_earlier_heartbeat_leaves_the_end_to_be_told() {
        let mut closings = Closings::default();
        let mut old = play("a", &[(0, 5_000)]);
        let before = old.pulse.send(0);
        assert_eq!(old.recorder.pending(before).len(), 1);
        closings.add(old);
        let (_, last) = closings.send(1).unwrap();
        assert_eq!((before, last.seq, last.last), (1, 2, true), "no waiting for the one before");
        closings.answered("a", before, before);
        closings.failed("a", last.seq);
        let (_, again) = closings.send(10_000).unwrap();
        assert_eq!((again.seq, again.last, ranges(&again)), (3, true, vec![]));
        closings.answered("a", 3, 3);
        assert!(closings.send(1_000_000).is_none());
    }

    #[test]
    fn an_answer_that_came_before_anything_was_sent_leaves_the_end_to_be_told() {
        let mut closings = Closings::default();
        let mut old = play("a", &[(0, 5_000)]);
        let before = old.pulse.send(0);
        assert_eq!(old.recorder.pending(before).len(), 1);
        closings.add(old);
        closings.answered("a", before, before);
        assert!(closings.send(1).is_some_and(|(_, beat)| beat.last));
    }

    #[test]
    fn a_server_that_wants_a_pause_hears_the_rest_after_it() {
        let mut closings = Closings::default();
        closings.add(play("a", &[(0, 5_000)]));
        let (_, refused) = closings.send(1).unwrap();
        closings.held("a", refused.seq, 100, Some(20));
        closings.hurry();
        assert!(closings.send(20_099).is_none());
        let (_, again) = closings.send(20_100).unwrap();
        assert_eq!((again.last, ranges(&again)), (true, vec![(0, 5_000)]));
    }

    #[test]
    fn it_is_given_up_after_some_tries() {
        let mut closings = Closings::default();
        closings.add(play("a", &[(0, 5_000)]));
        let (mut now, mut tries) = (0, 0);
        while now < 10_000_000 {
            if let Some((token, beat)) = closings.send(now) {
                tries += 1;
                closings.failed(&token, beat.seq);
            }
            now += 500;
        }
        assert_eq!(tries, MOST_FAILURES);
    }

    #[test]
    fn only_the_latest_are_kept() {
        let mut closings = Closings::default();
        for token in ["a", "b", "c", "d", "e"] {
            closings.add(play(token, &[(0, 5_000)]));
        }
        closings.forget("c");
        let mut told = Vec::new();
        while let Some((token, _)) = closings.send(1) {
            told.push(token);
        }
        assert_eq!(told, ["b", "d", "e"]);
    }
}
