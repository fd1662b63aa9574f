//! What people try, each as a story with its exact outcome.

use super::*;

#[test]
fn jumping_to_the_end_earns_the_time_that_has_passed() {
    let mut world = World::new(WatchRules::usual());
    let play = world.start(0);
    world.wait(15_000);
    assert_eq!(world.claim(play, 0, HOUR), 17_000);
    assert_eq!(world.play(play).uncounted, Uncounted { too_fast_ms: HOUR - 17_000, ..Uncounted::default() });
    // From the front.
    assert_eq!(world.lessons[0].progress.spans, Span::new(0, 17_000).into_iter().collect());
    // What was cut stays cut for this play …
    world.wait(15_000);
    assert_eq!(world.claim(play, 0, HOUR), 0);
    assert_eq!(world.claim(play, 17_000, 20_000), 0);
    // … and can be watched in another.
    let play = world.start(0);
    assert_eq!(world.claim(play, 17_000, 20_000), 3_000);
}

#[test]
fn an_hour_in_the_first_second_earns_three_seconds() {
    let mut world = World::new(WatchRules::usual());
    let play = world.start(0);
    assert_eq!(world.claim(play, 0, HOUR / 2), 2_000);
    world.wait(1_000);
    assert_eq!(world.claim(play, HOUR / 2, HOUR), 1_000);
}

#[test]
fn sixteen_times_the_speed_earns_the_server_s_time() {
    // The head start is held in the server's time, rounded down.
    for (speed_percent, head_start) in [(100, 2_000), (150, 1_999), (200, 2_000)] {
        let mut world = World::new(WatchRules { speed_percent, ..WatchRules::usual() });
        let play = world.start(0);
        for n in 0..12 {
            world.wait(15_000);
            world.claim(play, n * 240_000, (n + 1) * 240_000);
        }
        assert_eq!(world.credited(0), 3 * MINUTE * speed_percent / 100 + head_start);
    }
}

#[test]
fn a_day_replayed_earns_nothing_for_the_same_lesson_and_no_time_for_another() {
    let mut world = World::new(WatchRules::usual());
    let other = world.add_lesson(WatchRules::usual(), HOUR);
    let play = world.start(0);
    let mut recorded = Vec::new();
    for n in 0..240 {
        world.wait(15_000);
        recorded.push(segments(n, &[(n * 15_000, (n + 1) * 15_000)]));
        world.beat(play, &recorded[recorded.len() - 1]);
    }
    assert_eq!(world.credited(0), HOUR);
    world.wait(24 * HOUR);
    let again = world.start(0);
    for beat in &recorded {
        assert_eq!(world.beat(again, beat).earned_ms, 0);
    }
    assert_eq!(world.play(again).uncounted.repeated_ms, HOUR);
    let elsewhere = world.start(other);
    for beat in &recorded {
        world.beat(elsewhere, beat);
    }
    assert_eq!(world.credited(other), 2_000);
    // To the old play itself, too late to be taken at all.
    let before = world.plays.clone();
    assert_eq!(world.beat(play, &recorded[0]).order, Order::Stop(PlayEnd::Expired));
    assert_eq!(world.plays[1..], before[1..]);
}

#[test]
fn parallel_plays_share_one_time() {
    let mut world = World::new(WatchRules::usual());
    for _ in 0..4 {
        world.add_lesson(WatchRules::usual(), HOUR);
    }
    let plays: Vec<_> = (0..5).map(|lesson| world.start(lesson)).collect();
    for n in 0..20 {
        world.wait(15_000);
        for play in &plays {
            world.claim(*play, n * 15_000, (n + 1) * 15_000);
        }
    }
    let total: i64 = (0..5).map(|lesson| world.credited(lesson)).sum();
    assert_eq!(total, 5 * MINUTE + 2_000);
}

#[test]
fn waiting_in_a_fast_course_pays_no_slow_one_at_its_rate() {
    let mut world = World::new(WatchRules { speed_percent: 200, ..WatchRules::usual() });
    let slow = world.add_lesson(WatchRules::usual(), HOUR);
    let (fast, slow_play) = (world.start(0), world.start(slow));
    for n in 0..10 {
        world.wait(15_000);
        // A beat of the fast course first, so that the time is added under its rules.
        world.beat(fast, &segments(n, &[]));
        world.claim(slow_play, n * 30_000, (n + 1) * 30_000);
    }
    assert_eq!(world.credited(slow), 10 * 15_000 + 1_000);
}

