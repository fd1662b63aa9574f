//! People who simply watch, over bad lines. What they play at an allowed speed is credited.

use super::*;

/// A request on its way to the server.
struct Arrival {
    at: i64,
    play: usize,
    what: What,
}

enum What {
    Start { lesson: usize },
    Beat(Beat),
}

/// One trainee watches some lessons one after the other: pauses, jumps ahead, goes from one to the next, now and then at
/// once. Every beat takes up to a minute.
struct Script {
    rules: WatchRules,
    arrivals: Vec<Arrival>,
    /// Media time played in each lesson.
    played: Vec<i64>,
}

const LESSONS: usize = 4;

fn script(chance: &mut Chance, longest_delay: i64) -> Script {
    let speed_percent = [100, 110, 125, 133, 150, 175, 200][usize::try_from(chance.below(7)).unwrap()];
    let rules = WatchRules { speed_percent, hidden_counts: true, ..WatchRules::usual() };
    let (mut now, mut arrivals, mut played) = (0, Vec::new(), vec![0; LESSONS]);
    let mut places = [0; LESSONS];
    for play in 0..3 + usize::try_from(chance.below(5)).unwrap() {
        let lesson = usize::try_from(chance.below(4)).unwrap();
        // The start is answered before anything plays.
        arrivals.push(Arrival { at: now, play, what: What::Start { lesson } });
        let mut seq = 0;
        for _stretch in 0..=chance.below(3) {
            // Some play slower than they might.
            let speed = if chance.one_in(3) { 100 } else { speed_percent };
            let (began, place) = (now, places[lesson]);
            let mut told = place;
            let mut send = |chance: &mut Chance, now: i64, reached: i64, last: bool| {
                let hidden = chance.one_in(4);
                let segments = Vec::from_iter((told < reached).then_some(Segment { from: told, to: reached, hidden }));
                told = reached;
                let beat = Beat { seq, segments, place_ms: reached, check: None, last };
                seq += 1;
                let at = now + chance.below(longest_delay + 1);
                arrivals.push(Arrival { at, play, what: What::Beat(beat) });
            };
            // As playing begins, while it goes on, and as it stops.
            send(chance, now, place, false);
            for _beat in 0..chance.below(14) {
                now += if chance.one_in(4) { chance.below(15_001) } else { 15_000 };
                send(chance, now, place + (now - began) * speed / 100, false);
            }
            now += chance.below(15_001);
            let reached = place + (now - began) * speed / 100;
            send(chance, now, reached, false);
            played[lesson] += reached - place;
            places[lesson] = reached + chance.below(2) * chance.below(20_000);
            now += [0, 5_000, 100_000, HOUR][usize::try_from(chance.below(4)).unwrap()];
            if chance.one_in(4) {
                break;
            }
        }
        now += chance.below(2) * chance.below(200_000);
    }
    Script { rules, arrivals, played }
}

fn run(script: &Script, order: &[usize]) -> World {
    let mut world = World::new(script.rules.clone());
    world.lessons[0].length_ms = 10 * HOUR;
    for _ in 1..LESSONS {
        world.add_lesson(script.rules.clone(), 10 * HOUR);
    }
    for index in order {
        let Arrival { at, play, what } = &script.arrivals[*index];
        world.now = Timestamp(START.0 + at);
        match what {
            What::Start { lesson } => {
                if let Some((_, old)) = world.plays.last_mut() {
                    *old = old.superseded(Timestamp(START.0 + at));
                }
                assert_eq!(world.start(*lesson), *play);
            }
            What::Beat(beat) => drop(world.beat(*play, beat)),
        }
    }
    world
}

#[test]
fn beats_within_a_minute_of_each_other_count_in_any_order_and_in_full() {
    let mut swapped = 0;
    for seed in 0..3_000 {
        let mut chance = Chance::new(seed);
        // Also those in perfect order.
        let script = script(&mut chance, [60_000, 60_000, 20_000, 0][usize::try_from(seed % 4).unwrap()]);
        let mut order: Vec<_> = (0..script.arrivals.len()).collect();
        order.sort_by_key(|index| script.arrivals[*index].at);
        swapped += order.windows(2).filter(|pair| pair[0] > pair[1]).count();
        let world = run(&script, &order);
        for (lesson, played) in script.played.iter().enumerate() {
            assert_eq!(world.credited(lesson), *played, "{seed} {lesson}");
        }
        for (_, play) in &world.plays {
            assert_eq!(play.uncounted, Uncounted::default(), "{seed}");
        }
    }
    assert!(swapped > 10_000, "{swapped}");
}

