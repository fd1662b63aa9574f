//! A recorded lesson from the editor's desk to the trainee's finished hour, in real browsers with a real film.

use std::time::Duration;

use e2e::console::Console;
use e2e::lessons::{self, FILM_MS, Viewer, captions, film};
use e2e::player::{self, counted, hide, page, play, video};
use e2e::{Browser, Look, OrFail, Portal, Staff, institution, wait};
use shared::id::{CourseId, LessonId};
use shared::lessons::LessonState;
use shared::lessons::api::{
    CaptionsForm, CourseWatchingForm, GetLesson, LessonForm, LessonRequest, SaveCaptions, SaveCourseWatching,
};
use shared::role::Role;

fn registrar() -> (Portal, Staff, CourseId) {
    let (portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let staff = staff.invite("registrar", &[Role::Registrar]);
    (portal, staff, course)
}

/// A lesson with the film, captions and chapters; twice the speed is allowed, so that two minutes take one.
fn with_film(staff: &mut Staff, course: CourseId) -> LessonId {
    let form = LessonForm {
        chapters: "0:00 开场\n1:00 验电".to_owned(),
        summary: "停电、验电、接地的顺序，以及为什么不能颠倒。".to_owned(),
        ..lessons::form(course, "停电作业的安全措施：停电、验电、装设接地线、悬挂标示牌和装设遮栏")
    };
    let id = lessons::published(staff, &form, &lessons::read(&film()), FILM_MS);
    let text = std::fs::read_to_string(captions()).or_fail("captions");
    staff.call::<SaveCaptions>(&CaptionsForm { id, text }).or_fail("saving captions");
    let rules = CourseWatchingForm {
        course_id: course,
        speed_percent: 200,
        hidden_counts: false,
        checks: false,
        daily_cap_minutes: "480".to_owned(),
    };
    staff.call::<SaveCourseWatching>(&rules).or_fail("the rules of the course");
    id
}

/// A phone on which the lesson plays.
fn playing(portal: &Portal, viewer: &Viewer, lesson: LessonId) -> Browser {
    let browser = player::open(portal, viewer, lesson, Look::phone());
    play(&browser);
    browser
}

#[test]
fn a_lesson_is_watched_resumed_on_another_phone_and_finished() {
    let (portal, mut staff, course) = registrar();
    let lesson = with_film(&mut staff, course);
    let mut viewer = Viewer::enrolled(&portal, &mut staff, 1);
    let address = portal.url(&format!("/lessons/{}/{lesson}", viewer.enrolment));

    let phone = Browser::chromium(Look::phone());
    portal.enter_in(&phone, &viewer.openid);
    phone.open(&portal.url(&format!("/lessons/{}", viewer.enrolment)));
    phone.wait_for_text("停电作业的安全措施");
    phone.screenshot("lessons-list");
    phone.open(&address);
    phone.screenshot("lesson-before");
    play(&phone);
    assert!((video(&phone, "duration") - 120.0).abs() < 1.0);
    phone.script("document.querySelector('video').playbackRate = 2");
    wait::until("some seconds to be counted", || (counted(&mut viewer, lesson) > 8_000).then_some(()));
    phone.screenshot("lesson-playing");
    // Seeking: what lies between is not counted.
    let before = counted(&mut viewer, lesson);
    phone.script("document.querySelector('video').currentTime = 100");
    wait::until("the film to go on from there", || (video(&phone, "currentTime") > 101.0).then_some(()));
    phone.script("document.querySelector('video').pause()");
    wait::until("the place to be known", || (page(&mut viewer, lesson).lesson.place_ms > 100_000).then_some(()));
    let after = counted(&mut viewer, lesson);
    assert!(after < before + 40_000, "{before} {after}");
    phone.script("document.querySelector('video').currentTime = 40");
    phone.script("document.querySelector('video').pause()");
    play(&phone);
    wait::until("the place to be known", || {
        let place = page(&mut viewer, lesson).lesson.place_ms;
        (40_000..60_000).contains(&place).then_some(())
    });
    phone.assert_console_empty();

    // Another phone goes on from the last place, and the first one hears of it.
    let other = Browser::chromium(Look::phone());
    portal.enter_in(&other, &viewer.openid);
    other.open(&address);
    play(&other);
    let place = video(&other, "currentTime");
    assert!((38.0..75.0).contains(&place), "resumed at {place} s");
    phone.wait_for_text("另一");
    phone.screenshot("lesson-elsewhere");
    assert!(phone.script("return document.querySelector('video').paused").as_bool().unwrap_or(false));
    drop(phone);

    // To the end, from the beginning.
    other.script("document.querySelector('video').currentTime = 0; document.querySelector('video').playbackRate = 2");
    let finished = wait::within(Duration::from_secs(100), || page(&mut viewer, lesson).lesson.finished.then_some(()));
    other.screenshot("lesson-finished");
    let shown = page(&mut viewer, lesson);
    assert!(finished.is_some(), "{:?}", shown.lesson);
    assert!(shown.lesson.credit.counted_ms <= FILM_MS + 500);
    other.open(&portal.url(&format!("/enrolments/{}", viewer.enrolment)));
    other.screenshot("lesson-hours");
    other.assert_console_empty();
}

#[test]
fn webkit_plays_and_seeks_and_its_time_counts() {
    let (portal, mut staff, course) = registrar();
    let lesson = with_film(&mut staff, course);
    let mut viewer = Viewer::enrolled(&portal, &mut staff, 1);
    let browser = Browser::webkit();
    browser.open(&portal.simulator().as_follower(&viewer.openid));
    browser.open(&format!("{}/enter", portal.https()));
    browser.open(&format!("{}/lessons/{}/{lesson}", portal.https(), viewer.enrolment));
    play(&browser);
    wait::until("some seconds to be counted", || (counted(&mut viewer, lesson) > 3_000).then_some(()));
    browser.script("document.querySelector('video').currentTime = 90");
    wait::until("the film to go on from there", || (video(&browser, "currentTime") > 90.5).then_some(()));
}

#[test]
fn a_page_in_the_background_counts_nothing() {
    let (portal, mut staff, course) = registrar();
    let lesson = with_film(&mut staff, course);
    let mut viewer = Viewer::enrolled(&portal, &mut staff, 1);
    let browser = playing(&portal, &viewer, lesson);
    wait::until("some seconds to be counted", || (counted(&mut viewer, lesson) > 3_000).then_some(()));
    hide(&browser, true);
    let at_hiding = video(&browser, "currentTime");
    wait::until("the film to go on in the background", || {
        (video(&browser, "currentTime") > at_hiding + 6.0).then_some(())
    });
    hide(&browser, false);
    browser.script("document.querySelector('video').pause()");
    let hidden = wait::until("the background to be told", || {
        let credit = page(&mut viewer, lesson).lesson.credit;
        (credit.uncounted.hidden_ms > 4_000).then_some(credit)
    });
    let most = (at_hiding * 1_000.0) + 1_500.0;
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "some seconds")]
    let counted = hidden.counted_ms as f64;
    assert!(counted <= most, "{counted} ms counted, hidden at {at_hiding} s");
    browser.screenshot("lesson-background");
    browser.wait_for_text("后台");
}

