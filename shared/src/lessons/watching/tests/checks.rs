//! Presence checks: when they come, what counts meanwhile, and what an answer changes.

use super::*;

const ASKING: CheckRules = CheckRules { from_minutes: 10, to_minutes: 20, answer_seconds: 60 };
/// With the middle of the range as the chance of every draw.
const FIRST_DUE: i64 = 15 * MINUTE;

fn asking() -> WatchRules {
    WatchRules { checks: Some(ASKING), ..WatchRules::usual() }
}

fn says(seq: i64, id: u32, what: CheckStep, ranges: &[(i64, i64)]) -> Beat {
    Beat { check: Some(CheckAnswer { id, what }), ..segments(seq, ranges) }
}

/// Played in order until the beat with which the first check comes, everything credited.
fn asked() -> (World, usize) {
    let mut world = World::new(asking());
    let play = world.start(0);
    let beats = FIRST_DUE / 15_000;
    for n in 0..beats {
        world.wait(15_000);
        let beaten = world.beat(play, &segments(n, &[(n * 15_000, (n + 1) * 15_000)]));
        let due = n + 1 == beats;
        let check = Order::Check { id: 1, shown: false, answer_seconds: 60 };
        assert_eq!((beaten.earned_ms, beaten.order), (15_000, if due { check } else { Order::GoOn }), "{n}");
    }
    (world, play)
}

#[test]
fn the_moment_lies_between_the_limits() {
    for (random, minutes_ms) in [(0, 10 * MINUTE), (1 << 31, 15 * MINUTE), (u32::MAX, 20 * MINUTE - 1)] {
        let play = start(&asking(), START, None, None, random).play;
        assert_eq!(play.check, CheckState::Waiting { id: 1, due_at: Timestamp(START.0 + minutes_ms) });
    }
    assert_eq!(start(&WatchRules::usual(), START, None, None, 5).play.check, CheckState::Off);
}

#[test]
fn an_honest_viewer_loses_nothing() {
    let (mut world, play) = asked();
    // Played while the order was on its way, and delivered with the report that the question is shown.
    world.wait(4_000);
    let shown = world.beat(play, &says(60, 1, CheckStep::Shown, &[(FIRST_DUE, FIRST_DUE + 4_000)]));
    assert_eq!(shown.order, Order::Check { id: 1, shown: true, answer_seconds: 60 });
    assert_eq!(shown.earned_ms, 4_000);
    world.wait(40_000);
    // What comes with the answer was played after it.
    let answered = world.beat(play, &says(61, 1, CheckStep::Answered, &[(FIRST_DUE + 4_000, FIRST_DUE + 6_000)]));
    assert_eq!((answered.order, answered.earned_ms), (Order::GoOn, 2_000));
    let due_at = Timestamp(world.now.0 + FIRST_DUE);
    assert_eq!(answered.play.check, CheckState::Waiting { id: 2, due_at });
    assert_eq!(answered.play.uncounted, Uncounted::default());
    // Said again, and answers to checks that never were: nothing.
    for (id, what) in [(1, CheckStep::Answered), (1, CheckStep::Shown), (2, CheckStep::Answered), (9, CheckStep::Shown)]
    {
        let again = world.beat(play, &says(62, id, what, &[]));
        assert_eq!((again.order, &again.play.check), (Order::GoOn, &answered.play.check), "{id} {what:?}");
    }
}

#[test]
fn an_old_answer_is_none_to_the_next_check() {
    let (mut world, play) = asked();
    let answer = says(60, 1, CheckStep::Answered, &[]);
    world.beat(play, &answer);
    world.wait(FIRST_DUE);
    let second = Order::Check { id: 2, shown: false, answer_seconds: 60 };
    assert_eq!(world.beat(play, &segments(61, &[])).order, second);
    for id in [0, 1, 3, u32::MAX] {
        for what in [CheckStep::Shown, CheckStep::Answered] {
            assert_eq!(world.beat(play, &says(62, id, what, &[])).order, second, "{id} {what:?}");
        }
    }
    assert_eq!(world.beat(play, &says(63, 2, CheckStep::Answered, &[])).order, Order::GoOn);
}

