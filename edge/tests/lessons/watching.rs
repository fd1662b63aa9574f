//! Watching through the object: what is counted is what the rule says, and it is what the case shows.

use shared::courses::api::{ClassForm, SaveClass};
use shared::endpoint::Nothing;
use shared::enrolments::NextStep;
use shared::enrolments::api::{EnrolmentRequest, GetEnrolment, GetHome, MergeTrainees, MergeTraineesRequest};
use shared::error::ErrorCode;
use shared::id::TraineeId;
use shared::lessons::LessonState;
use shared::lessons::MediaPurpose;
use shared::lessons::api::*;
use shared::lessons::watching::{Order, PlayEnd};

use crate::scene::{LENGTH_MS, beat, enrol, media, scene};
use crate::support::Portal;

#[test]
fn what_is_watched_counts_for_the_lesson_and_the_case() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    assert_eq!(play.place_ms, 0);
    let reply = scene.watch(&play, 0, 60_000);
    assert_eq!((reply.credit.counted_ms, reply.finished, reply.order), (60_000, false, Order::GoOn));
    let page = scene.page(lesson);
    assert_eq!((page.lesson.place_ms, page.lesson.credit.counted_ms), (60_000, 60_000));
    assert_eq!((page.head.lessons_seconds, page.head.due_seconds), (60, 80 * 45 * 60));
    let reply = scene.watch(&play, 60_000, LENGTH_MS);
    assert!(reply.finished);
    let detail = scene.trainee.call::<GetEnrolment>(&EnrolmentRequest { id: scene.enrolment }).unwrap();
    assert_eq!(detail.case.hours_done, 120);
    let lessons = scene.lessons();
    assert!(lessons.lessons[0].finished && lessons.next.is_none() && lessons.lessons[0].place_ms == 0);
    // Again: nothing more.
    let again = scene.start(lesson);
    let reply = scene.watch(&again, 0, 60_000);
    assert_eq!((reply.credit.counted_ms, reply.credit.uncounted.repeated_ms), (LENGTH_MS, 60_000));
}

#[test]
fn the_next_lesson_is_a_step_while_the_training_lasts() {
    let portal = Portal::new();
    let scene = scene(&portal);
    scene.published(&scene.form("一"));
    let watched = || {
        let home = scene.trainee.call::<GetHome>(&Nothing {}).unwrap();
        home.enrolments[0].next_steps.iter().any(|step| matches!(step, NextStep::Watch { title } if title == "一"))
    };
    for (stage, is_step) in [("registered", true), ("training", true), ("proof", false), ("applied", false)] {
        portal.run("update enrolments set stage = (select position from stages where key = ?1)", &[stage.into()]);
        assert_eq!(watched(), is_step, "{stage}");
    }
    portal.run(
        "update enrolments set stage = (select position from stages where key = 'training'), outcome = 'withdrawn'",
        &[],
    );
    assert!(!watched(), "an ended case");
}

#[test]
fn a_heartbeat_may_be_repeated_and_costs_a_fixed_number_of_statements() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    portal.advance_seconds(15);
    let sent = beat(&play, 1, &[(0, 15_000)]);
    let first = scene.trainee.call::<SendBeat>(&sent).unwrap();
    let before = portal.dump(&["sessions"]);
    let cost = portal.cost();
    for _ in 0..3 {
        assert_eq!(scene.trainee.call::<SendBeat>(&sent).unwrap().credit, first.credit);
    }
    assert_eq!(portal.dump(&["sessions"]), before, "a repetition changes nothing");
    assert!(cost.statements <= 12 && cost.rows_read <= 40, "{cost:?}");
}

#[test]
fn another_play_takes_over_and_the_first_hears_of_it() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let first = scene.start(lesson);
    scene.watch(&first, 0, 30_000);
    let second = scene.start(lesson);
    assert_eq!(second.place_ms, 30_000);
    portal.advance_seconds(15);
    // What the first had on its way still counts; it is told to stop. Both together have what one clock gives.
    let reply = scene.beat(&first, 9, &[(30_000, 45_000)]);
    assert_eq!((reply.order, reply.credit.counted_ms), (Order::Stop(PlayEnd::Superseded), 45_000));
    let reply = scene.beat(&second, 1, &[(45_000, 60_000)]);
    assert!(reply.credit.counted_ms <= 47_000, "{reply:?}");
    portal.advance_seconds(61);
    assert_eq!(scene.beat(&first, 10, &[(60_000, 75_000)]).credit, reply.credit);
}

