//! Thousands of histories by chance, of people who stop at nothing: several lessons and plays at once, segments of all
//! sizes, beats again and again, late, after the end, with clocks that jitter. Whatever they do, the invariants hold.

use std::collections::BTreeMap;

use super::samples::travels;
use super::*;
use crate::date::Date;

const HISTORIES: i64 = 2_000;
const STEPS: i64 = 60;
/// All divide it, so that sums over courses of different speeds are exact.
const SPEEDS: [i64; 4] = [100, 125, 150, 200];
const COMMON: i64 = 600;

struct History {
    world: World,
    chance: Chance,
    /// Every beat that was sent, with its play.
    sent: Vec<(usize, Beat)>,
    /// The latest moment that the server's clock has shown.
    latest: Timestamp,
    first: Timestamp,
    /// What all beats have earned by the speed of the course, in hundredths of the server's time times [`COMMON`].
    spent: i64,
    /// What was credited on each day, by its number.
    days: BTreeMap<Date, i64>,
}

impl History {
    fn new(seed: i64) -> Self {
        let mut chance = Chance::new(seed);
        let mut world = World::new(WatchRules::usual());
        world.lessons.clear();
        for _ in 0..=chance.below(3) {
            let checks = CheckRules { from_minutes: 1, to_minutes: 1 + chance.below(4), answer_seconds: 60 };
            let rules = WatchRules {
                speed_percent: SPEEDS[index(chance.below(4))],
                hidden_counts: chance.one_in(2),
                checks: chance.one_in(2).then_some(checks),
                most_fragments: [2, 5, 200][index(seed % 3)],
                daily_cap_seconds: [120, 8 * 3_600][index(seed % 2)],
                ..WatchRules::usual()
            };
            world.add_lesson(rules, [MINUTE, 10 * MINUTE, HOUR][index(chance.below(3))]);
        }
        // Some begin shortly before midnight.
        world.wait(chance.below(2) * (16 * HOUR - 5 * MINUTE));
        let first = world.now;
        let mut history =
            Self { world, chance, sent: Vec::new(), latest: first, first, spent: 0, days: BTreeMap::new() };
        history.start();
        history
    }

    fn start(&mut self) {
        let lesson = index(self.chance.below(self.lessons()));
        if self.chance.one_in(2) {
            let now = self.world.now;
            for (_, play) in &mut self.world.plays {
                *play = play.superseded(now);
            }
        }
        let started = self.world.start(lesson);
        travels(&self.world.plays[started].1);
    }

    fn lessons(&self) -> i64 {
        i64::try_from(self.world.lessons.len()).unwrap()
    }

    fn step(&mut self) {
        match self.chance.below(12) {
            0 => self.start(),
            1 => self.office(),
            2 | 3 => self.again(),
            4..=6 => {
                let ms = match self.chance.below(6) {
                    // The clock is set right by a little: less than a silence in all.
                    0 => -self.chance.below(10_000).min(self.world.now.0 - self.latest.0 + 80_000).max(0),
                    1 => self.chance.below(HOUR),
                    _ => self.chance.below(30_000),
                };
                self.world.wait(ms);
                self.latest = self.latest.max(self.world.now);
            }
            _ => {
                let play = index(self.chance.below(i64::try_from(self.world.plays.len()).unwrap()));
                let beat = self.some_beat();
                let (lesson, state) = &self.world.plays[play];
                let Lesson { rules, .. } = &self.world.lessons[*lesson];
                // One that came too late may count after all when the clock is set back.
                if state.as_of(rules, self.world.now).still_delivers(rules, self.world.now) {
                    self.sent.push((play, beat.clone()));
                }
                self.send(play, &beat);
            }
        }
    }

    /// Something that staff or the page do to a play or a lesson.
    fn office(&mut self) {
        let now = self.world.now;
        let play = index(self.chance.below(i64::try_from(self.world.plays.len()).unwrap()));
        let lesson = self.world.plays[play].0;
        let before = self.world.credited(lesson);
        match self.chance.below(3) {
            0 => self.world.plays[play].1 = self.world.play(play).closed(now),
            1 => {
                let Lesson { progress, .. } = &mut self.world.lessons[lesson];
                *progress = progress.granted(self.chance.below(10_000));
            }
            _ => {
                for (_, play) in self.world.plays.iter_mut().filter(|(of, _)| *of == lesson) {
                    *play = play.withdrawn(now);
                }
                let length = 1_000 + self.chance.below(HOUR);
                let Lesson { progress, length_ms, .. } = &mut self.world.lessons[lesson];
                *progress = progress.with_new_file(*length_ms, length);
                *length_ms = length;
            }
        }
        assert!(self.world.credited(lesson) >= before);
    }

    fn some_beat(&mut self) -> Beat {
        let chance = &mut self.chance;
        let number = |chance: &mut Chance| match chance.below(12) {
            0 => i64::MIN,
            1 => i64::MAX,
            2 => -chance.below(HOUR),
            3 => chance.below(2 * HOUR),
            _ => chance.below(12) * 7_501,
        };
        let segments = (0..chance.below(6)).map(|_| {
            let from = number(chance);
            let to = if chance.one_in(2) { from.saturating_add(chance.below(20_000)) } else { number(chance) };
            Segment { from, to, hidden: chance.one_in(4) }
        });
        let segments = segments.collect();
        let what = if chance.one_in(2) { CheckStep::Shown } else { CheckStep::Answered };
        let id = u32::try_from(chance.below(4)).unwrap();
        let check = chance.one_in(3).then_some(CheckAnswer { id, what });
        let (seq, place_ms, last) = (number(chance), number(chance), chance.one_in(30));
        Beat { seq, segments, place_ms, check, last }
    }

