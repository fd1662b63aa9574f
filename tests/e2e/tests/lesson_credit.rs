//! Credited time against those who want more of it than they watched, and for those whose line is bad.

use std::time::{Duration, Instant};

use e2e::bad::assert_nothing_broke;
use e2e::lessons::{self, Viewer, beat, noise};
use e2e::{OrFail, Portal, Staff, institution, wait};
use shared::error::ErrorCode;
use shared::id::{CourseId, LessonId};
use shared::lessons::LessonState;
use shared::lessons::api::{
    CourseWatchingForm, GetLesson, GetLessons, LessonRequest, Play, SaveCourseWatching, SendBeat,
};
use shared::lessons::watching::{Order, PlayEnd, WatchRules};
use shared::role::Role;

/// Ten hours, the longest that a lesson may be.
const LENGTH_MS: i64 = 36_000_000;

struct Scene {
    portal: Portal,
    staff: Staff,
    course: CourseId,
    lesson: LessonId,
    viewer: Viewer,
}

fn scene() -> Scene {
    let (portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let mut staff = staff.invite("registrar", &[Role::Registrar]);
    let lesson = lessons::published(&mut staff, &lessons::form(course, "安全用电"), &noise(4_000), LENGTH_MS);
    let viewer = Viewer::enrolled(&portal, &mut staff, 1);
    Scene { portal, staff, course, lesson, viewer }
}

impl Scene {
    fn counted(&mut self) -> i64 {
        let request = LessonRequest { id: self.viewer.enrolment, lesson: self.lesson, search: None };
        let page = self.viewer.trainee.call::<GetLesson>(&request).or_fail("the lesson");
        page.lesson.credit.counted_ms
    }

    /// What is counted is never more than the time since `begin` and the allowance.
    #[track_caller]
    fn assert_within(&mut self, begin: Instant, what: &str) -> i64 {
        let counted = self.counted();
        let most = i64::try_from(begin.elapsed().as_millis()).or_fail("a time") + WatchRules::usual().allowance_ms;
        assert!(counted <= most, "{what}: {counted} ms counted, {most} ms at most");
        counted
    }
}

#[test]
fn no_claim_earns_more_than_the_clock_allows() {
    let mut scene = scene();
    let begin = wait::now();
    let play = scene.viewer.start(scene.lesson);
    // An hour in the first second; a jump to the end; the whole lesson as one piece.
    for (seq, segment) in [(1, (0, 3_600_000)), (2, (LENGTH_MS - 15_000, LENGTH_MS)), (3, (0, LENGTH_MS))] {
        scene.viewer.beat(&play, seq, &[segment]);
        scene.assert_within(begin, "claims");
    }
    // What was cut stays cut: the same claim later earns nothing.
    let counted = scene.counted();
    wait::until("a second to pass", || (begin.elapsed() > Duration::from_secs(3)).then_some(()));
    for seq in 4..40 {
        let reply = scene.viewer.beat(&play, seq, &[(0, LENGTH_MS)]);
        assert_eq!(reply.credit.counted_ms, counted);
    }
    // Negative, inverted, overlapping, outside, enormous.
    let play = scene.viewer.start(scene.lesson);
    let odd = [(-5_000, -1), (9_000, 3_000), (i64::MIN, i64::MAX), (LENGTH_MS, i64::MAX), (0, 0)];
    scene.viewer.beat(&play, 1, &odd);
    scene.viewer.beat(&play, i64::MAX, &[(60_000, 75_000), (61_000, 76_000), (60_000, 75_000)]);
    scene.viewer.beat(&play, -7, &[(62_000, 63_000)]);
    let counted = scene.assert_within(begin, "odd segments");
    let long: Vec<_> = (0..401).map(|n| (n * 10, n * 10 + 5)).collect();
    assert_eq!(scene.viewer.try_beat(&play, 9, &long).err().or_fail("a refusal").code, ErrorCode::Malformed);
    // A page that says so of a play that nobody began.
    let stranger = beat("no-token-of-ours", 1, &[(0, 15_000)]);
    assert_eq!(scene.viewer.trainee.call::<SendBeat>(&stranger).err().or_fail("a refusal").code, ErrorCode::NotFound);
    let mut other = Viewer::enrolled(&scene.portal, &mut scene.staff, 2);
    assert_eq!(other.try_beat(&play, 10, &[(0, 15_000)]).err().or_fail("a refusal").code, ErrorCode::NotFound);
    assert_eq!(scene.counted(), counted);
    assert_nothing_broke(&scene.portal);
}

#[test]
fn fast_forward_earns_the_pace_of_the_course() {
    let mut scene = scene();
    let begin = wait::now();
    let play = scene.viewer.start(scene.lesson);
    // Sixteen times as fast for four seconds.
    let mut at = 0;
    for seq in 0..16 {
        let passed = Duration::from_millis(250 * (seq + 1));
        wait::until("the next quarter of a second", || (begin.elapsed() >= passed).then_some(()));
        scene.viewer.beat(&play, i64::try_from(seq).or_fail("a number"), &[(at, at + 4_000)]);
        at += 4_000;
    }
    let counted = scene.assert_within(begin, "sixteen times as fast");
    assert!(counted >= 4_000, "the pace itself is credited: {counted}");
}

#[test]
fn ten_players_earn_what_one_earns() {
    let mut scene = scene();
    let begin = wait::now();
    let plays: Vec<Play> = (0..10).map(|_| scene.viewer.start(scene.lesson)).collect();
    for round in 0..4 {
        let passed = Duration::from_millis(500 * (round + 1));
        wait::until("half a second", || (begin.elapsed() >= passed).then_some(()));
        let round = i64::try_from(round).or_fail("a number");
        for (place, play) in (0..).zip(&plays) {
            let from = place * 600_000 + round * 500;
            let reply = scene.viewer.beat(play, round, &[(from, from + 500)]);
            let is_last = place == 9;
            assert_eq!(reply.order == Order::Stop(PlayEnd::Superseded), !is_last, "player {place}");
        }
    }
    scene.assert_within(begin, "ten players");
    // Beginning again and again earns nothing either.
    for seq in 0..50 {
        let play = scene.viewer.start(scene.lesson);
        scene.viewer.beat(&play, 1, &[(9_000_000 + seq * 10_000, 9_010_000 + seq * 10_000)]);
    }
    scene.assert_within(begin, "fifty beginnings");
}

#[test]
fn a_days_heartbeats_replayed_earn_nothing() {
    let mut scene = scene();
    let begin = wait::now();
    let play = scene.viewer.start(scene.lesson);
    // From all over the ten hours, as fast as the line takes them; then all of them again.
    let all: Vec<_> = (0..50).map(|seq| (seq, (seq * 720_000, seq * 720_000 + 15_000))).collect();
    for (seq, segment) in &all {
        scene.viewer.beat(&play, *seq, &[*segment]);
    }
    let counted = scene.assert_within(begin, "a day at once");
    for (seq, segment) in &all {
        assert_eq!(scene.viewer.beat(&play, *seq, &[*segment]).credit.counted_ms, counted);
    }
    assert_eq!(scene.counted(), counted);
    // What comes much more often than a page sends is not weighed at all.
    let refused: Vec<_> = (0..250).filter_map(|seq| scene.viewer.try_beat(&play, seq, &[(0, 9)]).err()).collect();
    assert!(!refused.is_empty());
    for problem in refused {
        assert_eq!(problem.code, ErrorCode::TooManyTries);
        assert!(problem.retry_after.is_some_and(|seconds| seconds <= 60), "{:?}", problem.retry_after);
    }
}

#[test]
fn a_silence_earns_ninety_seconds_at_most() {
    let mut scene = scene();
    let play = scene.viewer.start(scene.lesson);
    scene.viewer.beat(&play, 1, &[(0, 1_000)]);
    let before = scene.counted();
    // As if nothing had come for an hour.
    scene.portal.with_database(|database| {
        database
            .execute("update watch_pace set pace = json_set(pace, '$.at', (pace ->> '$.at') - 3600000)", [])
            .or_fail("an hour ago");
    });
    let begin = wait::now();
    scene.viewer.beat(&play, 2, &[(1_000, 3_601_000)]);
    let earned = scene.counted() - before;
    let slack = i64::try_from(begin.elapsed().as_millis()).or_fail("a time") + WatchRules::usual().allowance_ms;
    assert!((89_000..=90_000 + slack).contains(&earned), "{earned}");
}

#[test]
fn what_is_over_earns_nothing() {
    let mut scene = scene();
    let play = scene.viewer.start(scene.lesson);
    scene.viewer.beat(&play, 1, &[(0, 1_000)]);
    lessons::set_state(&mut scene.staff, scene.course, scene.lesson, LessonState::Withdrawn);
    let counted = scene.counted();
    wait::until("a second to pass", {
        let begin = wait::now();
        move || (begin.elapsed() > Duration::from_secs(1)).then_some(())
    });
    let reply = scene.viewer.beat(&play, 2, &[(1_000, 2_000)]);
    assert_eq!((reply.order, reply.credit.counted_ms), (Order::Stop(PlayEnd::Withdrawn), counted));
    lessons::set_state(&mut scene.staff, scene.course, scene.lesson, LessonState::Published);
    let play = scene.viewer.start(scene.lesson);
    // A token that is older than a play lives.
    scene.portal.with_database(|database| {
        database
            .execute(
                "update plays set started_at = started_at - 50000000,
                   state = json_set(state, '$.started_at', (state ->> '$.started_at') - 50000000,
                     '$.last_at', (state ->> '$.last_at') - 50000000)",
                [],
            )
            .or_fail("a day ago");
    });
    let reply = scene.viewer.beat(&play, 1, &[(2_000, 3_000)]);
    assert_eq!((reply.order, reply.credit.counted_ms), (Order::Stop(PlayEnd::Expired), counted));
    let page = scene
        .viewer
        .trainee
        .call::<GetLessons>(&shared::enrolments::api::EnrolmentRequest { id: scene.viewer.enrolment });
    assert_eq!(page.or_fail("the lessons").head.lessons_seconds, counted / 1000);
    assert_nothing_broke(&scene.portal);
}

/// A viewer who plays at twice the speed that a clock on the wall has would be found out; this one plays on a line that loses
/// every fifth request and turns the others round.
#[test]
fn an_honest_viewer_on_a_bad_line_is_credited() {
    let mut scene = scene();
    // Twice as fast is allowed here: the test needs half the time.
    let form = CourseWatchingForm {
        course_id: scene.course,
        speed_percent: 200,
        hidden_counts: false,
        checks: false,
        daily_cap_minutes: "480".to_owned(),
    };
    scene.staff.call::<SaveCourseWatching>(&form).or_fail("the rules of the course");
    let play = scene.viewer.start(scene.lesson);
    let begin = wait::now();
    // A heartbeat every quarter of a second, to have many; each carries what is not acknowledged.
    let (mut pending, mut held, mut played, mut state) = (Vec::new(), Vec::new(), 0_i64, 7_u32);
    for seq in 0..60_i64 {
        let passed = Duration::from_millis(250 * u64::try_from(seq + 1).or_fail("a number"));
        wait::until("the next heartbeat", || (begin.elapsed() >= passed).then_some(()));
        // What has been played by now at almost twice the speed.
        let now = i64::try_from(begin.elapsed().as_millis()).or_fail("a time") * 19 / 10;
        pending.push((played, now));
        played = now;
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        match state >> 24 {
            // Lost.
            0..=51 => {}
            // Comes later, after younger ones.
            52..=120 => held.push((seq, pending.clone())),
            _ => {
                let reply = scene.viewer.beat(&play, seq, &pending);
                assert_eq!(reply.order, Order::GoOn);
                pending.clear();
                for (seq, late) in held.drain(..).rev() {
                    scene.viewer.beat(&play, seq, &late);
                }
            }
        }
    }
    scene.viewer.beat(&play, 60, &pending);
    let counted = scene.counted();
    assert!(counted * 100 >= played * 99, "{counted} ms of {played} ms");
    assert!(counted <= played, "{counted} ms of {played} ms");
}
