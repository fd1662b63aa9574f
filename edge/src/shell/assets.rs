//! Static files: hashed names, kept for ever, sent as they were compressed at build time.

use shared::error::ErrorCode;
use worker::{EncodeBody, Response, Result};

use super::problem;
use super::request::Incoming;

/// File types that are served, with their content type and whether a `.br` file lies beside.
const TYPES: &[(&str, &str, bool)] = &[
    ("js", "text/javascript; charset=utf-8", true),
    ("wasm", "application/wasm", true),
    ("css", "text/css; charset=utf-8", true),
    ("svg", "image/svg+xml", true),
    ("png", "image/png", false),
    ("ico", "image/x-icon", false),
    ("txt", "text/plain; charset=utf-8", false),
];

fn kind(path: &str) -> Option<&'static (&'static str, &'static str, bool)> {
    let (_, extension) = path.rsplit_once('.')?;
    TYPES.iter().find(|(known, ..)| *known == extension)
}

/// Whether a path names a static file (or the file that WeChat wants at the root).
pub fn is_asset(path: &str) -> bool {
    kind(path).is_some()
}

/// Sends a file, in its compressed form when the browser takes it.
pub async fn answer(incoming: &Incoming, path: &str) -> Result<Response> {
    let Some((extension, content_type, compressed)) = kind(path) else { return not_found(incoming) };
    if *extension == "txt" {
        return super::pages::verify_file(incoming, path).await;
    }
    let clean = path.split('/').all(|part| !part.starts_with('.')) && !path.contains("//") && !path.contains('%');
    if !clean {
        return not_found(incoming);
    }
    let brotli = *compressed && incoming.header("accept-encoding").is_some_and(|accepts| accepts.contains("br"));
    let assets = incoming.env.service("ASSETS")?;
    let suffix = if brotli { ".br" } else { "" };
    let file = assets.fetch(format!("http://assets{path}{suffix}"), None).await?;
    if file.status_code() != 200 {
        return not_found(incoming);
    }
    let length = file.headers().get("content-length")?;
    let (_, body) = file.into_parts();
    let response = Response::from_body(body)?;
    let headers = response.headers().clone();
    headers.set("content-type", content_type)?;
    headers.set("vary", "accept-encoding")?;
    // A Web Worker has the policy of its own script: the roster reader compiles its wasm.
    headers.set("content-security-policy", super::headers::SCRIPT_POLICY)?;
    headers.set(
        "cache-control",
        if is_hashed(path) { "public, max-age=31536000, immutable" } else { "public, max-age=300" },
    )?;
    if let Some(length) = length {
        headers.set("content-length", &length)?;
    }
    if !brotli {
        return Ok(response.with_headers(headers));
    }
    headers.set("content-encoding", "br")?;
    Ok(response.with_headers(headers).with_encode_body(EncodeBody::Manual))
}

/// Names made by the build carry a hash of 8 or more hex digits: their content never changes.
fn is_hashed(path: &str) -> bool {
    path.split(['-', '.', '_', '/']).any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn not_found(incoming: &Incoming) -> Result<Response> {
    problem::of(ErrorCode::NotFound, &incoming.facts.request_id)
}