    /// An earlier beat comes a second time: it changes nothing in the progress, and nothing of what the play claims.
    fn again(&mut self) {
        if self.sent.is_empty() {
            return;
        }
        let nth = index(self.chance.below(i64::try_from(self.sent.len()).unwrap()));
        let (play, beat) = self.sent[nth].clone();
        let (lesson, before) = self.world.plays[play].clone();
        let progress = self.world.lessons[lesson].progress.clone();
        self.send(play, &beat);
        let after = self.world.play(play);
        assert_eq!((&after.claimed, after.counted_ms), (&before.claimed, before.counted_ms));
        assert_eq!(after.uncounted, before.uncounted);
        assert_eq!(self.world.lessons[lesson].progress, progress);
    }

    fn send(&mut self, play: usize, beat: &Beat) {
        self.world.random = u32::try_from(self.chance.below(1 << 31)).unwrap() * 2;
        let lesson = self.world.plays[play].0;
        let (before, stored) = (self.world.credited(lesson), self.world.play(play).clone());
        let credited = self.world.lessons[lesson].progress.spans.total_ms();
        let beaten = self.world.beat(play, beat);
        let Lesson { rules, length_ms, progress } = &self.world.lessons[lesson];

        // Credit grows by what was earned, and never falls.
        assert!(beaten.earned_ms >= 0);
        assert_eq!(self.world.credited(lesson), before + beaten.earned_ms);
        assert_eq!(beaten.ack_seq, beat.seq);
        // Every millisecond claimed is accounted for once; only gaps closed for their number are not.
        let counted = beaten.play.counted_ms - stored.counted_ms;
        assert_eq!(progress.spans.total_ms() - credited, counted);
        let accounted = beaten.play.counted_ms + beaten.play.uncounted.total_ms();
        if beaten.play.claimed.fragments() < rules.most_fragments {
            assert!(accounted <= beaten.play.claimed.total_ms());
        }
        assert!(rules.most_fragments < 200 || accounted == beaten.play.claimed.total_ms());
        assert!(progress.spans.fragments() <= rules.most_fragments);
        assert!(progress.spans.iter().all(|span| span.to_ms() <= *length_ms));

        // Time: what was credited divided by its speed is at most the server's time and the head start.
        self.spent += counted * 100 * COMMON / rules.speed_percent;
        assert!(beaten.earned_ms <= counted);
        let elapsed = self.latest.0 - self.first.0 + rules.allowance_ms;
        assert!(self.spent <= elapsed * COMMON, "{} of {elapsed}", self.spent / COMMON);
        assert!((0..=90_000).contains(&beaten.pace.budget_ms));
        let day = self.days.entry(beaten.pace.day).or_default();
        *day += counted;
        assert!(*day <= rules.daily_cap_seconds * 1_000 && *day == beaten.pace.day_ms);

        if self.chance.one_in(10) {
            travels(&beaten.pace);
            travels(&beaten.progress);
            travels(&beaten.play);
            travels(&beaten.order);
            travels(beat);
        }

        // The very same beat right behind it changes nothing.
        let twice = self.world.judge(play, beat).unwrap();
        assert_eq!((twice.earned_ms, &twice.progress, &twice.pace), (0, &beaten.progress, &beaten.pace));
        let same = PlayState { check: beaten.play.check.clone(), ..twice.play };
        assert_eq!(same, beaten.play);
    }
}

fn index(number: i64) -> usize {
    usize::try_from(number).unwrap()
}

#[test]
fn whatever_they_do_they_earn_no_more_than_the_time() {
    let mut earned = 0;
    for seed in 0..HISTORIES {
        let mut history = History::new(seed);
        for _ in 0..STEPS {
            history.step();
        }
        earned += history.spent;
    }
    // The histories are no idle ones: on the average they earn some time.
    assert!(earned / COMMON / HISTORIES > 30_000, "{}", earned / COMMON / HISTORIES);
}

/// With one speed, to the letter: time times speed, and the head start.
#[test]
fn in_one_course_credit_is_at_most_time_by_speed_and_the_head_start() {
    for seed in 0..300 {
        let mut history = History::new(seed);
        let rules = WatchRules { speed_percent: SPEEDS[index(seed % 4)], ..WatchRules::usual() };
        for lesson in &mut history.world.lessons {
            lesson.rules = rules.clone();
        }
        history.world.pace = None;
        history.world.plays.clear();
        history.world.start(0);
        for _ in 0..STEPS {
            history.world.wait(history.chance.below(40_000));
            let play = index(history.chance.below(i64::try_from(history.world.plays.len()).unwrap()));
            if history.chance.one_in(8) {
                history.world.start(0);
            }
            history.world.claim(play, 0, HOUR);
            let total: i64 = (0..history.world.lessons.len()).map(|lesson| history.world.credited(lesson)).sum();
            let elapsed = history.world.now.0 - history.first.0;
            assert!(total <= elapsed * rules.speed_percent / 100 + rules.allowance_ms);
        }
    }
}