#[test]
fn an_answer_has_a_minute_and_a_beat() {
    for (after, in_time) in [(1_000, true), (60_000, true), (75_000, true), (75_001, false), (HOUR, false)] {
        let (mut world, play) = asked();
        world.beat(play, &says(60, 1, CheckStep::Shown, &[]));
        let shown_at = world.now;
        // Shown again does not begin the minute again.
        world.wait(1_000);
        world.beat(play, &says(61, 1, CheckStep::Shown, &[]));
        world.wait(after - 1_000);
        let beaten = world.beat(play, &says(62, 1, CheckStep::Answered, &[]));
        assert_eq!(beaten.order, if in_time { Order::GoOn } else { Order::Stop(PlayEnd::CheckMissed) }, "{after}");
        let ended = Ended { why: PlayEnd::CheckMissed, at: shown_at.plus_seconds(75) };
        assert_eq!(beaten.play.ended, (!in_time).then_some(ended));
    }
}

#[test]
fn a_page_that_never_shows_the_question_earns_one_silence() {
    let (mut world, play) = asked();
    for n in 60..120 {
        world.wait(15_000);
        let beaten = world.beat(play, &segments(n, &[(n * 15_000, (n + 1) * 15_000)]));
        assert_eq!(beaten.order, Order::Check { id: 1, shown: false, answer_seconds: 60 });
    }
    assert_eq!(world.credited(0), FIRST_DUE + 90_000);
    assert_eq!(world.play(play).uncounted.unchecked_ms, 60 * 15_000 - 90_000);
    // Answering at last does not bring back what was cut.
    world.beat(play, &says(120, 1, CheckStep::Answered, &[(FIRST_DUE, 120 * 15_000)]));
    assert_eq!(world.credited(0), FIRST_DUE + 90_000);
    world.wait(15_000);
    assert_eq!(world.claim(play, 120 * 15_000, 121 * 15_000), 15_000);
}

#[test]
fn a_missed_check_lets_through_no_more_than_was_on_its_way() {
    let (mut world, play) = asked();
    world.wait(50_000);
    world.beat(play, &says(60, 1, CheckStep::Shown, &[(FIRST_DUE, FIRST_DUE + 50_000)]));
    world.wait(100_000);
    let late = world.beat(play, &segments(61, &[(FIRST_DUE, HOUR)]));
    assert_eq!((late.earned_ms, late.order), (40_000, Order::Stop(PlayEnd::CheckMissed)));
    world.wait(30_000);
    let answer = world.beat(play, &says(62, 1, CheckStep::Answered, &[(0, HOUR)]));
    assert_eq!((answer.earned_ms, answer.order), (0, Order::Stop(PlayEnd::CheckMissed)));
    world.wait(20_000);
    assert_eq!(world.claim(play, 0, HOUR), 0);
}

#[test]
fn a_lost_report_does_no_harm() {
    let (mut world, play) = asked();
    world.wait(50_000);
    let answered = world.beat(play, &says(61, 1, CheckStep::Answered, &[]));
    assert_eq!(answered.order, Order::GoOn);
    assert!(matches!(answered.play.check, CheckState::Waiting { id: 2, .. }));
}

#[test]
fn a_page_that_is_left_is_not_asked() {
    let mut world = World::new(asking());
    let play = world.start(0);
    world.wait(FIRST_DUE);
    let last = world.beat(play, &Beat { last: true, ..segments(0, &[]) });
    assert_eq!(last.order, Order::Stop(PlayEnd::Closed));
    assert!(matches!(last.play.check, CheckState::Waiting { .. }));
}

