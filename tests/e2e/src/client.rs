//! An HTTP client that behaves like a phone's browser where it matters: cookies, Origin, Sec-Fetch headers. It follows
//! redirects only when asked, and decodes nothing that it was not asked to decode.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::de::DeserializeOwned;
use shared::endpoint::{Endpoint, Method, address};
use shared::error::Problem;
use ureq::http;

use crate::fail::OrFail;

/// WeChat's browser on an Android phone.
pub const USER_AGENT: &str = "Mozilla/5.0 (Linux; Android 13; V2166A) AppleWebKit/537.36 (KHTML, like Gecko) \
    Version/4.0 Chrome/126.0.6478.188 XWEB/1260117 MMWEBSDK/20240501 Mobile Safari/537.36 \
    MicroMessenger/8.0.50.2701(0x28003256) WeChat/arm64 Weixin NetType/4G Language/zh_CN ABI/arm64";

const MOST_REDIRECTS: usize = 10;

/// A visitor with cookies.
pub struct Client {
    agent: ureq::Agent,
    origin: String,
    /// Cookies by host name. As in browsers the port does not matter, and loopback counts as trustworthy: cookies
    /// marked `Secure` are kept and sent over plain http.
    cookies: BTreeMap<String, BTreeMap<String, String>>,
    /// Sent with every request.
    headers: Vec<(String, String)>,
}

/// An answer with its body as it came over the line.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub url: String,
    pub headers: http::HeaderMap,
    pub body: Vec<u8>,
}

