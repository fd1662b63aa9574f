//! Objections and questions: made by trainees, decided and answered by staff, told as messages.

use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;
use shared::error::{ErrorCode, FieldCode};
use shared::id::LessonId;
use shared::lessons::LessonState;
use shared::lessons::api::*;
use shared::role::Role;

use crate::scene::{LENGTH_MS, Scene, enrol, scene};
use crate::support::Portal;

fn object(scene: &Scene, lesson: LessonId, text: &str) -> ObjectRequest {
    ObjectRequest { enrolment_id: scene.enrolment, lesson_id: lesson, text: text.into() }
}

fn ask(scene: &Scene, lesson: LessonId, text: &str) -> AskRequest {
    AskRequest { enrolment_id: scene.enrolment, lesson_id: lesson, at_ms: 61_000, text: text.into() }
}

#[test]
fn an_objection_is_decided_and_what_is_granted_counts() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let early = object(&scene, lesson, "我看完了但是没有计时");
    assert_eq!(scene.trainee.refusal::<Object>(&early), ErrorCode::TooLate, "nothing was watched yet");
    let play = scene.start(lesson);
    scene.watch(&play, 0, 30_000);
    let short = scene.trainee.call::<Object>(&object(&scene, lesson, "没有")).unwrap_err();
    assert_eq!(short.fields[0].code, FieldCode::TooShort);
    let made = scene.trainee.call::<Object>(&early).unwrap();
    assert_eq!(made.decided, Decided::Open { due_at: portal.now().plus_days(10) });
    let open = scene.registrar.call::<ListObjections>(&ListObjectionsRequest::default()).unwrap().items;
    assert_eq!((open.len(), open[0].plays.len(), open[0].counted_ms), (1, 1, 30_000));
    let mut decision =
        DecideObjectionRequest { id: made.id, minutes: "5".into(), reason: " ".into(), version: open[0].version };
    let problem = scene.registrar.call::<DecideObjection>(&decision).unwrap_err();
    assert_eq!(problem.fields[0].field, "reason");
    decision.reason = "网络中断，记录可查".into();
    assert_eq!(portal.staff(&[Role::Editor]).refusal::<DecideObjection>(&decision), ErrorCode::RoleRequired);
    let decided = scene.registrar.call::<DecideObjection>(&decision).unwrap();
    let Decided::Granted { granted_ms, reason, .. } = &decided.objection.decided else { panic!("{decided:?}") };
    assert_eq!(*granted_ms, 90_000, "as far as it is long");
    assert_eq!(reason, "网络中断，记录可查", "as it was typed");
    assert_eq!(scene.registrar.refusal::<DecideObjection>(&decision), ErrorCode::Changed);
    let page = scene.page(lesson);
    assert_eq!((page.lesson.credit.counted_ms, page.lesson.finished), (LENGTH_MS, true));
    assert_eq!(page.head.lessons_seconds, 120);
    portal.alarm();
    assert_eq!(scene.trainee.call::<GetHome>(&Nothing {}).unwrap().unread, 1);
    let done = ListObjectionsRequest { decided: Some("yes".into()), after: None };
    assert_eq!(scene.registrar.call::<ListObjections>(&done).unwrap().items, [decided]);
}

#[test]
fn an_objection_has_its_time() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 30_000);
    let until = scene.page(lesson).objection_until.unwrap();
    assert_eq!(until, portal.now().plus_days(15));
    // A shorter time that is set later takes nobody's time away.
    portal.advance_days(1);
    let administrator = portal.staff(&[Role::Administrator]);
    let known = administrator.call::<GetLessonSettings>(&Nothing {}).unwrap();
    administrator.call::<SaveLessonSettings>(&LessonSettingsForm { object_days: "3".into(), ..known.form() }).unwrap();
    assert_eq!(scene.page(lesson).objection_until, Some(until));
    portal.advance_days(-1);
    // However wrong a clock has been, there are rules.
    portal.run("update plays set last_at = 0", &[]);
    assert_eq!(scene.page(lesson).objection_until, None);
    portal.run("update plays set last_at = ?1", &[portal.now().into()]);
    portal.advance_days(16);
    assert_eq!(scene.trainee.refusal::<Object>(&object(&scene, lesson, "晚了也想提")), ErrorCode::TooLate);
}

