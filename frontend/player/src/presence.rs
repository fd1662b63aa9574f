//! Presence checks (在岗确认): a question that somebody has to touch.

use std::rc::Rc;

use js_sys::Reflect;
use shared::lessons::watching::{CheckAnswer, CheckStep};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::beats;
use crate::page;
use crate::player::Player;

const DIALOG: &str = "player-check";

/// A check that the server has asked for.
pub struct Check {
    /// What is said of it once it is visible.
    shown: CheckAnswer,
    answer_seconds: i64,
    step: Step,
}

/// How far it has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The page is in the background: nobody can see the question.
    Waits,
    /// It is visible, until then by [`page::clock`].
    Visible {
        until: i64,
    },
    Answered,
    /// Nobody touched it: the server says what that means.
    Missed,
}

impl Check {
    /// The video has to stand still.
    pub const fn is_open(&self) -> bool {
        matches!(self.step, Step::Waits | Step::Visible { .. })
    }

    /// What the next heartbeat says of it: again and again until the server has heard it.
    pub fn told(&self) -> Option<CheckAnswer> {
        let what = match self.step {
            Step::Waits | Step::Missed => return None,
            Step::Visible { .. } => CheckStep::Shown,
            Step::Answered => CheckStep::Answered,
        };
        Some(CheckAnswer { what, ..self.shown })
    }
}

/// Escape is no answer, however often it is pressed.
pub fn prepare(player: &Rc<Player>) {
    let Some(dialog) = page::part::<HtmlElement>(DIALOG) else { return };
    page::on(&dialog, "cancel", |event| event.prevent_default());
    let player = Rc::clone(player);
    page::on(&dialog, "close", move |_event| {
        let is_visible = |check: &Check| matches!(check.step, Step::Visible { .. });
        if player.state.borrow().check.as_ref().is_some_and(is_visible) {
            open();
        }
    });
}

/// The server asks. `shown`: what it wants to hear first.
pub fn ask(player: &Rc<Player>, shown: CheckAnswer, answer_seconds: i64) {
    let same = |check: &&Check| check.shown.id == shown.id;
    let known = player.state.borrow().check.as_ref().filter(same).map(|check| check.step);
    match known {
        // It has not heard the answer yet.
        Some(Step::Answered) => player.state.borrow_mut().pulse.soon(),
        Some(_) => {}
        None => {
            let sample = player.sample();
            {
                let mut state = player.state.borrow_mut();
                state.recorder.stop(sample);
                state.check = Some(Check { shown, answer_seconds, step: Step::Waits });
            }
            let _ = player.video.pause();
            leave_full_screen(player);
            show(player);
        }
    }
}

/// Shows the question as soon as somebody can see it, and tells the server so.
pub fn show(player: &Rc<Player>) {
    {
        let mut state = player.state.borrow_mut();
        let Some(check) = state.check.as_mut().filter(|check| check.step == Step::Waits) else { return };
        if page::is_hidden() {
            return;
        }
        let until = page::clock().saturating_add(check.answer_seconds.saturating_mul(1_000));
        check.step = Step::Visible { until };
    }
    open();
    count_down(player);
    beats::send(player);
}

/// Somebody is there.
pub fn answer(player: &Rc<Player>) {
    {
        let mut state = player.state.borrow_mut();
        let Some(check) = state.check.as_mut().filter(|check| check.is_open()) else { return };
        check.step = Step::Answered;
    }
    close();
    beats::send(player);
    player.play();
}

/// The server has nothing to ask.
pub fn settled(player: &Player) {
    let mut state = player.state.borrow_mut();
    // A question that is open was asked by a later answer than this one.
    if state.check.as_ref().is_some_and(|check| !check.is_open()) {
        state.check = None;
    }
}

pub fn count_down(player: &Player) {
    let missed = {
        let mut state = player.state.borrow_mut();
        let Some(check) = state.check.as_mut() else { return };
        let Step::Visible { until } = check.step else { return };
        let left = until.saturating_sub(page::clock());
        page::write("player-check-left", &left.max(0).saturating_add(999).div_euclid(1_000).to_string());
        if left <= 0 {
            check.step = Step::Missed;
            state.pulse.soon();
        }
        left <= 0
    };
    if missed {
        close();
    }
}

/// As a dialog, which takes the focus and holds it; where the browser has none, as a box over the page.
fn open() {
    page::show(DIALOG, true);
    let Some(dialog) = page::part::<HtmlElement>(DIALOG) else { return };
    let _ = page::call_if_there(&dialog, "showModal");
    // Not the button: whoever presses a key at that moment would have answered without looking.
    if let Some(title) = page::part::<HtmlElement>("player-check-title") {
        let _ = title.focus();
    }
    dialog.scroll_into_view();
}

pub fn close() {
    if let Some(dialog) = page::part::<HtmlElement>(DIALOG)
        && Reflect::get(&dialog, &JsValue::from_str("open")).is_ok_and(|open| open.is_truthy())
    {
        let _ = page::call_if_there(&dialog, "close");
    }
    page::show(DIALOG, false);
}

/// In full screen nothing of the page is seen. iPhones have a full screen of the video's own. Left only where there is one:
/// elsewhere the browser would complain.
fn leave_full_screen(player: &Player) {
    let Some(document) = page::document() else { return };
    for (whose, is_there, leave) in [
        (document.as_ref(), "fullscreenElement", "exitFullscreen"),
        (document.as_ref(), "webkitFullscreenElement", "webkitExitFullscreen"),
        (player.video.as_ref(), "webkitDisplayingFullscreen", "webkitExitFullscreen"),
    ] {
        let whose: &JsValue = whose;
        if Reflect::get(whose, &JsValue::from_str(is_there)).is_ok_and(|there| there.is_truthy()) {
            let _ = page::call_if_there(whose, leave);
            return;
        }
    }
}