/// What is sent.
pub enum Body<'a> {
    None,
    Json(String),
    Form(&'a [(&'a str, &'a str)]),
    Raw { content_type: &'a str, bytes: Vec<u8> },
}

impl Client {
    /// A visitor without any cookie. `origin` is the portal's.
    pub fn new(origin: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(crate::wait::DEADLINE))
            .allow_non_standard_methods(true)
            .user_agent(USER_AGENT)
            .build();
        Self { agent: config.new_agent(), origin: origin.to_owned(), cookies: BTreeMap::new(), headers: Vec::new() }
    }

    /// The same cookies and headers at another portal on the same host.
    #[must_use]
    pub fn at(&self, origin: &str) -> Self {
        Self { cookies: self.cookies.clone(), headers: self.headers.clone(), ..Self::new(origin) }
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Adds a header to every further request, for example `Accept-Language` or the trusted address header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.set_header(name, value);
        self
    }

    pub fn set_header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// The value of a cookie of the portal.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(host(&self.origin))?.get(name).map(String::as_str)
    }

    pub fn set_cookie(&mut self, url: &str, name: &str, value: &str) {
        self.cookies.entry(host(url).to_owned()).or_default().insert(name.to_owned(), value.to_owned());
    }

    /// Forgets a cookie of the portal.
    pub fn forget_cookie(&mut self, name: &str) {
        if let Some(jar) = self.cookies.get_mut(host(&self.origin)) {
            jar.remove(name);
        }
    }

    /// Opens a page, as a link does, without following a redirect.
    #[track_caller]
    pub fn get(&mut self, url: &str) -> Answer {
        self.send("GET", url, &[("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")], Body::None)
    }

    /// Opens a page and follows redirects, also to other hosts.
    #[track_caller]
    pub fn follow(&mut self, url: &str) -> Answer {
        let mut answer = self.get(url);
        for _ in 0..MOST_REDIRECTS {
            if !(300..400).contains(&answer.status) {
                return answer;
            }
            let location = answer.location();
            answer = self.get(&location);
        }
        panic!("more than {MOST_REDIRECTS} redirects from {url}, the last to {}", answer.url)
    }

    /// Sends a plain HTML form of one of the portal's own pages, with an idempotency key if it has none.
    #[track_caller]
    pub fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let key = new_key();
        let mut fields = fields.to_vec();
        if !fields.iter().any(|(name, _)| *name == "idempotency_key") {
            fields.push(("idempotency_key", &key));
        }
        let origin = self.origin.clone();
        let headers = [
            ("Origin", origin.as_str()),
            ("Sec-Fetch-Site", "same-origin"),
            ("Sec-Fetch-Mode", "navigate"),
            ("Sec-Fetch-Dest", "document"),
        ];
        self.send("POST", path, &headers, Body::Form(&fields))
    }

    /// Calls an endpoint as the portal's own pages do.
    #[track_caller]
    pub fn call<E: Endpoint>(&mut self, request: &E::Request) -> Result<E::Response, Problem> {
        self.call_with_key::<E>(request, &new_key())
    }

    /// As [`Client::call`], with a chosen idempotency key: the same key repeats the answer, not the effect.
    #[track_caller]
    pub fn call_with_key<E: Endpoint>(&mut self, request: &E::Request, key: &str) -> Result<E::Response, Problem> {
        let answer = self.answer_of::<E>(request, key);
        if (200..300).contains(&answer.status) {
            return Ok(answer.json());
        }
        let content_type = answer.header("content-type").unwrap_or_default();
        assert!(
            content_type.starts_with(Problem::CONTENT_TYPE),
            "{}: status {} with content type {content_type:?}: {}",
            E::NAME,
            answer.status,
            answer.text()
        );
        let problem: Problem = answer.json();
        assert_eq!(problem.status, answer.status, "{}: status in the problem and of the answer", E::NAME);
        assert_eq!(problem.status, problem.code.status(), "{}: status of {:?}", E::NAME, problem.code);
        Err(problem)
    }

    /// The whole answer of an endpoint, for tests that look at headers.
    #[track_caller]
    pub fn answer_of<E: Endpoint>(&mut self, request: &E::Request, key: &str) -> Answer {
        self.try_answer_of::<E>(request, key).or_fail(E::NAME)
    }

    /// As [`Client::answer_of`], for tests that cut the line.
    #[track_caller]
    pub fn try_answer_of<E: Endpoint>(&mut self, request: &E::Request, key: &str) -> Result<Answer, ureq::Error> {
        let path = address::<E>(request).or_fail(E::NAME);
        let body = match E::METHOD {
            Method::Get => Body::None,
            Method::Query | Method::Repeat | Method::Post => {
                Body::Json(serde_json::to_string(request).or_fail(E::NAME))
            }
        };
        let origin = self.origin.clone();
        let mut headers =
            vec![("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Dest", "empty")];
        if E::METHOD != Method::Get {
            headers.push(("Origin", &origin));
        }
        if E::METHOD.is_unsafe() {
            headers.push(("Idempotency-Key", key));
        }
        self.try_send(E::METHOD.as_str(), &path, &headers, body)
    }

    /// Sends anything: for bad input. `url` may be a path of the portal. `headers` stand in for equal ones that are
    /// sent otherwise.
    #[track_caller]
    pub fn send(&mut self, method: &str, url: &str, headers: &[(&str, &str)], body: Body) -> Answer {
        self.try_send(method, url, headers, body).or_fail(format_args!("{method} {url}"))
    }

    /// As [`Client::send`], for tests that cut the line.
    #[track_caller]
    pub fn try_send(
        &mut self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Result<Answer, ureq::Error> {
        let url = if url.starts_with('/') { format!("{}{url}", self.origin) } else { url.to_owned() };
        let mut builder = http::Request::builder().method(method).uri(&url);
        let common = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let common: Vec<_> =
            common.filter(|(name, _)| !headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name))).collect();
        for (name, value) in common.iter().chain(headers) {
            builder = builder.header(*name, *value);
        }
        if let Some(jar) = self.cookies.get(host(&url)).filter(|jar| !jar.is_empty()) {
            let pairs: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
            builder = builder.header("Cookie", pairs.join("; "));
        }
        let (content_type, bytes) = match body {
            Body::None => (None, None),
            Body::Json(text) => (Some("application/json"), Some(text.into_bytes())),
            Body::Form(fields) => {
                let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
                (Some("application/x-www-form-urlencoded"), Some(form.into_bytes()))
            }
            Body::Raw { content_type, bytes } => (Some(content_type), Some(bytes)),
        };
        if let Some(content_type) = content_type {
            builder = builder.header("Content-Type", content_type);
        }
        let doing = format!("{method} {url}");
        let sent = match bytes {
            Some(bytes) => self.agent.run(builder.body(bytes).or_fail(&doing)),
            None => self.agent.run(builder.body(()).or_fail(&doing)),
        };
        let (parts, mut body) = sent?.into_parts();
        let bytes = body.with_config().limit(64 * 1024 * 1024).read_to_vec()?;
        self.remember_cookies(&url, &parts.headers);
        Ok(Answer { status: parts.status.as_u16(), url, headers: parts.headers, body: bytes })
    }

    fn remember_cookies(&mut self, url: &str, headers: &http::HeaderMap) {
        let jar = self.cookies.entry(host(url).to_owned()).or_default();
        for cookie in headers.get_all(http::header::SET_COOKIE) {
            let text = cookie.to_str().or_fail("a Set-Cookie header");
            let mut parts = text.split(';').map(str::trim);
            let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).or_fail(text);
            let attributes: Vec<String> = parts.map(str::to_ascii_lowercase).collect();
            if name.starts_with("__Host-") {
                // A browser refuses the cookie otherwise, and so does this client.
                let has = |wanted: &str| attributes.iter().any(|attribute| attribute == wanted);
                let has_domain = attributes.iter().any(|attribute| attribute.starts_with("domain="));
                assert!(has("secure") && has("path=/") && !has_domain, "not a valid __Host- cookie: {text}");
            }
            if attributes.iter().any(|attribute| attribute == "max-age=0") || value.is_empty() {
                jar.remove(name);
            } else {
                jar.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

#[expect(clippy::return_self_not_must_use, reason = "an expectation may be all that a test wants of an answer")]
impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Where a redirect leads, as an absolute address.
    #[track_caller]
    pub fn location(&self) -> String {
        let location = self.header("location");
        let location = location.or_fail(format_args!("{} answered {} without a location", self.url, self.status));
        if !location.starts_with('/') {
            return location.to_owned();
        }
        let end = self.url.match_indices('/').nth(2).map_or(self.url.len(), |(position, _)| position);
        format!("{}{location}", self.url.get(..end).unwrap_or_default())
    }

    #[track_caller]
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).or_fail(format_args!("{} is not UTF-8", self.url))
    }

    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        let text = self.text();
        serde_json::from_str(&text).or_fail(format_args!("{} answered {}: {text}", self.url, self.status))
    }

    /// Fails unless the status is the expected one, showing the answer.
    #[track_caller]
    pub fn expect_status(self, status: u16) -> Self {
        let start: String = String::from_utf8_lossy(&self.body).chars().take(2_000).collect();
        assert_eq!(self.status, status, "{}: {start}", self.url);
        self
    }

    /// Fails unless this is a redirect to the path.
    #[track_caller]
    pub fn expect_redirect_to(self, path: &str) -> Self {
        assert!((300..400).contains(&self.status), "{} answered {}: {}", self.url, self.status, self.text());
        let location = self.location();
        let end = location.match_indices('/').nth(2).map_or(location.len(), |(position, _)| position);
        assert_eq!(location.get(end..).unwrap_or_default(), path, "redirect of {}", self.url);
        self
    }
}

/// An idempotency key that nobody has used before.
pub fn new_key() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let count = COUNTER.fetch_add(1, Ordering::Relaxed);
    format!("{}-{count}", wechat_sim::random::text("e2e", 20).replace('_', "-"))
}

fn host(url: &str) -> &str {
    wechat_sim::settings::host_of(url).unwrap_or_default()
}
