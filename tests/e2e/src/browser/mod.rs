//! Real browsers over the WebDriver protocol (W3C), blocking: Chromium, and WebKit, the engine of WeChat on iOS.

mod chromium;
mod driver;
mod element;
mod look;
mod taking_over;
mod traffic;
mod webkit;

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

pub use element::Element;
pub use look::{Look, Network};
pub use traffic::Exchange;

use crate::fail::OrFail;
use crate::process::Process;
use crate::{wait, workspace};
use driver::Driver;

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    /// Text only: its screenshots hang without a GPU.
    WebKit,
}

/// One browser with a fresh profile and one window. Closed when dropped.
pub struct Browser {
    engine: Engine,
    look: Look,
    driver: Driver,
    /// Kept for their `Drop`, in this order: driver, display, profile, permit.
    _processes: Vec<Process>,
    _profile: Option<tempfile::TempDir>,
    _permit: driver::Permit,
}

impl Browser {
    /// Chromium as a phone of 390×844.
    #[track_caller]
    pub fn chromium(look: Look) -> Self {
        chromium::start(look)
    }

    /// Debian's `MiniBrowser` on a display of its own.
    #[track_caller]
    pub fn webkit() -> Self {
        webkit::start()
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub fn look(&self) -> &Look {
        &self.look
    }

    /// Opens an address and waits until it has loaded.
    #[track_caller]
    pub fn open(&self, url: &str) {
        self.driver.post("/url", &json!({ "url": url }));
    }

    #[track_caller]
    pub fn reload(&self) {
        self.driver.post("/refresh", &json!({}));
    }

    #[track_caller]
    pub fn back(&self) {
        self.driver.post("/back", &json!({}));
    }

    #[track_caller]
    pub fn url(&self) -> String {
        self.driver.get("/url").as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn title(&self) -> String {
        self.driver.get("/title").as_str().unwrap_or_default().to_owned()
    }

    /// The HTML as it stands now.
    #[track_caller]
    pub fn source(&self) -> String {
        self.driver.get("/source").as_str().unwrap_or_default().to_owned()
    }

    /// The visible text of the page.
    #[track_caller]
    pub fn text(&self) -> String {
        self.find("body").text()
    }

    /// The first element that fits, waiting for it.
    #[track_caller]
    pub fn find(&self, css: &str) -> Element<'_> {
        let found = wait::within(wait::DEADLINE, || self.all(css).into_iter().next());
        found.or_fail(format_args!("no {css} on {}", self.url()))
    }

    /// All elements that fit now.
    #[track_caller]
    pub fn all(&self, css: &str) -> Vec<Element<'_>> {
        self.locate("css selector", css)
    }

    /// A link, button, label or summary by its visible text, waiting for it.
    #[track_caller]
    pub fn find_text(&self, text: &str) -> Element<'_> {
        assert!(!text.contains('"'), "no quotes in {text}");
        let path = format!(
            "//*[self::a or self::button or self::label or self::summary][contains(normalize-space(.), \"{text}\")]"
        );
        let found =
            wait::within(wait::DEADLINE, || self.locate("xpath", &path).into_iter().find(Element::is_displayed));
        found.or_fail(format_args!("no link or button {text:?} on {}", self.url()))
    }

    /// The field that a label with this text belongs to, waiting for it.
    #[track_caller]
    pub fn find_field(&self, label: &str) -> Element<'_> {
        let script = "const wanted = arguments[0];
            for (const label of document.querySelectorAll('label'))
                if (label.innerText.includes(wanted) && label.control) return label.control;
            return document.querySelector(`[aria-label*='${wanted}']`);";
        let found = wait::within(wait::DEADLINE, || {
            let value = self.script_with(script, &[json!(label)]);
            Element::from_value(&self.driver, &value)
        });
        found.or_fail(format_args!("no field with the label {label:?} on {}", self.url()))
    }

    #[track_caller]
    fn locate(&self, using: &str, value: &str) -> Vec<Element<'_>> {
        let found = self.driver.post("/elements", &json!({ "using": using, "value": value }));
        let list = found.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|value| Element::from_value(&self.driver, value)).collect()
    }

    /// The element that a script returned, if it did.
    pub fn element(&self, value: &Value) -> Option<Element<'_>> {
        Element::from_value(&self.driver, value)
    }

    /// Runs a function body in the page and returns what it returns.
    #[track_caller]
    pub fn script(&self, body: &str) -> Value {
        self.script_with(body, &[])
    }

    #[track_caller]
    pub fn script_with(&self, body: &str, arguments: &[Value]) -> Value {
        self.driver.post("/execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// As [`Browser::script`], for a body that awaits: its last argument is the function to call with the result.
    #[track_caller]
    pub fn script_async(&self, body: &str) -> Value {
        self.driver.post("/execute/async", &json!({ "script": body, "args": [] }))
    }

    /// Waits until the page shows this text.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        let found = wait::within(wait::DEADLINE, || self.try_text().filter(|page| page.contains(text)));
        assert!(found.is_some(), "{text:?} did not appear on {}:\n{}", self.url(), self.text());
    }

    /// Waits until the address has this path. WeChat's `#wechat_redirect` stays through redirects and means nothing.
    #[track_caller]
    pub fn wait_for_path(&self, path: &str) {
        let fits = |url: &str| {
            let begin = url.match_indices('/').nth(2).map_or(url.len(), |(position, _)| position);
            let address = url.get(begin..).unwrap_or_default();
            address.split('#').next() == Some(path)
        };
        let arrived = wait::within(wait::DEADLINE, || fits(&self.url()).then_some(()));
        assert!(arrived.is_some(), "waited for {path}, still on {}:\n{}", self.url(), self.text());
    }

    /// The text, or nothing while the page is changing under our hands.
    fn try_text(&self) -> Option<String> {
        self.driver
            .try_post("/execute/sync", &json!({ "script": "return document.body.innerText", "args": [] }))?
            .as_str()
            .map(str::to_owned)
    }

    /// The cookie's value and attributes, also of those that scripts cannot read.
    #[track_caller]
    pub fn cookie(&self, name: &str) -> Option<Value> {
        let cookies = self.driver.get("/cookie");
        cookies.as_array()?.iter().find(|cookie| cookie.get("name") == Some(&json!(name))).cloned()
    }

    /// Writes a picture of the whole page as `<name>-<variant>.png` and returns where it is.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        assert_eq!(self.engine, Engine::Chromium, "screenshots hang in WebKit without a GPU");
        let data = self.capture();
        let folder = workspace::screenshots();
        fs::create_dir_all(&folder).or_fail(folder.display());
        let path = folder.join(format!("{name}-{}.png", self.look.variant()));
        let bytes = STANDARD.decode(data).or_fail("the screenshot's base64");
        fs::write(&path, bytes).or_fail(path.display());
        path
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver's process group is killed next in any case; this lets the browser clean up.
        self.driver.quit();
    }
}
