//! What a trainee with a slow phone on a slow line waits for: a first visit, and one with everything in the cache.

use std::collections::BTreeMap;

use e2e::browser::Network;
use e2e::{Browser, Look, OrFail as _, Portal, wait};
use serde_json::{Value, json};

/// Notes when things happen. Taking over is done in microtasks of the event, so that a task after it sees the end.
const NOTE: &str = "
    window.anpeiBench = { largestPaint: 0, layoutShift: 0, hydrated: 0 };
    const note = (type, act) =>
        new PerformanceObserver(list => list.getEntries().forEach(act)).observe({ type, buffered: true });
    note('largest-contentful-paint', entry => { anpeiBench.largestPaint = entry.startTime; });
    note('layout-shift', entry => { if (!entry.hadRecentInput) anpeiBench.layoutShift += entry.value; });
    addEventListener('TrunkApplicationStarted', () =>
        setTimeout(() => { anpeiBench.hydrated = performance.now(); }, 0));";

const READ: &str = "
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    const page = performance.getEntriesByType('navigation')[0];
    return { ...anpeiBench, firstPaint: paint?.startTime ?? 0, answer: page.responseStart };";

/// Times in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// The first byte of the page.
    pub answer: f64,
    pub first_paint: f64,
    pub largest_paint: f64,
    pub layout_shift: f64,
    /// The app has taken over.
    pub hydrated: f64,
    /// Over the line, by kind.
    pub bytes: BTreeMap<String, u64>,
}

/// A first visit with an empty cache and a second one, in a new browser.
pub fn visit(portal: &Portal, session: &str) -> [Visit; 2] {
    let browser = Browser::chromium(Look::phone().network(Network::Slow4G));
    browser.before_every_page(NOTE);
    let cookie = json!({
        "name": "__Host-session", "value": session, "url": portal.url("/"), "path": "/", "secure": true, "httpOnly": true,
    });
    browser.devtools("Network.setCookie", &cookie);
    [open(&browser, portal), open(&browser, portal)]
}

fn open(browser: &Browser, portal: &Portal) -> Visit {
    browser.traffic();
    browser.open(&portal.url("/"));
    browser.wait_until_taken_over();
    let noted = wait::until("the app to have taken over", || {
        let noted = browser.script(READ);
        (number(&noted, "hydrated") > 0.0).then_some(noted)
    });
    let mut bytes = BTreeMap::new();
    for exchange in browser.traffic() {
        if !exchange.from_cache && exchange.url.starts_with(portal.origin()) {
            *bytes.entry(kind(&exchange.content_type).to_owned()).or_default() += exchange.bytes.unwrap_or_default();
        }
    }
    Visit {
        answer: number(&noted, "answer"),
        first_paint: number(&noted, "firstPaint"),
        largest_paint: number(&noted, "largestPaint"),
        layout_shift: number(&noted, "layoutShift"),
        hydrated: number(&noted, "hydrated"),
        bytes,
    }
}

fn number(noted: &Value, name: &str) -> f64 {
    noted.get(name).and_then(Value::as_f64).or_fail(name)
}

fn kind(content_type: &str) -> &str {
    match content_type {
        "text/html" => "HTML",
        "text/css" => "CSS",
        "text/javascript" | "application/javascript" => "JavaScript",
        "application/wasm" => "wasm",
        _ => "other",
    }
}
