//! Request bodies, read up to a limit: a larger one is refused without being held in memory.

use shared::error::ErrorCode;
use worker::Request;

use worker::wasm_bindgen::JsCast as _;
use worker::wasm_bindgen::JsValue;

/// The body as text.
pub async fn text(request: &mut Request, limit: usize) -> Result<String, ErrorCode> {
    String::from_utf8(bytes(request, limit).await?).or(Err(ErrorCode::Malformed))
}

/// The body as it comes.
pub async fn bytes(request: &mut Request, limit: usize) -> Result<Vec<u8>, ErrorCode> {
    read(request, limit, 0).await
}

/// As [`bytes`], for the form of a page: a browser shows the answer only if it could send all, so that what is too much is
/// read too, and thrown away.
pub async fn form(request: &mut Request, limit: usize) -> Result<Vec<u8>, ErrorCode> {
    read(request, limit, MOST_THROWN_AWAY).await
}

/// More than a phone's largest scan.
const MOST_THROWN_AWAY: usize = 64 * 1024 * 1024;

/// Reads on up to `patience` bytes when there is more than `limit`.
async fn read(request: &mut Request, limit: usize, patience: usize) -> Result<Vec<u8>, ErrorCode> {
    let announced = request.headers().get("content-length").ok().flatten().and_then(|text| text.parse::<u64>().ok());
    // A length that does not even fit is larger than any limit.
    let announced = announced.map(|length| usize::try_from(length).unwrap_or(usize::MAX));
    if announced.is_some_and(|length| length > limit.max(patience)) {
        return Err(ErrorCode::TooLarge);
    }
    let Some(stream) = request.inner().body() else { return Ok(Vec::new()) };
    let reader: web_sys::ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::with_capacity(announced.unwrap_or(1024).min(limit));
    let mut seen = 0_usize;
    loop {
        let chunk = wasm_bindgen_futures::JsFuture::from(reader.read()).await.or(Err(ErrorCode::Malformed))?;
        let done = js_sys::Reflect::get(&chunk, &JsValue::from_str("done")).is_ok_and(|done| done.is_truthy());
        if done {
            break;
        }
        let value = js_sys::Reflect::get(&chunk, &JsValue::from_str("value")).or(Err(ErrorCode::Malformed))?;
        let part = js_sys::Uint8Array::new(&value);
        seen = seen.saturating_add(usize::try_from(part.length()).unwrap_or(usize::MAX));
        if seen > limit.max(patience) {
            // The rest is not wanted: the stream is closed by the runtime with the request.
            let _ = reader.cancel();
            return Err(ErrorCode::TooLarge);
        }
        if seen <= limit {
            bytes.extend_from_slice(&part.to_vec());
        }
    }
    if seen > limit { Err(ErrorCode::TooLarge) } else { Ok(bytes) }
}
