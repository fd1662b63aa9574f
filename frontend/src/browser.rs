//! The few things that are asked of the browser directly.

use std::cell::Cell;

use wasm_bindgen::JsCast as _;
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
