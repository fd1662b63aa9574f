//! The few things that are asked of the browser directly.

use std::cell::Cell;

use gloo::events::EventListener;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::HtmlElement;

thread_local! {
    static NAVIGATED: Cell<bool> = const { Cell::new(false) };
}

/// Whether the app has left the page that the edge rendered.
pub fn has_navigated() -> bool {
    NAVIGATED.get()
}

/// The app is about to leave the page that the edge rendered.
pub fn note_navigation() {
    NAVIGATED.set(true);
}

/// The path in the address bar.
pub fn path() -> String {
    web_sys::window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Writes the address of another page of the app into the address bar.
pub fn push(path: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        // Refused only when called hundreds of times a minute: then the page is right and its address is old.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(path));
    }
}

/// Calls back when the reader goes back or forward; until the listener is dropped.
pub fn on_history(mut then: impl FnMut() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_event| then()))
}

/// Starts a page that was reached inside the app at its top, under its title, with the focus on it.
pub fn begin_page(title: &str) {
    note_navigation();
    let Some(window) = web_sys::window() else { return };
    window.scroll_to_with_x_and_y(0.0, 0.0);
    let Some(document) = window.document() else { return };
    document.set_title(title);
    let main = document.get_element_by_id("main");
    if let Some(main) = main.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Focus on something that is gone does nothing.
        let _ = main.focus();
    }
}
