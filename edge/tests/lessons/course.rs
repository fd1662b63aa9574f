//! What staff keep: lessons in order, drafts, publishing, opening rules, captions, rules of watching.

use edge::lessons::captions::{GetStaffCaptions, StaffCaptionsRequest};
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode};
use shared::lessons::LessonState;
use shared::lessons::api::*;
use shared::role::Role;

use crate::scene::scene;
use crate::support::Portal;

#[test]
fn lessons_are_kept_in_order_and_changed() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let first = scene.save(&LessonForm { chapters: "0:00 开场\n1:00 接地".into(), ..scene.form("安全用电") });
    let second = scene.save(&LessonForm { after: Some(first.id), preview: true, ..scene.form("触电急救") });
    assert_eq!((first.state, first.chapters.len(), second.after), (LessonState::Draft, 2, Some(first.id)));
    let moved = scene.registrar.call::<MoveLesson>(&MoveLessonRequest { id: second.id, up: true }).unwrap();
    let order: Vec<_> = moved.lessons.iter().map(|lesson| lesson.title.as_str()).collect();
    assert_eq!(order, ["触电急救", "安全用电"]);
    // At the top already.
    let again = scene.registrar.call::<MoveLesson>(&MoveLessonRequest { id: second.id, up: true }).unwrap();
    assert_eq!(again, moved);
    let changed = scene.save(&LessonForm {
        id: Some(first.id),
        required_minutes: "40".into(),
        opens_on: "2026-12-01".into(),
        closes_on: "2026-12-31".into(),
        version: first.version,
        ..scene.form("安全用电基础")
    });
    assert_eq!((changed.title.as_str(), changed.required_ms, changed.chapters.len()), ("安全用电基础", 2_400_000, 0));
    let stale = LessonForm { id: Some(first.id), version: first.version, ..scene.form("别人") };
    assert_eq!(scene.registrar.refusal::<SaveLesson>(&stale), ErrorCode::Changed);
}

#[test]
fn a_form_that_makes_no_sense_is_refused_field_by_field() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let first = scene.save(&scene.form("一"));
    let second = scene.save(&LessonForm { after: Some(first.id), ..scene.form("二") });
    let bad = LessonForm {
        title: " ".into(),
        teacher: "长".repeat(41),
        required_minutes: "0".into(),
        opens_on: "2026-12-31".into(),
        closes_on: "2026-12-01".into(),
        chapters: "开场".into(),
        ..scene.form("")
    };
    let problem = scene.registrar.call::<SaveLesson>(&bad).unwrap_err();
    let fields: Vec<_> = problem.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
    assert_eq!(
        fields,
        [
            ("title", FieldCode::Required),
            ("teacher", FieldCode::TooLong),
            ("required_minutes", FieldCode::OutOfRange),
            ("chapters", FieldCode::Format),
            ("closes_on", FieldCode::Inconsistent)
        ]
    );
    // Neither itself nor one that waits for it.
    for after in [first.id, second.id] {
        let circle = LessonForm { id: Some(first.id), after: Some(after), version: first.version, ..scene.form("一") };
        let problem = scene.registrar.call::<SaveLesson>(&circle).unwrap_err();
        assert_eq!(problem.fields[0].field, "after");
    }
}

#[test]
fn a_lesson_is_published_with_a_video_only_and_taken_back() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let draft = scene.save(&scene.form("一"));
    let publish = LessonStateRequest { id: draft.id, to: LessonState::Published, version: draft.version };
    assert_eq!(scene.registrar.refusal::<SetLessonState>(&publish), ErrorCode::LessonUnfinished);
    assert!(scene.lessons().lessons.is_empty());
    let shown = scene.published(&scene.form("二"));
    assert_eq!(scene.lessons().lessons[0].id, shown);
    scene.set_state(shown, LessonState::Withdrawn);
    assert!(scene.lessons().lessons.is_empty(), "nobody has watched it");
    scene.set_state(shown, LessonState::Published);
    assert_eq!(scene.lessons().next, Some(shown));
    // A draft goes, unless another lesson waits for it.
    let waits = scene.save(&LessonForm { after: Some(draft.id), ..scene.form("三") });
    let delete = LessonStateRequest { id: draft.id, to: LessonState::Draft, version: draft.version };
    assert_eq!(scene.registrar.refusal::<SetLessonState>(&delete), ErrorCode::LessonInUse);
    scene.set_state(waits.id, LessonState::Draft);
    scene.set_state(draft.id, LessonState::Draft);
    assert_eq!(portal.number("select count(*) from lessons"), 1);
}

#[test]
fn only_who_may_keeps_lessons() {
    let portal = Portal::new();
    let scene = scene(&portal);
    portal.staff(&[Role::Editor]).call::<SaveLesson>(&scene.form("一")).unwrap();
    for role in [Role::Cashier, Role::Reviewer, Role::Teacher] {
        assert_eq!(portal.staff(&[role]).refusal::<SaveLesson>(&scene.form("二")), ErrorCode::RoleRequired, "{role:?}");
    }
    assert_eq!(scene.trainee.refusal::<SaveLesson>(&scene.form("二")), ErrorCode::StaffSignInRequired);
}