#[test]
fn segments_without_sense_earn_nothing_more() {
    let (min, max) = (i64::MIN, i64::MAX);
    let beyond = LONGEST_MS - HOUR;
    for (ranges, earned, outside, fast) in [
        (&[(-5_000, 0)][..], 0, 0, 0),
        (&[(5_000, 5_000)], 0, 0, 0),
        (&[(9_000, 5_000)], 0, 0, 0),
        (&[(max, min), (max, max), (min, min), (min, -1)], 0, 0, 0),
        (&[(-5_000, 5_000)], 5_000, 0, 0),
        (&[(min, 5_000)], 5_000, 0, 0),
        (&[(HOUR, HOUR + 5)], 0, 5, 0),
        (&[(HOUR - 5, HOUR + 5)], 5, 5, 0),
        (&[(HOUR, max)], 0, beyond, 0),
        (&[(HOUR - 5, max)], 5, beyond, 0),
        (&[(LONGEST_MS, max)], 0, 0, 0),
        (&[(min, max)], 17_000, beyond, HOUR - 17_000),
        // The same ten seconds in many guises are ten seconds.
        (&[(0, 10_000), (0, 10_000), (5_000, 10_000), (2_000, 7_000), (9_999, 10_000)], 10_000, 0, 0),
        (&[(5_000, 10_000), (0, 8_000), (3_000, 9_000)], 10_000, 0, 0),
        // In the order of the page, front first.
        (&[(30_000, 40_000), (0, 10_000)], 17_000, 0, 3_000),
    ] {
        let mut world = World::new(WatchRules::usual());
        let play = world.start(0);
        world.wait(15_000);
        let beaten = world.beat(play, &segments(0, ranges));
        assert_eq!(beaten.earned_ms, earned, "{ranges:?}");
        let uncounted = Uncounted { outside_ms: outside, too_fast_ms: fast, ..Uncounted::default() };
        assert_eq!(beaten.play.uncounted, uncounted, "{ranges:?}");
    }
}

#[test]
fn a_lesson_without_a_length_credits_nothing() {
    for length_ms in [0, -1, i64::MIN] {
        let mut world = World::new(WatchRules::usual());
        world.lessons[0].length_ms = length_ms;
        let play = world.start(0);
        world.wait(15_000);
        assert_eq!((world.claim(play, i64::MIN, i64::MAX), world.credited(0)), (0, 0));
        assert_eq!(world.play(play).uncounted.outside_ms, LONGEST_MS);
    }
}

#[test]
fn a_silence_earns_at_most_ninety_seconds() {
    for (silence, earned) in [(60_000, 62_000), (88_000, 90_000), (90_000, 90_000), (2 * HOUR, 90_000)] {
        let mut world = World::new(WatchRules::usual());
        let play = world.start(0);
        world.wait(silence);
        assert_eq!(world.claim(play, 0, HOUR), earned, "{silence}");
        assert_eq!(world.play(play).uncounted.too_fast_ms, HOUR - earned);
    }
}

#[test]
fn starting_in_a_loop_is_no_source() {
    // Without a pause: the head start once.
    let mut world = World::new(WatchRules::usual());
    let mut earned = 0;
    for n in 0..1_000 {
        let play = world.start(0);
        earned += world.claim(play, n * 2_000, (n + 1) * 2_000);
    }
    assert_eq!(earned, 2_000);
    // With pauses of any length: never more than the time, and after a silence the head start, unless the play before
    // was left open; then what it might have claimed itself.
    for (pause, closed, each) in [
        (1_000, true, 1_000),
        (15_000, true, 15_000),
        (60_000, true, 60_000),
        (90_000, true, 90_000),
        (91_000, true, 2_000),
        (HOUR, true, 2_000),
        (91_000, false, 90_000),
        (HOUR, false, 90_000),
        (13 * HOUR, false, 2_000),
    ] {
        let mut world = World::new(WatchRules::usual());
        for n in 0..30 {
            let play = world.start(0);
            world.claim(play, 0, HOUR);
            assert_eq!(world.credited(0), 2_000 + n * each, "{pause} {n}");
            if closed {
                world.plays[play].1 = world.play(play).closed(world.now);
            }
            world.wait(pause);
        }
    }
}

#[test]
fn a_clock_that_steps_back_earns_nothing() {
    let mut world = World::new(WatchRules::usual());
    let play = world.start(0);
    world.wait(15_000);
    assert_eq!(world.claim(play, 0, 15_000), 15_000);
    for n in 1..100 {
        world.wait(-10_000);
        world.claim(play, 0, n * MINUTE);
        world.wait(10_000);
        world.claim(play, 0, n * MINUTE);
    }
    assert_eq!(world.credited(0), 17_000);
    // A clock that was a year ahead for a while does not stop the trainee for a year.
    let year = 365 * 24 * HOUR;
    world.wait(year);
    world.start(0);
    world.wait(-year);
    let play = world.start(0);
    assert_eq!(world.claim(play, 30 * MINUTE, HOUR), 0);
    world.wait(15_000);
    assert_eq!(world.claim(play, 0, 30 * MINUTE), 15_000);
}