#[test]
fn what_was_not_counted_counts_when_it_is_watched_again() {
    let (portal, mut staff, course) = registrar();
    let lesson = with_film(&mut staff, course);
    let mut viewer = Viewer::enrolled(&portal, &mut staff, 1);
    let browser = playing(&portal, &viewer, lesson);
    hide(&browser, true);
    wait::until("the film to go on in the background", || (video(&browser, "currentTime") > 8.0).then_some(()));
    hide(&browser, false);
    wait::until("the background to be told", || {
        (page(&mut viewer, lesson).lesson.credit.uncounted.hidden_ms > 4_000).then_some(())
    });
    let before = counted(&mut viewer, lesson);
    browser.script("document.querySelector('video').currentTime = 1");
    wait::until("the same seconds to count", || (counted(&mut viewer, lesson) > before + 4_000).then_some(()));
}

#[test]
fn without_scripts_the_page_is_whole_and_says_that_nothing_is_counted() {
    let (portal, mut staff, course) = registrar();
    let lesson = with_film(&mut staff, course);
    let viewer = Viewer::enrolled(&portal, &mut staff, 1);
    let browser = Browser::chromium(Look::phone().without_scripts());
    portal.enter_in(&browser, &viewer.openid);
    browser.open(&portal.url(&format!("/lessons/{}/{lesson}", viewer.enrolment)));
    let text = browser.text();
    for part in ["停电作业的安全措施", "验电", "不计"] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    let source = browser.find("video").property("currentSrc").to_string();
    assert!(source.contains("/media/"), "{source}");
    browser.screenshot("lesson-without-scripts");
}

#[test]
fn a_lesson_is_made_in_the_console() {
    let (portal, mut staff, course) = registrar();
    let console = Console::with_session(&portal, &staff, Look::desk());
    let browser = &console.browser;
    console.open(&format!("/staff/courses/{course}/lessons"));
    browser.wait_for_text("还没有");
    browser.screenshot("console-lessons-empty");
    console.click("新增一节课");
    browser.find_field("标题").type_text("触电急救");
    browser.screenshot("console-lesson-form");
    console.click("保存");
    browser.wait_for_text("触电急救");

    // What phones cannot play is refused before anything travels.
    let choose = |file: &std::path::Path| browser.find("input[type=file]").type_text(&file.display().to_string());
    let text = tempfile::Builder::new().suffix(".mp4").tempfile().or_fail("a file");
    std::fs::write(text.path(), "这不是视频").or_fail("a text");
    choose(text.path());
    browser.wait_for_text("不是 MP4 文件");
    console.click("换个文件");
    choose(&lessons::film_without_index());
    browser.wait_for_text("没有索引");
    browser.screenshot("console-lesson-refused");
    console.click("换个文件");

    choose(&film());
    browser.wait_for_text("640×360");
    browser.screenshot("console-lesson-uploaded");
    let lesson = lessons::course(&mut staff, course).first().or_fail("a lesson").clone();
    let video = lesson.video.or_fail("a video");
    let stored = staff.get(&video.address).expect_status(200).body;
    assert_eq!(lessons::sha256(&stored), lessons::sha256(&lessons::read(&film())));
    assert!((119_000..=121_000).contains(&video.duration_ms), "{}", video.duration_ms);

    console.confirm("发布", "发布");
    browser.wait_for_text("已发布");
    browser.screenshot("console-lesson-published");
    let mut viewer = Viewer::enrolled(&portal, &mut staff, 1);
    assert!(page(&mut viewer, lesson.id).lesson.gate.is_open());
    lessons::set_state(&mut staff, course, lesson.id, LessonState::Withdrawn);
    assert!(!page_is_known(&mut viewer, lesson.id), "nobody has watched it");
}

fn page_is_known(viewer: &mut Viewer, lesson: LessonId) -> bool {
    let request = LessonRequest { id: viewer.enrolment, lesson, search: None };
    viewer.trainee.call::<GetLesson>(&request).is_ok()
}
