//! Histories of a video, and what is recorded of them.

use super::*;

/// Something that happens to a video; places and times in milliseconds.
#[derive(Clone, Copy, Debug)]
enum Step {
    Play(i64, i64),
    Tick(i64, i64),
    Stop(i64, i64),
    Jump,
    Hide(bool, i64, i64),
    Speed(i64, i64, i64),
}

const fn at(media_ms: i64, wall_ms: i64) -> Sample {
    Sample { media_ms, wall_ms }
}

fn after(steps: &[Step]) -> Recorder {
    let mut recorder = Recorder::default();
    for step in steps {
        match *step {
            Step::Play(media, wall) => recorder.play(at(media, wall)),
            Step::Tick(media, wall) => recorder.tick(at(media, wall)),
            Step::Stop(media, wall) => recorder.stop(at(media, wall)),
            Step::Jump => recorder.jump(),
            Step::Hide(hidden, media, wall) => recorder.set_hidden(hidden, at(media, wall)),
            Step::Speed(percent, media, wall) => recorder.set_speed(percent, at(media, wall)),
        }
    }
    recorder
}

fn recorded(steps: &[Step]) -> Vec<(i64, i64, bool)> {
    plain(&after(steps).pending(1))
}

fn plain(segments: &[Segment]) -> Vec<(i64, i64, bool)> {
    segments.iter().map(|segment| (segment.from, segment.to, segment.hidden)).collect()
}

use Step::{Hide, Jump, Play, Speed, Stop, Tick};

#[test]
fn pieces_are_what_was_played() {
    for (what, steps, pieces) in [
        ("nothing", &[][..], &[][..]),
        ("paused from the start", &[Tick(0, 0), Tick(5_000, 5_000)], &[]),
        ("playing", &[Play(0, 0), Tick(250, 250), Tick(500, 500)], &[(0, 500, false)]),
        ("begun and stopped at once", &[Play(7, 0), Stop(7, 3)], &[]),
        ("said twice", &[Play(0, 0), Play(300, 300), Tick(600, 600)], &[(0, 600, false)]),
        ("stopped", &[Play(0, 0), Stop(900, 900), Tick(5_000, 1_000)], &[(0, 900, false)]),
        (
            "stopped and gone on: one piece",
            &[Play(0, 0), Stop(900, 900), Play(900, 60_000), Tick(1_000, 60_100)],
            &[(0, 1_000, false)],
        ),
        ("waited for data", &[Play(0, 0), Stop(400, 400), Play(400, 9_000), Stop(800, 9_400)], &[(0, 800, false)]),
        (
            "jumped ahead",
            &[Play(0, 0), Tick(250, 250), Jump, Play(60_000, 700), Tick(60_250, 950)],
            &[(0, 250, false), (60_000, 60_250, false)],
        ),
        (
            "jumped back",
            &[Play(60_000, 0), Tick(60_250, 250), Jump, Play(0, 500), Tick(400, 900)],
            &[(60_000, 60_250, false), (0, 400, false)],
        ),
        (
            "jumped, and nothing said so",
            &[
                Play(0, 0),
                Tick(250, 250),
                Tick(60_000, 500),
                Tick(60_250, 750),
                Tick(30_000, 1_000),
                Tick(30_100, 1_100),
            ],
            &[(0, 250, false), (60_000, 60_250, false), (30_000, 30_100, false)],
        ),
        (
            "jumped, and the pause told the new place",
            &[Play(0, 0), Tick(250, 250), Stop(60_000, 300), Play(60_000, 700), Tick(60_200, 900)],
            &[(0, 250, false), (60_000, 60_200, false)],
        ),
        ("rounded back", &[Play(0, 0), Tick(500, 500), Tick(400, 510), Tick(600, 700)], &[(0, 600, false)]),
        ("told late", &[Play(0, 0), Tick(40_000, 40_000)], &[(0, 40_000, false)]),
        (
            "the clock stood still",
            &[Play(0, 0), Tick(900, 0), Tick(5_000, 0), Tick(5_100, 0)],
            &[(0, 900, false), (5_000, 5_100, false)],
        ),
        (
            "in the background and back",
            &[Play(0, 0), Hide(true, 300, 300), Tick(800, 800), Hide(false, 1_000, 1_000), Tick(1_200, 1_200)],
            &[(0, 300, false), (300, 1_000, true), (1_000, 1_200, false)],
        ),
        (
            "in the background while paused",
            &[
                Play(0, 0),
                Stop(300, 300),
                Hide(true, 300, 400),
                Hide(false, 300, 900),
                Play(300, 1_000),
                Tick(500, 1_200),
            ],
            &[(0, 500, false)],
        ),
        ("hidden before it began", &[Hide(true, 0, 0), Play(0, 10), Tick(100, 110)], &[(0, 100, true)]),
        ("twice as fast", &[Play(0, 0), Speed(200, 500, 500), Tick(20_500, 10_500)], &[(0, 20_500, false)]),
        (
            "as fast as before: a jump",
            &[Play(0, 0), Speed(100, 500, 500), Tick(20_500, 10_500), Tick(20_600, 10_600)],
            &[(0, 500, false), (20_500, 20_600, false)],
        ),
    ] {
        assert_eq!(recorded(steps), pieces, "{what}");
    }
}

