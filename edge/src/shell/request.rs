//! One incoming request: what the shell knows of it, and its log line.

use std::cell::Cell;
use std::collections::HashSet;
use std::rc::Rc;

use shared::contract;
use shared::error::ErrorCode;
use shared::lang::Lang;
use shared::time::Timestamp;
use worker::{Env, Headers, Request, Result, Url};

use super::answer::Answer;
use super::config::Config;
use super::cookies;
use crate::institution::context::Facts;
use crate::institution::crypto::to_hex;
use crate::institution::device;

const PLAIN: &str = "text/plain; charset=utf-8";

/// A request with its facts.
pub struct Incoming {
    pub request: Request,
    pub env: Env,
    pub config: Rc<Config>,
    pub url: Url,
    pub facts: Facts,
    pub lang: Lang,
    /// Calls to the institution object so far.
    pub calls: Cell<u32>,
}

impl Incoming {
    /// # Errors
    /// The answer to send instead, when the deployment is not configured.
    pub fn read(request: Request, env: Env) -> core::result::Result<Self, Answer> {
        let config = Config::of(&env).map_err(|missing| {
            let names = missing.join(", ");
            worker::console_error!(
                "{}",
                serde_json::json!({ "level": "error", "at": "shell", "missing_configuration": names })
            );
            Answer::text(PLAIN, format!("not configured: {names}")).with_status(503)
        })?;
        let url = request.url().map_err(|_unreadable| Answer::empty(400))?;
        let headers = request.headers();
        let header = |name: &str| headers.get(name).ok().flatten().unwrap_or_default();
        let cookie_header = header("cookie");
        let cookie = |name| cookies::value(&cookie_header, name);
        let lang = cookie(cookies::LANG).and_then(|code| Lang::from_code(&code));
        let facts = Facts {
            request_id: random_hex::<8>(),
            session: cookie(cookies::SESSION),
            staff_session: cookie(cookies::STAFF),
            address: client_address(headers, &config),
            device: device::kept(&header("user-agent")),
            idempotency_key: None,
        };
        let lang = lang.unwrap_or_else(|| Lang::guess(&header("accept-language")));
        Ok(Self { request, env, config, url, facts, lang, calls: Cell::new(0) })
    }

    pub fn path(&self) -> String {
        self.url.path().to_owned()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.request.headers().get(name).ok().flatten()
    }

    /// Whether it comes from WeChat's own browser.
    pub fn in_wechat(&self) -> bool {
        self.header("user-agent").unwrap_or_default().to_ascii_lowercase().contains("micromessenger")
    }

    /// A query parameter.
    pub fn query(&self, name: &str) -> Option<String> {
        self.url.query_pairs().find(|(found, _)| found == name).map(|(_, value)| value.into_owned())
    }

    /// A cookie that is not part of the facts.
    pub fn cookie(&self, name: &str) -> Option<String> {
        cookies::value(&self.header("cookie")?, name)
    }

    /// The portal's address as this visitor uses it.
    pub fn origin(&self) -> String {
        self.config.origin_for(&self.url.origin().ascii_serialization()).to_owned()
    }

    /// How a text answer is to be compressed, if by us.
    pub fn text_encoding(&self) -> Option<&'static str> {
        if self.config.platform_compresses {
            return None;
        }
        super::headers::text_encoding(&self.header("accept-encoding").unwrap_or_default())
    }

    /// What the log line needs, taken before the request is used up.
    pub fn log(&self) -> LogLine {
        LogLine {
            request_id: self.facts.request_id.clone(),
            method: self.request.method().to_string(),
            route: route_name(self.url.path()),
            secure: self.url.scheme() == "https" || self.config.is_behind_tls(),
        }
    }
}

/// What the configured trusted header says (the last hop it names); empty when none is: anybody could write a header that
/// no proxy of ours sets.
fn client_address(headers: &Headers, config: &Config) -> String {
    let Some(name) = &config.client_ip_header else { return String::new() };
    let value = headers.get(name).ok().flatten().unwrap_or_default();
    value.rsplit(',').next().unwrap_or_default().trim().to_owned()
}

/// Parts of addresses that are not in the contract.
const OTHER_PARTS: [&str; 38] = [
    "",
    "bind",
    "certificates",
    "enrolments",
    "me",
    "messages",
    "privacy",
    "signed-out",
    "switch",
    "unbind",
    "language",
    "sign-out",
    "enter",
    "entered",
    "healthz",
    "staff",
    "crash",
    "proofs",
    "p",
    "verify",
    "picture",
    "pdf",
    "link",
    "calendar",
    "sample",
    "items",
    "files",
    "withdraw",
    "photo",
    "education",
    "health_commitment",
    "id_copy",
    "media",
    "parts",
    "lessons",
    "ask",
    "object",
    "captions.vtt",
];

thread_local! {
    static KNOWN_PARTS: HashSet<&'static str> =
        contract::all().flat_map(|endpoint| endpoint.path.split('/')).chain(OTHER_PARTS).collect();
}

/// An address for the log: what is not a word of ours is starred, so that nothing personal and no token can stand in it.
fn route_name(path: &str) -> String {
    let star = |part| KNOWN_PARTS.with(|known| known.get(part).copied().unwrap_or("*"));
    path.split('/').take(8).map(star).collect::<Vec<_>>().join("/")
}

/// A fresh random name of `N` bytes in hex.
pub fn random_hex<const N: usize>() -> String {
    let mut bytes = [0; N];
    if getrandom::fill(&mut bytes).is_err() {
        wasm_bindgen::throw_str("no source of randomness");
    }
    to_hex(&bytes)
}

/// One structured line per request, without personal data: only words of ours stand in the path, queries are left out.
pub struct LogLine {
    request_id: String,
    method: String,
    route: String,
    secure: bool,
}

impl LogLine {
    pub fn finish(self, started: u64, answer: Result<Answer>) -> Result<web_sys::Response> {
        let (mut answer, error) = match answer {
            Ok(answer) => (answer, None),
            // Ours: opaque.
            Err(error) => (Answer::refusal(ErrorCode::Broken, &self.request_id)?, Some(error.to_string())),
        };
        let line = Line {
            time: Timestamp(i64::try_from(started).unwrap_or_default()).to_utc_text(),
            level: if error.is_some() { "error" } else { "info" },
            request_id: &self.request_id,
            method: &self.method,
            route: &self.route,
            status: answer.status,
            problem: answer.problem,
            ms: worker::Date::now().as_millis().saturating_sub(started),
            error: error.as_deref(),
        };
        let line = serde_json::to_string(&line)?;
        if error.is_some() {
            worker::console_error!("{line}");
        } else {
            worker::console_log!("{line}");
        }
        super::headers::secure(&mut answer, self.secure, &self.request_id);
        answer.into_response()
    }
}

/// A log line as it is written.
#[derive(serde::Serialize)]
struct Line<'a> {
    /// When the request came.
    time: String,
    level: &'static str,
    request_id: &'a str,
    method: &'a str,
    route: &'a str,
    status: u16,
    /// What the visitor was told.
    problem: Option<ErrorCode>,
    ms: u64,
    error: Option<&'a str>,
}
