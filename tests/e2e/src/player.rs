//! The page of a lesson in a browser, as somebody who watches uses it.

use shared::id::LessonId;
use shared::lessons::api::{GetLesson, LessonPage, LessonRequest};

use crate::fail::OrFail;
use crate::lessons::Viewer;
use crate::{Browser, Look, Portal, wait};

/// Where a viewer watches this lesson.
pub fn address(portal: &Portal, viewer: &Viewer, lesson: LessonId) -> String {
    portal.url(&format!("/lessons/{}/{lesson}", viewer.enrolment))
}

/// A phone that shows the page.
#[track_caller]
pub fn open(portal: &Portal, viewer: &Viewer, lesson: LessonId, look: Look) -> Browser {
    let browser = Browser::chromium(look);
    portal.enter_in(&browser, &viewer.openid);
    browser.open(&address(portal, viewer, lesson));
    browser
}

/// What the video says of itself.
pub fn video(browser: &Browser, what: &str) -> f64 {
    browser.script(&format!("return document.querySelector('video').{what}")).as_f64().unwrap_or(f64::NAN)
}

pub fn is_paused(browser: &Browser) -> bool {
    browser.script("return document.querySelector('video').paused").as_bool().unwrap_or(false)
}

/// Presses play as a finger does, and waits for nothing.
pub fn press_play(browser: &Browser) {
    browser
        .script("document.querySelector('video').muted = true; document.querySelector('video').play().catch(() => {})");
}

/// Presses play and waits until the film moves.
#[track_caller]
pub fn play(browser: &Browser) {
    let begin = video(browser, "currentTime");
    press_play(browser);
    moves_on_from(browser, begin);
}

#[track_caller]
pub fn moves_on_from(browser: &Browser, seconds: f64) {
    wait::until("the film to move", || (video(browser, "currentTime") > seconds + 0.5).then_some(()));
}

/// As when somebody goes to another app: headless browsers do not hide their pages by themselves.
pub fn hide(browser: &Browser, hidden: bool) {
    let state = if hidden { "hidden" } else { "visible" };
    browser.script(&format!(
        "Object.defineProperty(document, 'hidden', {{ get: () => {hidden}, configurable: true }});
         Object.defineProperty(document, 'visibilityState', {{ get: () => '{state}', configurable: true }});
         document.dispatchEvent(new Event('visibilitychange'))"
    ));
}

/// The page as the portal tells it.
#[track_caller]
pub fn page(viewer: &mut Viewer, lesson: LessonId) -> LessonPage {
    let request = LessonRequest { id: viewer.enrolment, lesson, search: None };
    viewer.trainee.call::<GetLesson>(&request).or_fail("the lesson")
}

#[track_caller]
pub fn counted(viewer: &mut Viewer, lesson: LessonId) -> i64 {
    page(viewer, lesson).lesson.credit.counted_ms
}
