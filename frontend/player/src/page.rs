//! The parts of the page that the player works with, listening to them, and the clocks.

use js_sys::{Function, Reflect};
use shared::lessons::api::Credit;
use shared::lessons::player::{PlayerLine, Reason, minutes_and_seconds};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, HtmlVideoElement, NodeList, Storage, Window};

pub fn window() -> Option<Window> {
    web_sys::window()
}

pub fn document() -> Option<Document> {
    window()?.document()
}

/// The part with this id.
pub fn part<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

pub fn first<T: JsCast>(selector: &str) -> Option<T> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

pub fn each(selector: &str, mut with: impl FnMut(HtmlElement)) {
    let Some(all) = document().and_then(|document| document.query_selector_all(selector).ok()) else { return };
    let element = |all: &NodeList, index: u32| all.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    (0..all.length()).filter_map(|index| element(&all, index)).for_each(&mut with);
}

/// A number that the edge has written; nothing for what is none.
pub fn number(element: &Element, name: &str) -> Option<i64> {
    element.get_attribute(name)?.parse().ok()
}

/// Calls back for as long as the page stands.
pub fn on(target: &EventTarget, event: &str, then: impl FnMut(Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(then);
    // Fails for no event of ours.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls back every second, or as often as a page in the background may.
pub fn every_second(then: impl FnMut() + 'static) {
    let Some(window) = window() else { return };
    let tick = Closure::<dyn FnMut()>::new(then);
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), 1_000);
    tick.forget();
}

/// Shows the sentence for this and hides all others.
pub fn say(line: PlayerLine) {
    each("[data-say]", |element| element.set_hidden(element.get_attribute("data-say").as_deref() != Some(line.code())));
}

pub fn show(id: &str, shown: bool) {
    if let Some(element) = part::<HtmlElement>(id) {
        element.set_hidden(!shown);
    }
}

pub fn write(id: &str, text: &str) {
    if let Some(element) = part::<Element>(id) {
        element.set_text_content(Some(text));
    }
}

/// What is counted and what is not, with its reasons.
pub fn show_credit(credit: Credit) {
    show_time("counted", credit.counted_ms);
    for reason in Reason::ALL {
        let ms = reason.of(credit.uncounted);
        show_time(reason.code(), ms);
        each(&format!("[data-row={}]", reason.code()), |row| row.set_hidden(ms < 1_000));
    }
    show("player-uncounted", Reason::noticeable(credit.uncounted).next().is_some());
}

fn show_time(name: &str, ms: i64) {
    let (minutes, seconds) = minutes_and_seconds(ms);
    for (part, value) in [("minutes", minutes), ("seconds", seconds)] {
        each(&format!("[data-time={name}] [data-part={part}]"), |slot| {
            slot.set_text_content(Some(&value.to_string()));
        });
    }
}

pub fn is_hidden() -> bool {
    document().is_some_and(|document| document.hidden())
}

/// A clock that never steps, in milliseconds.
pub fn clock() -> i64 {
    window().and_then(|window| window.performance()).map_or_else(today, |clock| whole(clock.now()))
}

/// The phone's own time, in milliseconds since 1970.
pub fn today() -> i64 {
    whole(js_sys::Date::now())
}

/// Absent where the browser keeps nothing for us.
pub fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}

/// Calls a method that only some engines have.
pub fn call_if_there(target: &JsValue, method: &str) -> Option<JsValue> {
    let function: Function = Reflect::get(target, &JsValue::from_str(method)).ok()?.dyn_into().ok()?;
    function.call0(target).ok()
}

/// In full screen nothing of the page is seen. iPhones have a full screen of the video's own. Left only where there is one:
/// elsewhere the browser would complain.
pub fn leave_full_screen(video: &HtmlVideoElement) {
    let Some(document) = document() else { return };
    for (whose, is_there, leave) in [
        (document.as_ref(), "fullscreenElement", "exitFullscreen"),
        (document.as_ref(), "webkitFullscreenElement", "webkitExitFullscreen"),
        (video.as_ref(), "webkitDisplayingFullscreen", "webkitExitFullscreen"),
    ] {
        let whose: &JsValue = whose;
        if Reflect::get(whose, &JsValue::from_str(is_there)).is_ok_and(|there| there.is_truthy()) {
            let _ = call_if_there(whose, leave);
            return;
        }
    }
}

/// Rounded down; what is no number is nothing.
#[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "`as` holds a float within the bounds")]
pub fn whole(number: f64) -> i64 {
    number.floor() as i64
}

/// Seconds as the browser counts them.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a lesson is shorter than a day")]
pub fn seconds(ms: i64) -> f64 {
    ms as f64 / 1_000.0
}