#[test]
fn what_is_not_settled_is_said_again() {
    let mut recorder = after(&[Play(0, 0), Tick(15_000, 15_000)]);
    assert_eq!(plain(&recorder.pending(1)), [(0, 15_000, false)]);
    recorder.tick(at(30_000, 30_000));
    assert_eq!(plain(&recorder.pending(2)), [(0, 30_000, false)], "the first was not answered");
    recorder.acked(1);
    assert_eq!(plain(&recorder.pending(3)), [(15_000, 30_000, false)]);
    recorder.tick(at(31_000, 31_000));
    recorder.acked(3);
    assert!(!recorder.is_empty(), "it plays on");
    assert_eq!(plain(&recorder.pending(4)), [(30_000, 31_000, false)]);
    recorder.acked(9);
    recorder.acked(1);
    assert!(recorder.is_empty() && recorder.is_playing());
    assert!(recorder.pending(10).is_empty());
}

#[test]
fn an_answer_settles_nothing_that_it_has_not_seen() {
    let mut recorder = after(&[Play(0, 0), Tick(1_000, 1_000)]);
    assert_eq!(recorder.pending(1).len(), 1);
    recorder.jump();
    recorder.play(at(50_000, 1_200));
    recorder.stop(at(51_000, 2_200));
    recorder.acked(1);
    assert_eq!(plain(&recorder.pending(2)), [(50_000, 51_000, false)]);
}

#[test]
fn a_heartbeat_carries_at_most_so_many_pieces_and_the_rest_comes_later() {
    let mut recorder = Recorder::default();
    for number in 0..500 {
        recorder.play(at(number * 10_000, number * 100));
        recorder.stop(at(number * 10_000 + 50, number * 100 + 50));
    }
    let first = recorder.pending(1);
    assert_eq!((first.len(), first.first().map(|segment| segment.from)), (MOST, Some(0)));
    recorder.acked(1);
    let second = recorder.pending(2);
    assert_eq!((second.len(), second.first().map(|segment| segment.from)), (100, Some(4_000_000)));
}

#[test]
fn hours_without_a_line_stay_one_piece() {
    let mut recorder = after(&[Play(0, 0)]);
    for seq in 1..=2_000 {
        recorder.tick(at(seq * 15_000, seq * 15_000));
        assert_eq!(plain(&recorder.pending(seq)), [(0, seq * 15_000, false)]);
    }
    assert!(recorder.pieces.len() <= MOST + 1);
    recorder.acked(1_999);
    let rest: i64 = recorder.pending(2_001).iter().map(|segment| segment.to - segment.from).sum();
    assert!(rest < 30_000_000, "something was settled");
    recorder.acked(2_001);
    assert!(recorder.is_empty());
}

/// A small generator: the same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }
}

