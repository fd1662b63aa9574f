//! Debian's Chromium through its driver, with what only the DevTools protocol can do.

use std::process::Command;
use std::time::Duration;

use serde_json::{Value, json};

use super::driver::{Driver, Permit};
use super::taking_over::WATCH;
use super::traffic::whole;
use super::{Browser, Engine, Look, Network};
use crate::client::USER_AGENT;
use crate::fail::OrFail;
use crate::process::Process;

const DRIVER: &str = "/usr/bin/chromedriver";
const BROWSER: &str = "/usr/bin/chromium";
const START_LIMIT: Duration = Duration::from_secs(30);

const FLAGS: [&str; 13] = [
    "--headless=new",
    // As root Chromium has no sandbox; it sees only our own pages.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
];

#[track_caller]
pub fn start(look: Look) -> Browser {
    let permit = Permit::wait();
    let profile = tempfile::Builder::new().prefix("anpei-chromium-").tempdir().or_fail("a profile folder");
    let (process, port) = start_driver();
    let driver = Driver::connect(&format!("http://127.0.0.1:{port}"), &capabilities(&look, &profile), look.scripts);
    let browser = Browser {
        engine: Engine::Chromium,
        look,
        driver,
        _processes: vec![process],
        _profile: Some(profile),
        _permit: permit,
    };
    browser.apply_look();
    browser
}

/// A driver and its port. Asked for any free port it takes one for IPv6 and then wants the same for IPv4, which somebody
/// else may have by then: it ends, and is started again.
#[track_caller]
fn start_driver() -> (Process, u16) {
    let mut ended = String::new();
    for _ in 0..5 {
        let mut command = Command::new(DRIVER);
        command.arg("--port=0");
        let mut process = Process::start("chromedriver", command);
        let port = process.find_line(START_LIMIT, |line| {
            line.split_once("started successfully on port ")?.1.trim_end_matches('.').parse().ok()
        });
        match port {
            Ok(port) => return (process, port),
            Err(_ended) => ended = process.last_lines(),
        }
    }
    panic!("chromedriver does not start; its last lines:\n{ended}")
}

fn capabilities(look: &Look, profile: &tempfile::TempDir) -> Value {
    let mut arguments: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    arguments.push(format!("--user-data-dir={}", profile.path().display()));
    arguments.push(format!("--window-size={},{}", look.width, look.height));
    let mut options = json!({
        "binary": BROWSER,
        "args": arguments,
        "prefs": preferences(look),
    });
    if look.phone {
        let metrics = json!({ "width": look.width, "height": look.height, "pixelRatio": 2.0, "touch": true });
        let emulation = json!({ "deviceMetrics": metrics, "userAgent": USER_AGENT });
        if let Some(options) = options.as_object_mut() {
            options.insert("mobileEmulation".to_owned(), emulation);
        }
    }
    json!({
        "browserName": "chrome",
        "acceptInsecureCerts": true,
        "goog:chromeOptions": options,
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
    })
}

fn preferences(look: &Look) -> Value {
    // The page's own scripts are blocked (2) as by a person's settings. Disabling script execution by the DevTools
    // protocol instead makes the driver hang, which works by scripts of its own.
    let scripts = if look.scripts { 1 } else { 2 };
    json!({
        "intl.accept_languages": look.language,
        "profile.managed_default_content_settings.javascript": scripts,
    })
}

impl Browser {
    /// A command of the DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        self.driver.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    /// Changes the line under an open page.
    #[track_caller]
    pub fn set_network(&self, network: Network) {
        let (offline, latency, down, up, slower) = match network {
            Network::Fast => (false, 0, -1, -1, 1),
            Network::Slow4G => (false, 150, 1_638_400 / 8, 768_000 / 8, 4),
            Network::Offline => (true, 0, 0, 0, 1),
        };
        self.devtools("Network.enable", &json!({}));
        let conditions =
            json!({ "offline": offline, "latency": latency, "downloadThroughput": down, "uploadThroughput": up });
        self.devtools("Network.emulateNetworkConditions", &conditions);
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": slower }));
    }

    /// Runs a script in every further page before anything of its own. No Content-Security-Policy stops it.
    #[track_caller]
    pub fn before_every_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    /// What the console has said since the last call, with its level. A tidy page says nothing.
    #[track_caller]
    pub fn console(&self) -> Vec<String> {
        let part = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let line = |entry: &Value| format!("{} {}", part(entry, "level"), part(entry, "message"));
        self.log("browser").iter().map(line).collect()
    }

    /// Fails when the console has said anything.
    #[track_caller]
    pub fn assert_console_empty(&self) {
        let console = self.console();
        assert!(console.is_empty(), "the console of {} says:\n{}", self.url(), console.join("\n"));
    }

    #[track_caller]
    pub(super) fn log(&self, kind: &str) -> Vec<Value> {
        self.driver.post("/se/log", &json!({ "type": kind })).as_array().cloned().unwrap_or_default()
    }

    #[track_caller]
    fn apply_look(&self) {
        if self.look.dark {
            let features = json!([{ "name": "prefers-color-scheme", "value": "dark" }]);
            self.devtools("Emulation.setEmulatedMedia", &json!({ "features": features }));
        }
        if self.look.scripts {
            self.before_every_page(WATCH);
        }
        if self.look.text_percent != 100 {
            self.before_every_page(&enlarge_text(self.look.text_percent));
        }
        if self.look.network != Network::Fast {
            self.set_network(self.look.network);
        }
    }

    /// The whole page as PNG in base64, at least as high as the window. The window grows for the moment, so that what
    /// sticks to its bottom does so in the picture.
    #[track_caller]
    pub(super) fn capture(&self) -> String {
        let metrics = self.devtools("Page.getLayoutMetrics", &json!({}));
        let content = metrics.pointer("/cssContentSize/height").and_then(whole).unwrap_or_default();
        self.set_height(content.max(u64::from(self.look.height)));
        let picture = self.devtools("Page.captureScreenshot", &json!({ "format": "png" }));
        self.set_height(u64::from(self.look.height));
        picture.get("data").and_then(Value::as_str).or_fail("a screenshot").to_owned()
    }

    #[track_caller]
    fn set_height(&self, height: u64) {
        let scale = if self.look.phone { 2 } else { 1 };
        let metrics = json!({
            "width": self.look.width,
            "height": height,
            "deviceScaleFactor": scale,
            "mobile": self.look.phone,
        });
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }
}

/// WeChat on Android enlarges text by the web view's text zoom, on iOS by `-webkit-text-size-adjust` on the body:
/// every font size is multiplied while boxes in px stay. An inline style set by a script is allowed by the portal's
/// policy, because the style object is not the attribute.
fn enlarge_text(per_cent: u32) -> String {
    format!(
        "(() => {{
            const enlarge = () => document.documentElement
                && document.documentElement.style.setProperty('text-size-adjust', '{per_cent}%', 'important');
            if (!enlarge()) new MutationObserver((_, observer) => {{
                if (document.documentElement) {{ observer.disconnect(); enlarge(); }}
            }}).observe(document, {{ childList: true }});
        }})()"
    )
}