#[test]
fn a_new_start_is_no_way_round_a_check() {
    // Eight minutes of one short lesson, then another: seven are left.
    let mut world = World::new(asking());
    let play = world.start(0);
    world.wait(8 * MINUTE);
    world.beat(play, &segments(0, &[]));
    world.wait(MINUTE);
    let next = world.start(0);
    let due_at = Timestamp(world.now.0 + 7 * MINUTE);
    assert_eq!(world.play(next).check, CheckState::Waiting { id: 1, due_at });
    // After a long pause the wait begins anew.
    world.wait(21 * MINUTE);
    let next = world.start(0);
    assert_eq!(world.play(next).check, CheckState::Waiting { id: 2, due_at: Timestamp(world.now.0 + FIRST_DUE) });

    // A check that stands stands in the next play, not yet shown, with what was left to be credited.
    let (mut world, play) = asked();
    world.wait(15_000);
    world.claim(play, FIRST_DUE, FIRST_DUE + 15_000);
    let seq = world.play(play).last_seq + 1;
    world.beat(play, &says(seq, 1, CheckStep::Shown, &[]));
    let next = world.start(0);
    assert_eq!(world.play(next).check, CheckState::Standing { id: 1, shown_at: None, left_ms: 75_000 });
    let order = world.beat(next, &segments(0, &[])).order;
    assert_eq!(order, Order::Check { id: 1, shown: false, answer_seconds: 60 });

    // After one that was missed, whoever starts is there.
    let (mut world, play) = asked();
    world.beat(play, &says(60, 1, CheckStep::Shown, &[]));
    world.wait(2 * MINUTE);
    let next = world.start(0);
    assert_eq!(world.play(next).check, CheckState::Waiting { id: 2, due_at: Timestamp(world.now.0 + FIRST_DUE) });
}

#[test]
fn the_course_may_change_its_mind() {
    let (mut world, play) = asked();
    world.lessons[0].rules.checks = None;
    world.wait(15_000);
    let beaten = world.beat(play, &segments(60, &[(FIRST_DUE, FIRST_DUE + 15_000)]));
    assert_eq!((beaten.order, beaten.earned_ms), (Order::GoOn, 15_000));
    world.lessons[0].rules.checks = Some(ASKING);
    let beaten = world.beat(play, &segments(61, &[]));
    assert_eq!(beaten.order, Order::Check { id: 1, shown: false, answer_seconds: 60 });

    let mut world = World::new(WatchRules::usual());
    let play = world.start(0);
    world.lessons[0].rules.checks = Some(ASKING);
    let beaten = world.beat(play, &segments(0, &[]));
    let due_at = Timestamp(world.now.0 + FIRST_DUE);
    assert_eq!(beaten.play.check, CheckState::Waiting { id: 1, due_at });
}

#[test]
fn a_course_without_checks_does_not_forget_those_of_another() {
    // Nine minutes here, a minute there and back: six are left.
    let mut world = World::new(asking());
    let elsewhere = world.add_lesson(WatchRules::usual(), HOUR);
    let play = world.start(0);
    world.wait(9 * MINUTE);
    world.beat(play, &segments(0, &[]));
    for _ in 0..2 {
        let other = world.start(elsewhere);
        world.wait(30_000);
        assert_eq!(world.beat(other, &segments(0, &[])).order, Order::GoOn);
    }
    let back = world.start(0);
    let due_at = Timestamp(world.now.0 + 6 * MINUTE);
    assert_eq!(world.play(back).check, CheckState::Waiting { id: 1, due_at });

    // One that stands is not asked there, holds nothing back there, and stands here again.
    let (mut world, _) = asked();
    let elsewhere = world.add_lesson(WatchRules::usual(), HOUR);
    let other = world.start(elsewhere);
    world.wait(10 * MINUTE);
    let beaten = world.beat(other, &segments(0, &[(0, 80_000)]));
    assert_eq!((beaten.order, beaten.earned_ms), (Order::GoOn, 80_000));
    let back = world.start(0);
    assert_eq!(world.play(back).check, CheckState::Standing { id: 1, shown_at: None, left_ms: 90_000 });
    // As after any other long pause.
    let other = world.start(elsewhere);
    world.wait(21 * MINUTE);
    world.beat(other, &segments(0, &[]));
    let back = world.start(0);
    assert_eq!(world.play(back).check, CheckState::Waiting { id: 2, due_at: Timestamp(world.now.0 + FIRST_DUE) });
}