#[test]
fn somebody_elses_token_is_no_token() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    let (other, _) = enrol(&scene.registrar, "韦小燕", "E7654321", scene.class);
    let other = portal.trainee(other, "another");
    portal.advance_seconds(15);
    assert_eq!(other.refusal::<SendBeat>(&beat(&play, 1, &[(0, 15_000)])), ErrorCode::NotFound);
    assert_eq!(other.refusal::<RenewSource>(&PlayRef { token: play.token.clone() }), ErrorCode::NotFound);
    let theirs = StartPlayRequest { enrolment_id: scene.enrolment, lesson_id: lesson };
    assert_eq!(other.refusal::<StartPlay>(&theirs), ErrorCode::NotFound);
    assert_eq!(portal.anyone().refusal::<SendBeat>(&beat(&play, 1, &[])), ErrorCode::SignInRequired);
    assert_eq!(scene.page(lesson).lesson.credit.counted_ms, 0);
}

#[test]
fn a_lesson_that_is_taken_back_stops_and_keeps_what_was_counted() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 30_000);
    scene.set_state(lesson, LessonState::Withdrawn);
    portal.advance_seconds(15);
    let reply = scene.beat(&play, 7, &[(30_000, 45_000)]);
    assert_eq!((reply.order, reply.credit.counted_ms), (Order::Stop(PlayEnd::Withdrawn), 30_000));
    assert_eq!(scene.trainee.refusal::<RenewSource>(&PlayRef { token: play.token }), ErrorCode::LessonClosed);
    let page = scene.page(lesson);
    assert_eq!((page.lesson.gate, page.video), (Gate::Withdrawn, None));
    assert_eq!(scene.lessons().head.lessons_seconds, 30);
}

#[test]
fn a_new_file_keeps_what_was_counted_and_begins_anew() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 60_000);
    scene.upload(&media(lesson, MediaPurpose::Video, 2_000_000));
    portal.advance_seconds(15);
    assert_eq!(scene.beat(&play, 9, &[(60_000, 75_000)]).order, Order::Stop(PlayEnd::Withdrawn));
    assert_eq!(scene.page(lesson).lesson.place_ms, 0);
    let play = scene.start(lesson);
    let reply = scene.watch(&play, 0, 60_000);
    assert_eq!(reply.credit.counted_ms, 60_000, "the same minute is not counted twice");
    let reply = scene.watch(&play, 60_000, LENGTH_MS);
    assert!(reply.finished);
    assert_eq!(scene.lessons().head.lessons_seconds, 120);
}

#[test]
fn closed_lessons_cannot_be_started_and_say_why() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let first = scene.published(&scene.form("一"));
    let after = scene.published(&LessonForm { after: Some(first), ..scene.form("二") });
    let paid = scene.published(&LessonForm { needs_payment: true, ..scene.form("三") });
    let preview = scene.published(&LessonForm { needs_payment: true, preview: true, ..scene.form("四") });
    let later = scene.published(&LessonForm { opens_on: "2026-12-01".into(), ..scene.form("五") });
    let gates: Vec<_> = scene.lessons().lessons.into_iter().map(|lesson| lesson.gate).collect();
    let on = shared::date::Date::parse("2026-12-01").unwrap();
    assert_eq!(gates, [Gate::Open, Gate::After { title: "一".into() }, Gate::NotPaid, Gate::Open, Gate::NotYet { on }]);
    for lesson in [after, paid, later] {
        let request = StartPlayRequest { enrolment_id: scene.enrolment, lesson_id: lesson };
        assert_eq!(scene.trainee.refusal::<StartPlay>(&request), ErrorCode::LessonClosed);
        assert_eq!(scene.page(lesson).video, None);
    }
    scene.start(preview);
    let play = scene.start(first);
    scene.watch(&play, 0, LENGTH_MS);
    scene.start(after);
    portal.run("update enrolments set outcome = 'withdrawn'", &[]);
    assert!(scene.lessons().lessons.iter().all(|lesson| lesson.gate == Gate::CaseEnded));
}

