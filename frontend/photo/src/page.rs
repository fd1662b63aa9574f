//! The parts of the page that the tools work with, and listening to them.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{
    DataTransfer, Document, Element, EventTarget, File, FilePropertyBag, HtmlElement, HtmlFormElement, HtmlInputElement,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The form that a tool helps with.
pub fn form() -> Option<HtmlFormElement> {
    document()?.query_selector("form[data-tool]").ok()??.dyn_into().ok()
}

/// The part with this id.
pub fn part<T: JsCast>(id: &str) -> Option<T> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The file control of this name.
pub fn file_input(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    form.query_selector(&format!("input[type=file][name={name}]")).ok()??.dyn_into().ok()
}

pub fn new_element<T: JsCast>(tag: &str) -> Option<T> {
    document()?.create_element(tag).ok()?.dyn_into().ok()
}

pub fn show(element: &HtmlElement, shown: bool) {
    element.set_hidden(!shown);
}

/// Shows the sentence of this code and hides all others; none: hides all.
pub fn say(code: Option<&str>) {
    let Some(all) = document().and_then(|document| document.query_selector_all("[data-say]").ok()) else { return };
    for index in 0..all.length() {
        let Some(line) = all.get(index).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { continue };
        show(&line, code.is_some() && line.get_attribute("data-say").as_deref() == code);
    }
}

/// Calls back for as long as the page stands.
pub fn on<E: JsCast + 'static>(target: &EventTarget, event: &str, then: impl FnMut(E) + 'static) {
    let mut then = then;
    let listener = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        if let Ok(event) = event.dyn_into::<E>() {
            then(event);
        }
    });
    // Fails for no event of ours.
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Puts bytes into a file control, as if they had been chosen.
pub fn fill(input: &HtmlInputElement, name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let options = FilePropertyBag::new();
    options.set_type(media_type);
    let content = Array::of1(&js_sys::Uint8Array::from(bytes));
    let file = File::new_with_u8_array_sequence_and_options(&content, name, &options).ok()?;
    let transfer = DataTransfer::new().ok()?;
    transfer.items().add_with_file(&file).ok()?;
    input.set_files(transfer.files().as_ref());
    Some(())
}

/// Sends the form as it is now, once: whoever taps again while it is under way sends nothing twice.
pub fn send(form: &HtmlFormElement) {
    if let Ok(Some(button)) = form.query_selector("button[type=submit]") {
        busy(&button, true);
    }
    // Its own event has been handled: this does not raise another.
    let _ = form.submit();
}

/// Marks the button while something is under way.
pub fn busy(button: &Element, busy: bool) {
    if busy {
        let _ = button.set_attribute("disabled", "");
        let _ = button.set_attribute("aria-busy", "true");
    } else {
        let _ = button.remove_attribute("disabled");
        let _ = button.remove_attribute("aria-busy");
    }
}
