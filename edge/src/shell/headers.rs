//! Headers that every answer carries.

use super::answer::Answer;

/// The policy of answers that are no pages: nothing may be loaded from them.
const STRICTEST: &str = "default-src 'none'; frame-ancestors 'none'";

/// What an answer carries unless it says otherwise.
const DEFAULTS: &[(&str, &str)] = &[
    ("content-security-policy", STRICTEST),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=()"),
];

/// The policy of a script that runs as a worker: it may compile wasm and load its own files.
pub const SCRIPT_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/// The policy of a page: its own scripts and the ones with its nonce, no inline style, nothing from elsewhere.
pub fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Adds what is missing. Pages have set their own policy already.
pub fn secure(answer: &mut Answer, over_tls: bool, request_id: &str) {
    for (name, value) in DEFAULTS {
        answer.default(name, *value);
    }
    answer.default("x-request-id", request_id.to_owned());
    if over_tls {
        answer.default("strict-transport-security", "max-age=31536000");
    }
}

/// How a text answer is compressed for this client: the runtime does it while sending.
pub fn text_encoding(accept_encoding: &str) -> Option<&'static str> {
    let accepts = |name: &str| {
        accept_encoding.split(',').any(|item| {
            let mut parts = item.split(';');
            parts.next().is_some_and(|found| found.trim().eq_ignore_ascii_case(name))
                && !parts.any(|part| matches!(part.trim(), "q=0" | "q=0.0"))
        })
    };
    // Measured: brotli made a page 16 % smaller than gzip and its answer a seventh slower. Static files are brotli.
    ["gzip", "br"].into_iter().find(|name| accepts(name))
}