#[test]
fn another_round_of_training_begins_with_nothing() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 60_000);
    portal.run("update enrolments set round = round + 1", &[]);
    portal.advance_seconds(15);
    assert_eq!(scene.beat(&play, 9, &[(60_000, 75_000)]).order, Order::Stop(PlayEnd::Withdrawn));
    assert_eq!(scene.lessons().head.lessons_seconds, 0);
    let play = scene.start(lesson);
    assert_eq!(scene.watch(&play, 0, 30_000).credit.counted_ms, 30_000);
    portal.run("update enrolments set round = round - 1", &[]);
    assert_eq!(scene.lessons().head.lessons_seconds, 60, "an undo brings the first round back");
}

#[test]
fn hours_and_lesson_never_part_whatever_is_replaced_and_granted() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let old = scene.start(lesson);
    scene.watch(&old, 0, 60_000);
    let text = "网络中断，没有计时".into();
    let request = ObjectRequest { enrolment_id: scene.enrolment, lesson_id: lesson, text };
    let objection = scene.trainee.call::<Object>(&request).unwrap();
    let decide = DecideObjectionRequest { id: objection.id, minutes: "1".into(), reason: "属实".into(), version: 1 };
    scene.registrar.call::<DecideObjection>(&decide).unwrap();
    let same = |what: &str| {
        let lessons = scene.lessons();
        assert_eq!(lessons.head.lessons_seconds * 1000, lessons.lessons[0].credit.counted_ms, "{what}");
        lessons.lessons[0].credit.counted_ms
    };
    assert_eq!(same("granted"), LENGTH_MS);
    // A shorter film, then a longer one; old pages go on telling.
    for (length, what) in [(90_000, "shorter"), (240_000, "longer")] {
        scene.upload(&MediaForm { duration_ms: length, ..media(lesson, MediaPurpose::Video, 2_000_000 + length) });
        portal.advance_seconds(15);
        scene.beat(&old, 20, &[(60_000, 75_000)]);
        assert_eq!(same(what), LENGTH_MS);
        let play = scene.start(lesson);
        same(what);
        scene.beat(&old, 21, &[(75_000, 90_000)]);
        scene.watch(&play, 0, 60_000);
        scene.beat(&old, 22, &[(75_000, 90_000)]);
        assert!(same(what) >= LENGTH_MS, "{what}");
        assert_eq!(scene.page(lesson).lesson.place_ms, 60_000, "{what}: the place of the old film is nobody's");
    }
}

#[test]
fn a_lesson_that_was_taken_back_keeps_nobody_waiting() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let first = scene.published(&scene.form("一"));
    let second = scene.published(&LessonForm { after: Some(first), ..scene.form("二") });
    assert!(!scene.page(second).lesson.gate.is_open());
    scene.set_state(first, LessonState::Withdrawn);
    assert!(scene.page(second).lesson.gate.is_open());
}

#[test]
fn asking_for_less_finishes_who_has_enough() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 75_000);
    let version = scene.lesson(lesson).version;
    scene.save(&LessonForm { id: Some(lesson), required_minutes: "1".into(), version, ..scene.form("一") });
    assert!(scene.lessons().lessons[0].finished);
}

#[test]
fn two_records_of_one_person_have_one_clock() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 30_000);
    let form = ClassForm {
        id: None,
        course_id: scene.course,
        code: "2026-12-D02".into(),
        starts_on: String::new(),
        ends_on: String::new(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    let class = scene.registrar.call::<SaveClass>(&form).unwrap().id;
    let (into, _) = enrol(&scene.registrar, "孔冬志", "E7654321", class);
    let from = TraineeId(portal.number("select trainee_id from watch_pace"));
    scene.registrar.call::<MergeTrainees>(&MergeTraineesRequest { from, into }).unwrap();
    portal.advance_seconds(15);
    assert_eq!(scene.beat(&play, 9, &[(30_000, 45_000)]).credit.counted_ms, 45_000);
    assert_eq!(portal.number("select pace ->> '$.day_ms' from watch_pace"), 45_000);
}
