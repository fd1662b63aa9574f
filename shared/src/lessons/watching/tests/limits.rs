//! One table or story for each limit: the end of a play, its age, hidden pages, the day, pieces, replaced files.

use super::*;

#[test]
fn after_its_end_a_play_delivers_for_a_minute() {
    type Transition = fn(&PlayState, Timestamp) -> PlayState;
    let ends: [(Transition, PlayEnd, bool); 4] = [
        (PlayState::superseded, PlayEnd::Superseded, true),
        (PlayState::closed, PlayEnd::Closed, true),
        (PlayState::played_out, PlayEnd::Finished, true),
        (PlayState::withdrawn, PlayEnd::Withdrawn, false),
    ];
    for (transition, why, delivers) in ends {
        for (late, taken) in [(0, true), (59_000, true), (60_000, true), (60_001, false), (HOUR, false)] {
            let mut world = World::new(WatchRules::usual());
            let play = world.start(0);
            world.wait(10_000);
            world.plays[play].1 = transition(world.play(play), world.now);
            world.wait(late);
            let (before, pace) = (world.play(play).clone(), world.pace.clone());
            let beaten = world.beat(play, &segments(4, &[(0, 10_000)]));
            let taken = taken && delivers;
            assert_eq!(beaten.earned_ms, if taken { 10_000 } else { 0 }, "{why:?} {late}");
            assert_eq!((beaten.order, beaten.ack_seq), (Order::Stop(why), 4));
            if !taken {
                assert_eq!((beaten.play, Some(beaten.pace)), (before, pace));
            }
        }
    }
}

#[test]
fn late_deliveries_draw_on_the_shared_time() {
    let mut world = World::new(WatchRules::usual());
    let other = world.add_lesson(WatchRules::usual(), HOUR);
    let old = world.start(0);
    world.wait(15_000);
    world.plays[old].1 = world.play(old).superseded(world.now);
    let new = world.start(other);
    world.wait(15_000);
    assert_eq!(world.claim(new, 0, 20_000), 20_000);
    assert_eq!(world.claim(old, 0, HOUR), 12_000);
}

#[test]
fn the_first_end_counts_but_for_a_withdrawal() {
    let play = World::new(WatchRules::usual());
    let now = play.now;
    let started = start(&WatchRules::usual(), now, None, None, 0).play;
    let closed = started.closed(now);
    assert_eq!(closed.superseded(now.plus_seconds(1)), closed);
    assert_eq!(closed.played_out(now.plus_seconds(1)), closed);
    let withdrawn = closed.withdrawn(now.plus_seconds(2));
    assert_eq!(withdrawn.ended, Some(Ended { why: PlayEnd::Withdrawn, at: now.plus_seconds(2) }));
    assert_eq!(withdrawn.withdrawn(now.plus_seconds(3)), withdrawn);
    let expired = started.as_of(&WatchRules::usual(), now.plus_days(1));
    assert_eq!(expired.withdrawn(now.plus_days(2)), expired);
}

#[test]
fn a_play_lives_twelve_hours() {
    for (age, earned, order) in [
        (12 * HOUR, 5_000, Order::GoOn),
        (12 * HOUR + 1, 0, Order::Stop(PlayEnd::Expired)),
        (100 * HOUR, 0, Order::Stop(PlayEnd::Expired)),
    ] {
        let mut world = World::new(WatchRules::usual());
        let play = world.start(0);
        world.wait(age);
        let beaten = world.beat(play, &segments(0, &[(0, 5_000)]));
        assert_eq!((beaten.earned_ms, beaten.order), (earned, order), "{age}");
        if earned == 0 {
            let at = START.plus_seconds(12 * 3_600);
            assert_eq!(beaten.play.ended, Some(Ended { why: PlayEnd::Expired, at }));
        }
    }
}

#[test]
fn the_last_beat_ends_the_play_and_those_it_overtook_count() {
    for (place_ms, why) in
        [(HOUR, PlayEnd::Finished), (HOUR - 1_000, PlayEnd::Finished), (HOUR - 1_001, PlayEnd::Closed)]
    {
        let mut world = World::new(WatchRules::usual());
        let play = world.start(0);
        world.wait(30_000);
        let last = Beat { place_ms, last: true, ..segments(1, &[(15_000, 30_000)]) };
        assert_eq!(world.beat(play, &last).order, Order::Stop(why));
        world.wait(20_000);
        let overtaken = world.beat(play, &segments(0, &[(0, 15_000)]));
        assert_eq!((overtaken.earned_ms, overtaken.play.counted_ms), (15_000, 30_000));
        // Neither the place nor the number goes back.
        assert_eq!((overtaken.play.place_ms, overtaken.play.last_seq), (place_ms, 1));
    }
}

#[test]
fn places_and_numbers_are_not_believed() {
    let mut world = World::new(WatchRules::usual());
    let play = world.start(0);
    for (seq, place, kept) in [(0, -5, 0), (1, i64::MAX, HOUR), (1, 7, HOUR), (i64::MIN, 7, HOUR), (i64::MAX, 7, 7)] {
        let beaten = world.beat(play, &Beat { place_ms: place, ..segments(seq, &[]) });
        assert_eq!((beaten.play.place_ms, beaten.ack_seq), (kept, seq), "{seq} {place}");
    }
}