#[test]
fn captions_are_written_anew_and_bad_ones_refused() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let srt = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<script>alert(1)</script>断电 & 验电\r\n";
    let saved = scene.registrar.call::<SaveCaptions>(&CaptionsForm { id: lesson, text: srt.into() }).unwrap();
    assert_eq!(saved.lessons[0].caption_cues, Some(1));
    let stored = portal.text("select captions from lessons");
    assert!(
        stored.starts_with("WEBVTT") && stored.contains("断电 &amp; 验电") && !stored.contains("script"),
        "{stored}"
    );
    let bad = CaptionsForm { id: lesson, text: "断电".into() };
    let problem = scene.registrar.call::<SaveCaptions>(&bad).unwrap_err();
    assert_eq!(problem.fields[0].code, FieldCode::Format);
    assert_eq!(scene.lesson(lesson).caption_cues, Some(1), "nothing is lost");
    let request = StaffCaptionsRequest { lesson };
    assert_eq!(portal.staff(&[Role::Teacher]).call::<GetStaffCaptions>(&request).unwrap().vtt, stored);
    assert_eq!(scene.trainee.refusal::<GetStaffCaptions>(&request), ErrorCode::StaffSignInRequired);
    let none = scene.registrar.call::<SaveCaptions>(&CaptionsForm { id: lesson, text: String::new() }).unwrap();
    assert_eq!(none.lessons[0].caption_cues, None);
}

#[test]
fn rules_of_watching_hold_from_today_on() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let before = scene.start(lesson);
    let form = CourseWatchingForm {
        course_id: scene.course,
        speed_percent: 150,
        hidden_counts: true,
        checks: true,
        daily_cap_minutes: "120".into(),
    };
    scene.registrar.call::<SaveCourseWatching>(&form).unwrap();
    assert_eq!((before.rules.speed_percent, scene.start(lesson).rules.speed_percent), (100, 150));
    let bad = CourseWatchingForm { speed_percent: 300, daily_cap_minutes: "9".into(), ..form };
    let problem = scene.registrar.call::<SaveCourseWatching>(&bad).unwrap_err();
    assert_eq!(problem.fields.len(), 2);
}

#[test]
fn what_holds_for_all_courses_is_set_by_an_administrator_from_today_on() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let administrator = portal.staff(&[Role::Administrator]);
    let known = administrator.call::<GetLessonSettings>(&Nothing {}).unwrap();
    assert_eq!((known.storage.limit_bytes, known.check_from_minutes, known.object_days), (200 * GIGABYTE, 8, 15));
    let form = LessonSettingsForm { limit_gb: "50".into(), object_days: " ２０".into(), ..known.form() };
    assert_eq!(scene.registrar.refusal::<SaveLessonSettings>(&form), ErrorCode::RoleRequired);
    let saved = administrator.call::<SaveLessonSettings>(&form).unwrap();
    assert_eq!(
        (saved.storage.limit_bytes, saved.object_days, saved.decide_days),
        (50 * GIGABYTE, 20, known.decide_days)
    );
    assert_eq!((saved.from, scene.course_lessons().storage.limit_bytes), (portal.now().day(), 50 * GIGABYTE));
    // What held before stays, and so does what the proof of credited time rests on.
    assert_eq!(portal.number("select count(*) from watch_rules"), 2);
    assert_eq!(portal.number("select count(distinct silence_seconds) from watch_rules"), 1);
    // Only the room: no new rules, and nothing of what another administrator has set meanwhile.
    let room = LessonSettingsForm { limit_gb: "60".into(), ..saved.form() };
    assert_eq!(
        administrator.refusal::<SaveLessonSettings>(&LessonSettingsForm { seen: known, ..room.clone() }),
        ErrorCode::Changed
    );
    let saved = administrator.call::<SaveLessonSettings>(&room).unwrap();
    assert_eq!(portal.number("select count(*) from watch_rules"), 2);
    let detail: serde_json::Value =
        serde_json::from_str(&portal.text("select detail from audit order by id desc limit 1")).unwrap();
    assert_eq!(detail, serde_json::json!({ "storage": { "limit_bytes": 60 * GIGABYTE, "used_bytes": 0 } }));
    // A limit that is no whole number of gigabytes stays as it is.
    portal.run("update media_storage set limit_bytes = 200000000000", &[]);
    let odd = administrator.call::<GetLessonSettings>(&Nothing {}).unwrap();
    assert_eq!(odd.form().limit_gb, "186");
    let form = LessonSettingsForm { decide_days: "9".into(), ..odd.form() };
    assert_eq!(administrator.call::<SaveLessonSettings>(&form).unwrap().storage.limit_bytes, 200_000_000_000);
    portal.run("update media_storage set limit_bytes = 64424509440", &[]);

    let bad = LessonSettingsForm {
        limit_gb: "0".into(),
        check_answer_seconds: "5".into(),
        answer_hours: String::new(),
        ..form.clone()
    };
    let problem = administrator.call::<SaveLessonSettings>(&bad).unwrap_err();
    let fields: Vec<_> = problem.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
    assert_eq!(
        fields,
        [
            ("limit_gb", FieldCode::OutOfRange),
            ("check_answer_seconds", FieldCode::OutOfRange),
            ("answer_hours", FieldCode::Required)
        ]
    );
    let bad = LessonSettingsForm {
        check_from_minutes: "9".into(),
        check_to_minutes: "8".into(),
        object_days: "x".into(),
        ..saved.form()
    };
    let problem = administrator.call::<SaveLessonSettings>(&bad).unwrap_err();
    let fields: Vec<_> = problem.fields.iter().map(|field| field.field.as_str()).collect();
    assert_eq!(fields, ["object_days", "check_to_minutes"]);
    assert_eq!(scene.course_lessons().storage.limit_bytes, 60 * GIGABYTE, "nothing half done");
}
