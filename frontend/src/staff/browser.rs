//! What the console asks of the browser: timers, the clipboard, files to keep, the title of the window.

use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Calls `act` after some milliseconds, unless the returned guard is dropped first.
pub fn after(milliseconds: u32, act: impl FnOnce() + 'static) -> Timeout {
    Timeout::new(milliseconds, act)
}

/// Calls `act` again and again, until the returned guard is dropped.
pub fn every(milliseconds: u32, act: impl FnMut() + 'static) -> Interval {
    Interval::new(milliseconds, act)
}

/// Whole seconds since [`milliseconds`] said `then`: also after the machine has slept, when timers have not run.
pub fn seconds_since(then: f64) -> i64 {
    whole((milliseconds() - then) / 1_000.0)
}

/// A number of the browser's as one to count with, without what stands after the point.
pub fn whole(number: f64) -> i64 {
    format!("{:.0}", number.floor()).parse().unwrap_or_default()
}

/// By the browser's clock, whose zero means nothing here: only differences count.
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// The moment by the browser's clock, to the second.
pub fn now() -> shared::time::Timestamp {
    shared::time::Timestamp(seconds_since(0.0).saturating_mul(1_000))
}

/// The day by the browser's clock.
pub fn today() -> shared::date::Date {
    now().day()
}

/// The title of the window or tab.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The language that the page came in: the edge writes it into the document.
pub fn page_language() -> shared::lang::Lang {
    let tag = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default();
    if tag.starts_with("en") { shared::lang::Lang::En } else { shared::lang::Lang::Zh }
}

/// Says which language the page is in from now on: to screen readers, and to fonts.
pub fn set_page_language(lang: shared::lang::Lang) {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        // An attribute that the element has.
        let _ = root.set_attribute("lang", lang.tag());
    }
}

/// The part of the address behind `#`, which browsers keep to themselves.
pub fn address_fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// `https://host` of this page.
pub fn origin() -> String {
    web_sys::window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Asks the browser to print the page.
pub fn print_page() {
    if let Some(window) = web_sys::window() {
        // Refused only where printing is switched off: then there is nothing to do.
        let _ = window.print();
    }
}

/// Puts a text on the clipboard; `done` hears whether that worked.
pub fn copy_text(text: &str, done: impl FnOnce(bool) + 'static) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Plain http on another host than this one has no clipboard.
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else {
        done(false);
        return;
    };
    let promise = clipboard.write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        done(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}

/// Lets the browser save bytes as a file.
///
/// # Errors
/// When the browser cannot hold them.
pub fn save_file(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The download has its own hold on the bytes once it has begun.
    after(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}

/// Waits without holding up the page.
pub async fn sleep(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _reject| {
        if let Some(window) = web_sys::window() {
            // Fails only when the window is closing.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    // A promise that is only ever resolved.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// What the page's head says under a name: addresses that the build put there.
pub fn head_value(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    document.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}
