//! What the tests of watching have in common: numbers by chance, and a trainee whose requests reach the server.

mod attacks;
mod checks;
mod histories;
mod honest;
mod limits;
mod samples;

use super::*;
use crate::time::Timestamp;

/// A minute of media or of the server's time.
pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;

/// 2026-10-05 08:00 in China.
pub const START: Timestamp = Timestamp(1_791_158_400_000);

/// Numbers that repeat: Park and Miller's generator.
pub struct Chance(i64);

impl Chance {
    pub fn new(seed: i64) -> Self {
        let mut chance = Self(seed % 2_147_483_646 + 1);
        // Neighbouring seeds begin alike.
        chance.below(2);
        chance.below(2);
        chance
    }

    /// From 0 to `limit - 1`.
    pub fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % limit
    }

    /// One time in `n`.
    pub fn one_in(&mut self, n: i64) -> bool {
        self.below(n) == 0
    }
}

/// One trainee and what the server stores.
pub struct World {
    pub now: Timestamp,
    pub pace: Option<Pace>,
    pub lessons: Vec<Lesson>,
    /// Each with the index of its lesson.
    pub plays: Vec<(usize, PlayState)>,
    /// For the moments of presence checks.
    pub random: u32,
}

pub struct Lesson {
    pub rules: WatchRules,
    pub length_ms: i64,
    pub progress: Progress,
}

impl World {
    /// With one lesson of an hour.
    pub fn new(rules: WatchRules) -> Self {
        let mut world = Self { now: START, pace: None, lessons: Vec::new(), plays: Vec::new(), random: 1 << 31 };
        world.add_lesson(rules, HOUR);
        world
    }

    pub fn add_lesson(&mut self, rules: WatchRules, length_ms: i64) -> usize {
        self.lessons.push(Lesson { rules, length_ms, progress: Progress::default() });
        self.lessons.len() - 1
    }

    pub fn wait(&mut self, ms: i64) {
        self.now = Timestamp(self.now.0 + ms);
    }

    /// Begins a play, without taking over from another.
    pub fn start(&mut self, lesson: usize) -> usize {
        let before = self.plays.last().map(|(_, play)| play);
        let started = start(&self.lessons[lesson].rules, self.now, self.pace.as_ref(), before, self.random);
        self.pace = Some(started.pace);
        self.plays.push((lesson, started.play));
        self.plays.len() - 1
    }

    pub fn judge(&self, play: usize, sent: &Beat) -> Result<Beaten, BeatRefusal> {
        let (lesson, play) = &self.plays[play];
        let Lesson { rules, length_ms, progress } = &self.lessons[*lesson];
        let setting = Setting { rules, length_ms: *length_ms, now: self.now, random: self.random };
        beat(&setting, self.pace.as_ref().unwrap(), progress, play, sent)
    }

    pub fn beat(&mut self, play: usize, sent: &Beat) -> Beaten {
        let beaten = self.judge(play, sent).unwrap();
        let lesson = self.plays[play].0;
        self.pace = Some(beaten.pace.clone());
        self.plays[play].1 = beaten.play.clone();
        self.lessons[lesson].progress = beaten.progress.clone();
        beaten
    }

    /// A beat with one segment; what it earned.
    pub fn claim(&mut self, play: usize, from: i64, to: i64) -> i64 {
        let seq = self.play(play).last_seq + 1;
        self.beat(play, &segments(seq, &[(from, to)])).earned_ms
    }

    pub fn play(&self, play: usize) -> &PlayState {
        &self.plays[play].1
    }

    pub fn credited(&self, lesson: usize) -> i64 {
        self.lessons[lesson].progress.credited_ms(self.lessons[lesson].length_ms)
    }
}

/// A beat that claims the ranges, played in sight.
pub fn segments(seq: i64, ranges: &[(i64, i64)]) -> Beat {
    let segments = ranges.iter().map(|&(from, to)| Segment { from, to, hidden: false }).collect();
    let place_ms = ranges.last().map_or(0, |range| range.1);
    Beat { seq, segments, place_ms, check: None, last: false }
}

#[test]
fn chance_is_even_enough() {
    let mut chance = Chance::new(3);
    let heads = (0..10_000).filter(|_| chance.one_in(2)).count();
    assert!((4_800..5_200).contains(&heads), "{heads}");
}