/// Of all beats one in five does not arrive, nor do as many of the answers; the others take up to a minute. The page says
/// again what was not answered for, and at the end stays until it was. What is lost is only where so many beats in a row
/// fail that the server hears nothing for longer than a silence earns: rarely, and then to a few.
#[test]
fn over_a_line_that_loses_a_fifth_nearly_everything_counts() {
    for slowest in [15, 60] {
        let (mut line, mut credited, mut whole) = (Line::default(), 0, 0);
        for seed in 0..200 {
            let mut chance = Chance::new(seed);
            let speed_percent = [100, 150, 200][usize::try_from(seed % 3).unwrap()];
            let rules = WatchRules { speed_percent, ..WatchRules::usual() };
            let world = line.watch(&mut chance, rules, slowest);
            let (played, length) = (world.credited(0), world.lessons[0].length_ms);
            let too_fast_ms = length - played;
            assert_eq!(world.play(0).uncounted, Uncounted { too_fast_ms, ..Uncounted::default() }, "{seed}");
            assert!(played * 100 >= length * 96, "{seed}: {played}");
            (credited, whole) = (credited + played, whole + length);
        }
        assert!(credited * 1_000 >= whole * if slowest == 15 { 999 } else { 995 }, "{credited} of {whole}");
        assert!((18..22).contains(&(line.lost * 100 / line.sent)), "{} of {}", line.lost, line.sent);
    }
}

/// A bad line, and how many beats it took.
#[derive(Default)]
struct Line {
    sent: i64,
    lost: i64,
}

impl Line {
    /// A lesson from beginning to end without a pause, at the greatest speed.
    fn watch(&mut self, chance: &mut Chance, rules: WatchRules, slowest: i64) -> World {
        let speed_percent = rules.speed_percent;
        let mut world = World::new(rules);
        let length = world.lessons[0].length_ms;
        let play = world.start(0);
        let mut pending: Vec<(i64, i64)> = Vec::new();
        let mut on_the_way: Vec<(i64, Beat)> = Vec::new();
        let (mut place, mut seq) = (0, 0);
        for second in 1.. {
            world.now = START.plus_seconds(second);
            let media = (second * 10 * speed_percent).min(length);
            if second % 15 == 0 || media == length && place < length {
                pending.extend((place < media).then_some((place, media)));
                place = media;
                if pending.is_empty() && on_the_way.is_empty() {
                    return world;
                }
                // Not before everything else is there: the last beat ends the play.
                let last = media == length && pending.len() == 1;
                let beat = Beat { last, ..segments(seq, &pending) };
                (seq, self.sent) = (seq + 1, self.sent + 1);
                if chance.one_in(5) {
                    self.lost += 1;
                } else {
                    on_the_way.push((second + chance.below(slowest + 1), beat));
                }
            }
            let (arrived, still) = on_the_way.into_iter().partition(|(at, _)| *at <= second);
            on_the_way = still;
            for (_, beat) in arrived {
                world.beat(play, &beat);
                if !chance.one_in(5) {
                    pending.retain(|range| !beat.segments.iter().any(|held| (held.from, held.to) == *range));
                }
            }
        }
        world
    }
}

/// With presence checks, answered within a minute of being shown.
#[test]
fn who_answers_the_checks_loses_nothing() {
    let mut checks = 0;
    for seed in 0..300 {
        let mut chance = Chance::new(seed);
        let asked = CheckRules { from_minutes: 2, to_minutes: 6, answer_seconds: 60 };
        let mut world = World::new(WatchRules { checks: Some(asked), ..WatchRules::usual() });
        let play = world.start(0);
        let (mut seq, mut place, mut paused): (i64, i64, Option<CheckAnswer>) = (0, 0, None);
        let mut beats_until_answer = 0;
        while place < HOUR {
            // Fifteen seconds of playing, unless the question is shown.
            world.random = u32::try_from(chance.below(1 << 31)).unwrap() * 2;
            world.wait(15_000);
            let played = if paused.is_none() { 15_000 } else { 0 };
            let beat = Beat { check: paused, ..segments(seq, &[(place, place + played)]) };
            (seq, place) = (seq + 1, place + played);
            paused = match (world.beat(play, &beat).order, paused) {
                (Order::Check { id, shown: false, .. }, _) => {
                    checks += 1;
                    // The answer took a moment, and the page had gone on playing.
                    let more = chance.below(5_000);
                    world.wait(more);
                    beats_until_answer = chance.below(4);
                    let what = CheckStep::Shown;
                    let check = Some(CheckAnswer { id, what });
                    world.beat(play, &Beat { check, ..segments(seq, &[(place, place + more)]) });
                    (seq, place) = (seq + 1, place + more);
                    Some(CheckAnswer { id, what })
                }
                (Order::Check { id, .. }, _) => {
                    beats_until_answer -= 1;
                    let what = if beats_until_answer <= 0 { CheckStep::Answered } else { CheckStep::Shown };
                    Some(CheckAnswer { id, what })
                }
                (Order::GoOn, _) => None,
                (Order::Stop(why), _) => panic!("{seed}: {why:?}"),
            };
        }
        assert_eq!((world.credited(0), &world.play(play).uncounted.unchecked_ms), (HOUR, &0), "{seed}");
    }
    assert!(checks > 1_000, "{checks}");
}