#[test]
fn hidden_pages_count_where_the_course_says_so() {
    for (hidden_counts, earned, hidden_ms) in [(false, 5_000, 10_000), (true, 15_000, 0)] {
        let mut world = World::new(WatchRules { hidden_counts, ..WatchRules::usual() });
        let play = world.start(0);
        world.wait(15_000);
        let mut beat = segments(0, &[(0, 10_000), (10_000, 15_000)]);
        beat.segments[0].hidden = true;
        let beaten = world.beat(play, &beat);
        assert_eq!((beaten.earned_ms, beaten.play.uncounted.hidden_ms), (earned, hidden_ms));
        // Claimed is claimed: it does not become visible afterwards.
        assert_eq!(world.claim(play, 0, 15_000), 0);
    }
}

#[test]
fn a_day_has_room_for_so_much() {
    let mut world = World::new(WatchRules { daily_cap_seconds: 100, ..WatchRules::usual() });
    let other = world.add_lesson(world.lessons[0].rules.clone(), HOUR);
    // 23:58:00.
    world.now = Timestamp(Timestamp::beginning_of(START.day().plus_days(1)).0 - 2 * MINUTE);
    let play = world.start(0);
    world.wait(60_000);
    assert_eq!(world.claim(play, 0, 60_000), 60_000);
    world.wait(59_000);
    // The day is the trainee's, not the lesson's.
    let play = world.start(other);
    assert_eq!(world.claim(play, 0, 50_000), 40_000);
    assert_eq!(world.play(play).uncounted, Uncounted { daily_cap_ms: 10_000, ..Uncounted::default() });
    world.wait(1_000);
    assert_eq!(world.claim(play, 50_000, 60_000), 10_000);
    assert_eq!(world.pace.unwrap().day_ms, 10_000);
}

#[test]
fn the_number_of_pieces_is_bounded() {
    let mut world = World::new(WatchRules { most_fragments: 3, ..WatchRules::usual() });
    let play = world.start(0);
    world.wait(60_000);
    for (from, to, earned) in [
        (10_000, 11_000, 1_000),
        (20_000, 21_000, 1_000),
        (30_000, 31_000, 1_000),
        // A fourth piece.
        (40_000, 41_000, 0),
        // What touches a piece, or joins two, always has room.
        (31_000, 32_000, 1_000),
        (11_000, 20_000, 9_000),
        (50_000, 51_000, 1_000),
    ] {
        assert_eq!(world.claim(play, from, to), earned, "{from}");
    }
    assert_eq!(world.play(play).uncounted.fragments_ms, 1_000);
    // The rule has become stricter: what is there stays and may grow.
    world.lessons[0].rules.most_fragments = 1;
    let play = world.start(0);
    assert_eq!((world.claim(play, 9_000, 10_000), world.claim(play, 60_000, 61_000)), (1_000, 0));
    assert_eq!(world.lessons[0].progress.spans.fragments(), 3);
}

#[test]
fn dust_does_not_swell_the_rows() {
    let mut world = World::new(WatchRules::usual());
    let play = world.start(0);
    for n in 0..20 {
        world.wait(15_000);
        let dust: Vec<_> = (0..400).map(|i| ((n * 400 + i) * 10, (n * 400 + i) * 10 + 1)).collect();
        world.beat(play, &segments(n, &dust));
    }
    assert_eq!(world.lessons[0].progress.spans.fragments(), 200);
    assert!(world.play(play).claimed.fragments() <= 400);
    assert_eq!(world.credited(0), 200);
}

#[test]
fn too_many_segments_are_no_beat() {
    let mut world = World::new(WatchRules::usual());
    let play = world.start(0);
    world.wait(15_000);
    assert!(world.judge(play, &segments(0, &[(0, 1); 400])).is_ok());
    assert_eq!(world.judge(play, &segments(0, &[(0, 1); 401])), Err(BeatRefusal::TooManySegments));
}

#[test]
fn behind_a_replaced_file_watching_takes_time_and_earns_later() {
    let mut world = World::new(WatchRules::usual());
    world.lessons[0].progress.kept_ms = 20_000;
    let play = world.start(0);
    for (n, earned) in [(0, 0), (1, 10_000), (2, 15_000)] {
        world.wait(15_000);
        assert_eq!(world.claim(play, n * 15_000, (n + 1) * 15_000), earned);
    }
    assert_eq!((world.credited(0), world.pace.unwrap().budget_ms), (45_000, 2_000));
}

#[test]
fn a_grant_counts_at_once_and_watching_goes_on_to_the_end() {
    let mut world = World::new(WatchRules::usual());
    world.lessons[0].length_ms = 60_000;
    world.lessons[0].progress = world.lessons[0].progress.granted(40_000);
    let play = world.start(0);
    world.wait(60_000);
    // Of a whole lesson no more than its length is credited.
    assert_eq!((world.claim(play, 0, 60_000), world.credited(0)), (20_000, 60_000));
}