#[test]
fn time_is_granted_though_the_file_is_gone() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 30_000);
    let made = scene.trainee.call::<Object>(&object(&scene, lesson, "我看完了但是没有计时")).unwrap();
    let video = scene.lesson(lesson).video.unwrap().id;
    scene.set_state(lesson, LessonState::Withdrawn);
    scene.registrar.call::<DropMedia>(&MediaRef { id: video }).unwrap();
    let open = scene.registrar.call::<ListObjections>(&ListObjectionsRequest::default()).unwrap().items;
    assert_eq!(open[0].room_ms(), LENGTH_MS - 30_000, "what is said before it is decided");
    let decision = DecideObjectionRequest { id: made.id, minutes: "1".into(), reason: "属实".into(), version: 1 };
    let decided = scene.registrar.call::<DecideObjection>(&decision).unwrap();
    assert_eq!(decided.counted_ms, 90_000);
}

#[test]
fn nothing_is_granted_where_nothing_is_missing() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, LENGTH_MS);
    let made = scene.trainee.call::<Object>(&object(&scene, lesson, "好像少算了几分钟")).unwrap();
    let mut decision = DecideObjectionRequest { id: made.id, minutes: "5".into(), reason: "属实".into(), version: 1 };
    let problem = scene.registrar.call::<DecideObjection>(&decision).unwrap_err();
    assert_eq!((problem.fields[0].field.as_str(), problem.fields[0].code), ("minutes", FieldCode::OutOfRange));
    decision.minutes = String::new();
    scene.registrar.call::<DecideObjection>(&decision).unwrap();
    // Another round of training begins without anything to object to.
    portal.run("update enrolments set round = round + 1", &[]);
    assert_eq!(scene.page(lesson).objection_until, None);
    assert_eq!(scene.trainee.refusal::<Object>(&object(&scene, lesson, "上一轮的时间呢")), ErrorCode::TooLate);
}

#[test]
fn a_question_finds_its_teacher_and_the_answer_its_class() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let asked = scene.trainee.call::<AskQuestion>(&ask(&scene, lesson, "接地电阻为什么不能超过四欧姆？")).unwrap();
    assert_eq!((asked.at_ms, asked.own), (61_000, true));
    scene.trainee.call::<AskQuestion>(&ask(&scene, lesson, "验电器要多久检验一次？")).unwrap();
    let teacher = portal.staff(&[Role::Teacher]);
    let search = |text: &str| {
        let request = ListQuestionsRequest { search: text.into(), ..ListQuestionsRequest::default() };
        teacher.call::<ListQuestions>(&request).unwrap().items
    };
    let open = search("");
    assert_eq!(open.len(), 2);
    assert_eq!((open[0].question.id, open[0].overdue), (asked.id, false), "the oldest first");
    // Two characters are enough.
    assert_eq!(search("接地").iter().map(|found| found.question.id).collect::<Vec<_>>(), [asked.id]);
    assert!(search("电缆").is_empty() && search("！？").is_empty());
    portal.advance_days(5);
    assert!(search("")[0].overdue);
    let answer =
        AnswerRequest { id: asked.id, text: "见教材第三章。".into(), public: true, version: open[0].version };
    assert_eq!(portal.staff(&[Role::Cashier]).refusal::<AnswerQuestion>(&answer), ErrorCode::RoleRequired);
    let answered = teacher.call::<AnswerQuestion>(&answer).unwrap();
    assert!(!answered.overdue);
    assert_eq!(search("教材").len(), 1, "answers are found too");
    assert_eq!(teacher.refusal::<AnswerQuestion>(&answer), ErrorCode::Changed);
    portal.alarm();
    assert_eq!(scene.trainee.call::<GetHome>(&Nothing {}).unwrap().unread, 1);
    // The class sees it, without the name; the other question stays the asker's own.
    let (other, enrolment) = enrol(&scene.registrar, "韦小燕", "E7654321", scene.class);
    let other = portal.trainee(other, "another");
    let seen = |search: Option<&str>| {
        let request = LessonRequest { id: enrolment, lesson, search: search.map(Into::into) };
        other.call::<GetLesson>(&request).unwrap().questions
    };
    let public = seen(None);
    assert_eq!((public.len(), public[0].own), (1, false));
    assert!(!serde_json::to_string(&public).unwrap().contains("孔冬志"));
    assert_eq!((seen(Some("电阻")).len(), seen(Some("检验")).len()), (1, 0));
    assert_eq!(scene.page(lesson).questions.len(), 2);
}
