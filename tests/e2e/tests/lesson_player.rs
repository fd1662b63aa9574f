//! The player of recorded lessons where watching does not go smoothly: presence checks, mobile data, addresses that run
//! out, pages that end without a word.

use e2e::lessons::{self, FILM_MS, Viewer, film};
use e2e::player::{self, counted, hide, is_paused, moves_on_from, page, play, press_play, video};
use e2e::{Browser, Look, OrFail, Portal, Staff, institution, wait};
use shared::id::LessonId;
use shared::lessons::api::{CourseWatchingForm, SaveCourseWatching};
use shared::lessons::watching::PlayEnd;
use shared::role::Role;

struct Scene {
    portal: Portal,
    lesson: LessonId,
    viewer: Viewer,
}

/// A lesson with the film, and somebody who watches. `checks`: the course asks now and then who is there.
fn scene(checks: bool) -> Scene {
    let (portal, mut staff) = Portal::set_up();
    let course = institution::usual_class(&mut staff).course_id;
    let mut staff: Staff = staff.invite("registrar", &[Role::Registrar]);
    let lesson = lessons::published(&mut staff, &lessons::form(course, "触电急救"), &lessons::read(&film()), FILM_MS);
    let rules = CourseWatchingForm {
        course_id: course,
        speed_percent: 100,
        hidden_counts: false,
        checks,
        daily_cap_minutes: "480".to_owned(),
    };
    staff.call::<SaveCourseWatching>(&rules).or_fail("the rules of the course");
    let viewer = Viewer::enrolled(&portal, &mut staff, 1);
    Scene { portal, lesson, viewer }
}

impl Scene {
    fn open(&self) -> Browser {
        player::open(&self.portal, &self.viewer, self.lesson, Look::phone())
    }

    /// Nobody waits a minute in a test: the next question is due now.
    fn ask_now(&mut self) {
        let sql = "update plays set state = json_set(state, '$.check.due_at', 0)
            where ended is null and json_extract(state, '$.check.state') = 'waiting'";
        let asked = self.portal.with_database(|database| database.execute(sql, []).or_fail(sql));
        assert_eq!(asked, 1, "one play goes on");
    }
}

fn dialog_is_open(browser: &Browser) -> bool {
    browser.script("return document.querySelector('#player-check').matches('[open]:not([hidden])')") == true
}

fn is_full_screen(browser: &Browser) -> bool {
    browser.script("return document.fullscreenElement !== null") == true
}

fn left(browser: &Browser) -> i64 {
    browser.find("#player-check-left").text().parse().or_fail("seconds")
}

#[test]
fn a_presence_check_that_is_answered_goes_on_and_one_that_is_missed_ends_the_play() {
    let mut scene = scene(true);
    scene.portal.with_database(|database| {
        let sql = "update watch_rules set beat_seconds = 5, check_from_minutes = 1, check_to_minutes = 1,
            check_answer_seconds = 5";
        database.execute(sql, []).or_fail(sql);
    });
    let browser = scene.open();
    play(&browser);
    browser.script(
        "document.addEventListener('click', () => document.querySelector('video').requestFullscreen(), { once: true })",
    );
    browser.find("h1").click();
    wait::until("full screen", || is_full_screen(&browser).then_some(()));

    // It becomes due while nobody looks: it waits for whoever comes back, and so does its time.
    hide(&browser, true);
    scene.ask_now();
    wait::until("the film to stand still", || is_paused(&browser).then_some(()));
    wait::until("full screen to be left", || (!is_full_screen(&browser)).then_some(()));
    assert!(!dialog_is_open(&browser), "nobody can see it");
    hide(&browser, false);
    wait::until("the question", || dialog_is_open(&browser).then_some(()));
    assert!(left(&browser) >= 4, "{} s are left", left(&browser));
    assert_eq!(browser.script("return document.activeElement.id"), "player-check-title");
    browser.screenshot("lesson-check");
    browser.assert_accessible();
    press_play(&browser);
    wait::until("the film to stand still", || is_paused(&browser).then_some(()));
    let place = video(&browser, "currentTime");
    browser.find_text("我在看").click();
    moves_on_from(&browser, place);
    assert!(!dialog_is_open(&browser));
    browser.wait_for_text("正在计学时");

    scene.ask_now();
    wait::until("the question", || dialog_is_open(&browser).then_some(()));
    browser.wait_for_text("没有及时确认在看");
    assert!(!dialog_is_open(&browser) && is_paused(&browser));
    browser.screenshot("lesson-check-missed");
    browser.assert_accessible();
    let newest = |scene: &mut Scene| page(&mut scene.viewer, scene.lesson).plays.first().and_then(|play| play.ended);
    wait::until("the play to end", || (newest(&mut scene) == Some(PlayEnd::CheckMissed)).then_some(()));
    browser.wait_for_text("没有及时确认在看");

    let (before, place) = (counted(&mut scene.viewer, scene.lesson), video(&browser, "currentTime"));
    browser.find_text("在这里继续").click();
    moves_on_from(&browser, place);
    wait::until("more to count", || (counted(&mut scene.viewer, scene.lesson) > before + 1_000).then_some(()));
}

