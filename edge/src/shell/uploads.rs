//! Files of lessons on their way in: part by part, each checked against its hash before it is stored. A part is held as
//! JavaScript's bytes; only R2's binding wants them in wasm.

use serde_json::value::RawValue;
use shared::endpoint::Endpoint as _;
use shared::error::{ErrorCode, Problem};
use shared::id::MediaId;
use shared::lessons::api::{FinishMedia, MediaRef};
use shared::lessons::{MediaPurpose, PART_BYTES};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use worker::{Error, Method, Result};

use super::answer::Answer;
use super::files::Files;
use super::request::Incoming;
use super::{api, object, origin};
use crate::institution::crypto::to_hex;
use crate::lessons::media::{FindUpload, OpenPart, OpenPartRequest, PartStored, PartStoredRequest};

/// The header in which the sender says what a part must be.
const HASH_HEADER: &str = "x-part-sha256";
/// So many bytes show what a file is.
const HEAD_BYTES: u64 = 12;

/// `PUT /staff/media/{id}/parts/{part}`.
pub async fn answer(incoming: Incoming) -> Result<Answer> {
    let Some(target) = target_of(incoming.url.path()) else { return refuse(&incoming, ErrorCode::NotFound.into()) };
    if incoming.request.method() != Method::Put {
        return refuse(&incoming, ErrorCode::MethodNotAllowed.into());
    }
    if let Err(code) = origin::check(&incoming) {
        return refuse(&incoming, code.into());
    }
    let bytes = match object::call::<OpenPart>(&incoming, &target).await? {
        Ok(place) => place.bytes,
        Err(problem) => return refuse(&incoming, problem),
    };
    // Nothing is read that cannot be a part.
    let announced = incoming.header("content-length").and_then(|text| text.parse::<i64>().ok());
    if announced.is_some_and(|bytes| bytes > PART_BYTES) {
        return refuse(&incoming, ErrorCode::TooLarge.into());
    }
    // A line that breaks off in the middle ends here.
    let Ok(read) = JsFuture::from(incoming.request.inner().array_buffer()?).await else {
        return refuse(&incoming, ErrorCode::UploadIncomplete.into());
    };
    let content: js_sys::ArrayBuffer = read.unchecked_into();
    let sha256 = digest(&content).await?;
    let is_whole = i64::from(content.byte_length()) == bytes;
    if !is_whole || incoming.header(HASH_HEADER).is_none_or(|wanted| !wanted.eq_ignore_ascii_case(&sha256)) {
        return refuse(&incoming, ErrorCode::UploadIncomplete.into());
    }
    let storing = OpenPartRequest { storing: true, ..target };
    let place = match object::call::<OpenPart>(&incoming, &storing).await? {
        Ok(place) => place,
        Err(problem) => return refuse(&incoming, problem),
    };
    Files::of(&incoming.env)?.put_buffer(&place.name, &content).await?;
    let stored = PartStoredRequest { id: target.id, part: target.part, sha256 };
    match object::call::<PartStored>(&incoming, &stored).await? {
        Ok(stored) => Answer::json(&stored),
        Err(problem) => refuse(&incoming, problem),
    }
}

fn target_of(path: &str) -> Option<OpenPartRequest> {
    let (id, part) = path.strip_prefix("/staff/media/")?.split_once("/parts/")?;
    Some(OpenPartRequest { id: MediaId(id.parse().ok()?), part: part.parse().ok()?, storing: false })
}

/// SHA-256 in hex, by the platform.
async fn digest(content: &js_sys::ArrayBuffer) -> Result<String> {
    let scope: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
    let hash = scope.crypto()?.subtle().digest_with_str_and_buffer_source("SHA-256", content)?;
    let hash: js_sys::ArrayBuffer = JsFuture::from(hash).await?.unchecked_into();
    Ok(to_hex(&js_sys::Uint8Array::new(&hash).to_vec()))
}

/// Looks at the first bytes of a file before it is taken into use: whatever its sender's browser has said of it.
pub async fn finish(incoming: &Incoming, request: &RawValue) -> Result<Answer> {
    let take = || object::call_raw(incoming, FinishMedia::NAME, request, false);
    let Ok(media) = serde_json::from_str::<MediaRef>(request.get()) else {
        // The object says so, to whom it concerns.
        return api::json(incoming, take().await?);
    };
    let upload = match object::call::<FindUpload>(incoming, &media).await? {
        Ok(upload) => upload,
        Err(problem) => return refuse(incoming, problem),
    };
    // Without its first part the object says what is missing.
    let head = Files::of(&incoming.env)?.open(&upload.name, Some((0, HEAD_BYTES - 1))).await;
    if let Ok(Some(stream)) = head {
        let head = web_sys::Response::new_with_opt_readable_stream(Some(&stream))?.array_buffer()?;
        let head = js_sys::Uint8Array::new(&JsFuture::from(head).await.map_err(Error::from)?).to_vec();
        if !is(upload.purpose, &head) {
            return refuse(incoming, ErrorCode::FileUnplayable.into());
        }
    }
    api::json(incoming, take().await?)
}

/// Whether a file can begin so: a box of its type (ISO/IEC 14496-12, 4.3); a JPEG's first marker.
fn is(purpose: MediaPurpose, head: &[u8]) -> bool {
    match purpose {
        MediaPurpose::Video => head.get(4..8) == Some(b"ftyp"),
        MediaPurpose::Poster | MediaPurpose::Slide => head.starts_with(&[0xff, 0xd8, 0xff]),
    }
}

fn refuse(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    Answer::problem(&Problem { request_id: incoming.facts.request_id.clone(), ..problem })
}