/// A video that plays as browsers do, with what was really played.
struct Reference {
    media: i64,
    wall: i64,
    playing: bool,
    hidden: bool,
    percent: i64,
    /// Every hundredth of a second that was played, with whether the page was hidden.
    played: Vec<(i64, bool)>,
}

impl Reference {
    fn pass(&mut self, hundredths: i64) {
        for _ in 0..hundredths {
            self.wall += 10;
            if self.playing {
                for step in 0..self.percent / 100 {
                    self.played.push((self.media + step * 10, self.hidden));
                }
                self.media += 10 * (self.percent / 100);
            }
        }
    }

    fn now(&self) -> Sample {
        at(self.media, self.wall)
    }
}

#[test]
fn linear_playing_is_recorded_to_the_millisecond_without_overlap() {
    for seed in 0..200 {
        let mut dice = Dice(seed);
        let mut video =
            Reference { media: 0, wall: 0, playing: false, hidden: false, percent: 100, played: Vec::new() };
        let mut recorder = Recorder::default();
        let mut settled: Vec<Segment> = Vec::new();
        for seq in 1..200 {
            match dice.below(6) {
                0 if video.playing => {
                    recorder.stop(video.now());
                    video.playing = false;
                }
                0 | 1 => {
                    video.playing = true;
                    recorder.play(video.now());
                }
                2 => {
                    video.hidden = !video.hidden;
                    recorder.set_hidden(video.hidden, video.now());
                }
                3 => {
                    video.percent = if video.percent == 100 { 200 } else { 100 };
                    recorder.set_speed(video.percent, video.now());
                }
                4 => {
                    // Answered at once, late, or never.
                    let carried = recorder.pending(seq);
                    if dice.below(3) > 0 {
                        settled.extend(carried);
                        recorder.acked(seq);
                    }
                }
                _ => recorder.tick(video.now()),
            }
            video.pass(dice.below(400));
            recorder.tick(video.now());
        }
        settled.extend(recorder.pending(1_000));
        let total: i64 = settled.iter().map(|segment| segment.to - segment.from).sum();
        assert_eq!(total, i64::try_from(video.played.len()).unwrap() * 10, "seed {seed}");
        settled.sort_by_key(|segment| segment.from);
        assert!(settled.windows(2).all(|pair| pair[0].to <= pair[1].from), "seed {seed}");
        for (place, hidden) in video.played {
            let holds =
                settled.iter().any(|segment| segment.from <= place && place < segment.to && segment.hidden == hidden);
            assert!(holds, "seed {seed}: {place}");
        }
    }
}

#[test]
fn with_jumps_nothing_is_claimed_that_was_not_played_and_little_is_lost() {
    for seed in 0..200 {
        let mut dice = Dice(seed + 1_000);
        let mut video = Reference { media: 0, wall: 0, playing: true, hidden: false, percent: 100, played: Vec::new() };
        let mut recorder = Recorder::default();
        recorder.play(video.now());
        let mut jumps = 0;
        for _ in 0..100 {
            for _ in 0..dice.below(40) {
                video.pass(25);
                recorder.tick(video.now());
            }
            // Somewhere between two moments that the browser tells of.
            video.pass(dice.below(25));
            video.media = dice.below(360_000) * 10;
            jumps += 1;
            // Said beforehand, said by a pause, or not at all.
            match dice.below(4) {
                0 | 1 => {
                    recorder.jump();
                    recorder.play(video.now());
                }
                2 => {
                    recorder.stop(video.now());
                    recorder.play(video.now());
                }
                _ => {}
            }
        }
        video.pass(25);
        recorder.tick(video.now());
        let claimed: i64 = recorder.pieces.iter().map(|piece| piece.segment.to - piece.segment.from).sum::<i64>()
            + recorder.open.map_or(0, |open| open.last.media_ms - open.from);
        let played = i64::try_from(video.played.len()).unwrap() * 10;
        // A jump of less than a second that nobody announced cannot be told from playing.
        let unseen = 2 * SLACK_MS;
        assert!(claimed <= played + unseen, "seed {seed}: {claimed} of {played}");
        assert!(claimed >= played - jumps * 250 - unseen, "seed {seed}: {claimed} of {played}");
    }
}