/// What a phone says of its line: the page reads it as it begins.
const LINE: &str = "
    const line = new EventTarget();
    line.type = sessionStorage.getItem('line') ?? 'wifi';
    line.effectiveType = '2g';
    line.saveData = false;
    Object.defineProperty(navigator, 'connection', { get: () => line });";

/// The phone changes to another line.
fn change_line(browser: &Browser, kind: &str) {
    browser.script(&format!(
        "navigator.connection.type = '{kind}'; navigator.connection.dispatchEvent(new Event('change'))"
    ));
}

/// The time that the page shows as counted: it changes with an answer to a heartbeat.
fn shown(browser: &Browser) -> String {
    let time = browser.script("return document.querySelector('[data-time=counted]').textContent");
    time.as_str().or_fail("the counted time").to_owned()
}

#[test]
fn a_slow_line_is_said_and_mobile_data_is_asked_for_before_it_is_used() {
    let mut scene = scene(false);
    scene.portal.with_database(|database| {
        let sql = "update watch_rules set beat_seconds = 5";
        database.execute(sql, []).or_fail(sql);
    });
    let browser = Browser::chromium(Look::phone());
    browser.before_every_page(LINE);
    scene.portal.enter_in(&browser, &scene.viewer.openid);
    browser.open(&player::address(&scene.portal, &scene.viewer, scene.lesson));
    browser.wait_for_text("网络很慢");
    browser.screenshot("lesson-slow-line");
    play(&browser);
    // Out of the reach of the Wi-Fi: some heartbeats fail before the phone takes another line.
    browser.script("window.reach = window.fetch; window.fetch = () => Promise.reject(new TypeError('no line'))");
    browser.wait_for_text("网络断了");
    change_line(&browser, "cellular");
    browser.wait_for_text("您正在使用移动数据");
    assert!(is_paused(&browser));
    // What failed is told over the new line, and the question stands all the same.
    let before = shown(&browser);
    browser.script("window.fetch = window.reach");
    wait::until("an answer", || (shown(&browser) != before).then_some(()));
    browser.wait_for_text("您正在使用移动数据");
    // Within its reach again nothing is asked.
    change_line(&browser, "wifi");
    browser.wait_for_text("已暂停");
    change_line(&browser, "cellular");
    press_play(&browser);
    browser.wait_for_text("您正在使用移动数据");
    wait::until("the film to stand still", || is_paused(&browser).then_some(()));
    let place = video(&browser, "currentTime");
    browser.find_text("继续播放").click();
    moves_on_from(&browser, place);
    browser.wait_for_text("正在计学时");
    wait::until("some seconds to be counted", || (counted(&mut scene.viewer, scene.lesson) > 1_000).then_some(()));

    browser.script("sessionStorage.setItem('line', 'cellular')");
    browser.reload();
    browser.wait_for_text("网络很慢");
    let plays = page(&mut scene.viewer, scene.lesson).plays.len();
    press_play(&browser);
    browser.wait_for_text("您正在使用移动数据");
    browser.screenshot("lesson-mobile-data");
    assert!(is_paused(&browser) && page(&mut scene.viewer, scene.lesson).plays.len() == plays);
    browser.find_text("继续播放").click();
    browser.wait_for_text("正在计学时");
}

#[test]
fn an_address_that_runs_out_and_a_page_that_ends_lose_neither_the_place_nor_what_was_watched() {
    let mut scene = scene(false);
    let browser = scene.open();
    play(&browser);
    wait::until("some seconds", || (video(&browser, "currentTime") > 6.0).then_some(()));
    // As after its time: the portal refuses the address.
    let place = video(&browser, "currentTime");
    browser.script(
        "const video = document.querySelector('video');
        window.refused = video.src.split('?')[0];
        video.src = refused;
        video.load();
        video.play().catch(() => {})",
    );
    moves_on_from(&browser, place);
    assert_eq!(browser.script("return document.querySelector('video').src === refused"), false);
    assert!(video(&browser, "currentTime") < place + 20.0);

    // The page is left: what was not told yet is told then.
    let place = video(&browser, "currentTime");
    browser.reload();
    let watched = page(&mut scene.viewer, scene.lesson).lesson;
    assert!(close(ms(watched.credit.counted_ms), place), "{watched:?}, left at {place} s");
    play(&browser);
    assert!(close(video(&browser, "currentTime"), place), "{} s", video(&browser, "currentTime"));

    // WeChat ends it without a word: only the phone knows the place.
    browser.script(
        "for (const name of ['pagehide', 'visibilitychange'])
            window.addEventListener(name, event => event.stopImmediatePropagation(), true)",
    );
    wait::until("some seconds", || (video(&browser, "currentTime") > place + 8.0).then_some(()));
    let place = video(&browser, "currentTime");
    browser.reload();
    play(&browser);
    let resumed = video(&browser, "currentTime");
    assert!((place - 6.0..place + 3.0).contains(&resumed), "resumed at {resumed} s, ended at {place} s");
}

fn close(seconds: f64, to: f64) -> bool {
    (seconds - to).abs() < 2.5
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "some seconds")]
fn ms(ms: i64) -> f64 {
    ms as f64 / 1_000.0
}
