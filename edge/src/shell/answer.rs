//! What the shell answers: plain data until the last moment, then one JavaScript object. Each header set by itself would
//! be a crossing into JavaScript; a page has twenty.

use std::borrow::Cow;

use serde::Serialize;
use shared::error::{ErrorCode, Problem};
use worker::wasm_bindgen::JsCast as _;
use worker::{Error, Result};

use super::request::Incoming;

/// The body of an answer.
enum Body {
    Empty,
    Text(String),
    /// A small file.
    Bytes(Vec<u8>),
    /// Passed through as it comes.
    Stream(web_sys::ReadableStream),
}

/// One answer.
pub struct Answer {
    pub status: u16,
    /// What the visitor is told, for the log.
    pub problem: Option<ErrorCode>,
    headers: Vec<(&'static str, Cow<'static, str>)>,
    body: Body,
    /// The body is compressed already.
    encoded: bool,
}

impl Answer {
    fn new(status: u16, body: Body) -> Self {
        Self { status, problem: None, headers: Vec::with_capacity(20), body, encoded: false }
    }

    pub fn empty(status: u16) -> Self {
        Self::new(status, Body::Empty)
    }

    pub fn text(content_type: &'static str, text: String) -> Self {
        Self::new(200, Body::Text(text)).with("content-type", content_type)
    }

    /// A small file of a fixed type.
    pub fn bytes(content_type: &'static str, bytes: Vec<u8>) -> Self {
        Self::new(200, Body::Bytes(bytes)).with("content-type", content_type)
    }

    pub fn json(value: &impl Serialize) -> Result<Self> {
        Ok(Self::text("application/json", serde_json::to_string(value)?))
    }

    /// A body of known content, perhaps compressed when it was built.
    pub fn stream(
        content_type: &'static str,
        stream: Option<web_sys::ReadableStream>,
        encoding: Option<&'static str>,
    ) -> Self {
        let answer = Self::new(200, stream.map_or(Body::Empty, Body::Stream)).with("content-type", content_type);
        match encoding {
            Some(encoding) => Self { encoded: true, ..answer }.with("content-encoding", encoding),
            None => answer,
        }
    }

    /// A problem document (RFC 9457).
    pub fn problem(problem: &Problem) -> Result<Self> {
        let answer = Self::text(Problem::CONTENT_TYPE, serde_json::to_string(problem)?)
            .with_status(problem.status)
            .about(Some(problem.code));
        Ok(match problem.retry_after {
            Some(seconds) => answer.with("retry-after", seconds.to_string()),
            None => answer,
        })
    }

    /// A problem of the shell's own.
    pub fn refusal(code: ErrorCode, request_id: &str) -> Result<Self> {
        Self::problem(&Problem { request_id: request_id.to_owned(), ..Problem::new(code) })
    }

    /// 303 to an address of our own.
    pub fn see_other(address: &str) -> Self {
        Self::empty(303).with("location", address.to_owned())
    }

    pub fn about(self, problem: Option<ErrorCode>) -> Self {
        Self { problem, ..self }
    }

    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// One more header.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Lets the runtime compress the text while it is sent, if the client takes that and the platform does not.
    pub fn compressed_for(self, incoming: &Incoming) -> Self {
        match incoming.text_encoding() {
            Some(encoding) => self.with("content-encoding", encoding),
            None => self,
        }
    }

    /// Adds a header unless the answer has it.
    pub fn default(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        if !self.headers.iter().any(|(known, _)| *known == name) {
            self.headers.push((name, value.into()));
        }
    }

    /// The answer as the runtime takes it.
    pub fn into_response(self) -> Result<web_sys::Response> {
        let init = Init {
            status: self.status,
            headers: &self.headers,
            encode_body: if self.encoded { "manual" } else { "automatic" },
        };
        let init: web_sys::ResponseInit = js_sys::JSON::parse(&serde_json::to_string(&init)?)?.unchecked_into();
        let response = match self.body {
            Body::Empty => web_sys::Response::new_with_opt_str_and_init(None, &init),
            Body::Text(text) => {
                let bytes = js_sys::Uint8Array::from(text.as_bytes());
                web_sys::Response::new_with_opt_buffer_source_and_init(Some(&bytes), &init)
            }
            Body::Bytes(bytes) => {
                let bytes = js_sys::Uint8Array::from(bytes.as_slice());
                web_sys::Response::new_with_opt_buffer_source_and_init(Some(&bytes), &init)
            }
            Body::Stream(stream) => web_sys::Response::new_with_opt_readable_stream_and_init(Some(&stream), &init),
        };
        response.map_err(Error::from)
    }
}

/// `ResponseInit` of the runtime.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Init<'a> {
    status: u16,
    headers: &'a [(&'static str, Cow<'static, str>)],
    encode_body: &'static str,
}
