//! Static files: hashed names, kept for ever, sent as they were compressed at build time.

use shared::error::ErrorCode;
use worker::Result;

use super::answer::Answer;
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
pub async fn answer(incoming: &Incoming, path: &str) -> Result<Answer> {
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
    let file: web_sys::Response = file.into();
    let length = file.headers().get("content-length")?;
    let cache = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "public, max-age=300" };
    let answer = Answer::stream(content_type, file.body(), brotli.then_some("br"))
        .with("vary", "accept-encoding")
        // A Web Worker has the policy of its own script: the roster reader compiles its wasm.
        .with("content-security-policy", super::headers::SCRIPT_POLICY)
        .with("cache-control", cache);
    Ok(match length {
        Some(length) => answer.with("content-length", length),
        None => answer,
    })
}

/// Names made by the build carry a hash of 8 or more hex digits: their content never changes.
fn is_hashed(path: &str) -> bool {
    path.split(['-', '.', '_', '/']).any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn not_found(incoming: &Incoming) -> Result<Answer> {
    Answer::refusal(ErrorCode::NotFound, &incoming.facts.request_id)
}
