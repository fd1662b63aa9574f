//! Videos and pictures of lessons, from FILES to the phone: ranges (RFC 9110), over numbered parts. The address says and signs
//! everything (`edge/src/lessons/sources.rs`), so that the object is not asked; the bytes are passed on as streams and never
//! come into wasm.

use core::num::NonZeroU32;

use shared::error::ErrorCode;
use shared::lessons::ranges::{self, Headers, Parts, Stored, http_date};
use shared::time::Timestamp;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStream, StreamPipeOptions, WritableStream};
use worker::{Error, Method, Result};

use super::answer::Answer;
use super::files::Files;
use super::request::Incoming;
use super::sealed;
use crate::lessons::media::part_name;
use crate::lessons::sources::Grant;

#[wasm_bindgen]
extern "C" {
    /// A pair of streams through which exactly so many bytes go: the answer gets its length from it.
    type FixedLengthStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(bytes: f64) -> core::result::Result<FixedLengthStream, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn readable(this: &FixedLengthStream) -> ReadableStream;

    #[wasm_bindgen(method, getter)]
    fn writable(this: &FixedLengthStream) -> WritableStream;
}

/// What a browser may keep: the bytes of a name never change.
const CACHE: &str = "private, max-age=3600, immutable";

/// Answers `/media/{name}`.
pub async fn answer(incoming: &Incoming) -> Result<Answer> {
    let request_id = &incoming.facts.request_id;
    let method = match incoming.request.method() {
        Method::Get => ranges::Method::Get,
        Method::Head => ranges::Method::Head,
        _ => return Answer::refusal(ErrorCode::MethodNotAllowed, request_id),
    };
    let grant = match granted(incoming)? {
        Ok(grant) => grant,
        Err(code) => return Answer::refusal(code, request_id),
    };
    let part_bytes = u32::try_from(grant.part_bytes).ok().and_then(NonZeroU32::new);
    let (Ok(total), Some(part_bytes)) = (u64::try_from(grant.bytes), part_bytes) else {
        return Answer::refusal(ErrorCode::NotFound, request_id);
    };
    let parts = Parts::new(total, part_bytes).ok_or_else(|| Error::RustError("too many parts".to_owned()))?;
    let (etag, modified) = (format!("\"{}\"", grant.name), http_date(grant.stored_at));
    let stored = Stored { total_bytes: total, etag: &etag, last_modified: &modified };
    let header = |name| incoming.header(name);
    let (range, if_range) = (header("range"), header("if-range"));
    let (if_match, if_none_match) = (header("if-match"), header("if-none-match"));
    let (since, unmodified) = (header("if-modified-since"), header("if-unmodified-since"));
    let headers = Headers {
        range: range.as_deref(),
        if_range: if_range.as_deref(),
        if_match: if_match.as_deref(),
        if_none_match: if_none_match.as_deref(),
        if_modified_since: since.as_deref(),
        if_unmodified_since: unmodified.as_deref(),
    };
    let (status, piece) = match ranges::answer(method, stored, headers) {
        ranges::Answer::Whole => (200, (total > 0).then(|| (0, total - 1))),
        ranges::Answer::Part { first, last } => (206, Some((first, last))),
        ranges::Answer::NotModified => {
            return Ok(Answer::empty(304)
                .with("etag", etag)
                .with("last-modified", modified)
                .with("cache-control", CACHE));
        }
        ranges::Answer::PreconditionFailed => return Ok(Answer::empty(412)),
        ranges::Answer::Unsatisfiable => {
            let all = format!("bytes */{total}");
            return Ok(Answer::empty(416).with("content-range", all).with("accept-ranges", "bytes"));
        }
    };
    let length = piece.map_or(0, |(first, last)| last - first + 1);
    let stream = match piece {
        Some((first, last)) if method == ranges::Method::Get => {
            Some(open(Files::of(&incoming.env)?, grant.name, parts, first, last).await?)
        }
        _ => None,
    };
    let answer = Answer::stream(grant.purpose.content_type(), stream, None)
        .with_status(status)
        .with("content-length", length.to_string())
        .with("accept-ranges", "bytes")
        .with("etag", etag)
        .with("last-modified", modified)
        .with("cache-control", CACHE);
    Ok(match piece {
        Some((first, last)) if status == 206 => answer.with("content-range", format!("bytes {first}-{last}/{total}")),
        _ => answer,
    })
}

/// What the address grants to this request: the signature comes before everything else.
fn granted(incoming: &Incoming) -> Result<core::result::Result<Grant, ErrorCode>> {
    let keys = sealed::keys(&incoming.env)?;
    let now = Timestamp(i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX));
    let path = incoming.path();
    let name = path.strip_prefix("/media/").unwrap_or_default();
    let facts = &incoming.facts;
    let tokens = facts.session.as_deref().into_iter().chain(facts.staff_session.as_deref());
    let grant = Grant::read(&keys, name, |key| incoming.query(key), now, tokens);
    // Players of phones bring neither; a browser that says what it is has the cookie of our page.
    let has_session = facts.session.is_some() || facts.staff_session.is_some();
    if grant.is_ok() && !has_session && incoming.header("sec-fetch-site").is_some() {
        return Ok(Err(ErrorCode::SourceExpired));
    }
    Ok(grant)
}

/// The bytes from `first` to `last` as one stream. Within one part it is the file's own; over several they are piped one after
/// the other, each opened when the one before has ended: what nobody reads is not fetched.
async fn open(files: Files, name: String, parts: Parts, first: u64, last: u64) -> Result<ReadableStream> {
    let mut slices = parts.parts_of(first, last);
    let begin = slices.next().ok_or_else(|| missing(0))?;
    let stream = open_part(&files, &name, begin).await?;
    let rest: Vec<_> = slices.collect();
    if rest.is_empty() {
        return Ok(stream);
    }
    let joined = FixedLengthStream::new(exact_f64(last - first + 1))?;
    let (readable, writable) = (joined.readable(), joined.writable());
    spawn_local(async move {
        if let Err(error) = pour(&files, &name, stream, rest, &writable).await {
            // The phone went away, or a part cannot be read: the answer ends short of its length, which the player notices.
            let _ = JsFuture::from(writable.abort_with_reason(&error)).await;
        }
    });
    Ok(readable)
}

async fn pour(
    files: &Files,
    name: &str,
    begin: ReadableStream,
    rest: Vec<ranges::PartSlice>,
    into: &WritableStream,
) -> core::result::Result<(), JsValue> {
    let options = StreamPipeOptions::new();
    options.set_prevent_close(true);
    JsFuture::from(begin.pipe_to_with_options(into, &options)).await?;
    for slice in rest {
        let stream = open_part(files, name, slice).await?;
        JsFuture::from(stream.pipe_to_with_options(into, &options)).await?;
    }
    JsFuture::from(into.close()).await.map(|_closed| ())
}

async fn open_part(files: &Files, name: &str, slice: ranges::PartSlice) -> Result<ReadableStream> {
    let range = (!slice.whole).then_some((slice.from, slice.to_inclusive));
    files.open(&part_name(name, slice.part), range).await?.ok_or_else(|| missing(slice.part))
}

fn missing(part: u32) -> Error {
    Error::RustError(format!("part {part} of a lesson's file is not in FILES"))
}

/// Lengths are exact in a JavaScript number.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "files have at most 4 GB")]
fn exact_f64(value: u64) -> f64 {
    value as f64
}
