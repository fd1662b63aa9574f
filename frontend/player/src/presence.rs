//! Presence checks (在岗确认): a question that somebody has to touch.

use std::rc::Rc;

use js_sys::Reflect;
use shared::lessons::player::PlayerLine;
use shared::lessons::watching::CheckAnswer;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

use crate::beats;
use crate::check::{Again, Check};
use crate::page;
use crate::player::Player;

const DIALOG: &str = "player-check";

/// Escape is no answer, however often it is pressed.
pub fn prepare(player: &Rc<Player>) {
    let Some(dialog) = page::part::<HtmlElement>(DIALOG) else { return };
    page::on(&dialog, "cancel", |event| event.prevent_default());
    let player = Rc::clone(player);
    page::on(&dialog, "close", move |_event| {
        if player.state.borrow().check.as_ref().is_some_and(Check::is_visible) {
            open();
        }
    });
}

/// The server asks. `shown`: what it wants to hear first; `heard`: it has heard that already.
pub fn ask(player: &Rc<Player>, shown: CheckAnswer, answer_seconds: i64, heard: bool) {
    let sample = player.sample();
    let again = {
        let mut state = player.state.borrow_mut();
        let known = state.check.as_mut().filter(|check| check.is(shown.id)).map(|check| check.asked_again(heard));
        let again = known.unwrap_or(Again::Show);
        if known.is_none() {
            state.check = Some(Check::new(shown, answer_seconds));
        }
        match again {
            Again::Nothing => {}
            Again::Tell => state.pulse.soon(),
            Again::Show => state.recorder.stop(sample),
        }
        again
    };
    if again == Again::Show {
        let _ = player.video.pause();
        page::leave_full_screen(&player.video);
        show(player);
    }
}

/// Shows the question as soon as somebody can see it, and tells the server so.
pub fn show(player: &Rc<Player>) {
    {
        let mut state = player.state.borrow_mut();
        let Some(check) = state.check.as_mut().filter(|check| check.waits()) else { return };
        if page::is_hidden() {
            return;
        }
        check.show(page::clock());
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
        check.answer();
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
    let heard = {
        let mut state = player.state.borrow_mut();
        let Some(check) = state.check.as_mut() else { return };
        let Some(left) = check.left_ms(page::clock()) else { return };
        page::write("player-check-left", &left.saturating_add(999).div_euclid(1_000).to_string());
        if left > 0 {
            return;
        }
        let heard = check.is_heard();
        state.pulse.soon();
        heard
    };
    close();
    // The server says so some seconds later. One that has not heard of the question asks once more instead.
    if heard {
        player.say(PlayerLine::CheckMissed);
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
