//! One WebDriver session over HTTP.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use serde_json::{Value, json};

use crate::fail::OrFail;

/// Longer than any page load that a test may wait for.
const COMMAND_LIMIT: Duration = Duration::from_mins(1);

pub struct Driver {
    agent: ureq::Agent,
    session: String,
    /// Whether the page may run scripts. Without them the driver's own clicking and typing hang, and
    /// [`super::Element`] does it by the DevTools protocol.
    pub scripts: bool,
}

impl Driver {
    /// Opens a session at a driver that listens already.
    #[track_caller]
    pub fn connect(base: &str, capabilities: &Value, scripts: bool) -> Self {
        let config =
            ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(COMMAND_LIMIT)).build();
        let agent = config.new_agent();
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let value = send(agent.post(format!("{base}/session")).send_json(&body)).or_fail("opening a browser");
        let id = value.get("sessionId").and_then(Value::as_str).or_fail(format_args!("no session in {value}"));
        Self { session: format!("{base}/session/{id}"), agent, scripts }
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Value {
        send(self.agent.get(self.address(path)).call()).or_fail(path)
    }

    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Value {
        send(self.agent.post(self.address(path)).send_json(body)).or_fail(format_args!("{path} {body}"))
    }

    /// As [`Driver::post`] where an error is to be expected.
    pub fn try_post(&self, path: &str, body: &Value) -> Option<Value> {
        send(self.agent.post(self.address(path)).send_json(body)).ok()
    }

    pub fn try_get(&self, path: &str) -> Option<Value> {
        send(self.agent.get(self.address(path)).call()).ok()
    }

    pub fn quit(&self) {
        // A browser that is gone already has what we want.
        drop(self.agent.delete(&self.session).call());
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.session)
    }
}

/// Takes the answer out of its envelope; an error as `name: message`.
fn send(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status();
    let text = answer.body_mut().with_config().limit(64 * 1024 * 1024).read_to_string();
    let text = text.map_err(|error| error.to_string())?;
    let body: Value = serde_json::from_str(&text).map_err(|error| format!("{error} in {text}"))?;
    let value = body.get("value").cloned().unwrap_or_default();
    if status.is_success() {
        return Ok(value);
    }
    let part = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Err(format!("{}: {}", part("error"), part("message")))
}

/// How many browsers run at once in one test program: more would only make each slower.
const MOST_BROWSERS: u32 = 2;

static BROWSERS: Mutex<u32> = Mutex::new(0);
static BROWSER_CLOSED: Condvar = Condvar::new();

/// The right to have a browser open, waited for.
pub struct Permit(());

impl Permit {
    pub fn wait() -> Self {
        let open = BROWSERS.lock().unwrap_or_else(PoisonError::into_inner);
        let mut open =
            BROWSER_CLOSED.wait_while(open, |open| *open >= MOST_BROWSERS).unwrap_or_else(PoisonError::into_inner);
        *open += 1;
        Self(())
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        *BROWSERS.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        BROWSER_CLOSED.notify_one();
    }
}
