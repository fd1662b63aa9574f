//! Problems as answers.

use shared::error::{ErrorCode, Problem};
use worker::{Response, Result};

/// A problem document (RFC 9457).
pub fn answer(problem: &Problem) -> Result<Response> {
    let response = Response::ok(serde_json::to_string(problem)?)?.with_status(problem.status);
    let headers = response.headers().clone();
    headers.set("content-type", Problem::CONTENT_TYPE)?;
    if let Some(seconds) = problem.retry_after {
        headers.set("retry-after", &seconds.to_string())?;
    }
    Ok(response.with_headers(headers))
}

/// A problem of the shell's own.
pub fn of(code: ErrorCode, request_id: &str) -> Result<Response> {
    answer(&Problem { request_id: request_id.to_owned(), ..Problem::new(code) })
}

/// Ours: opaque.
pub fn broken(request_id: &str) -> Result<Response> {
    of(ErrorCode::Broken, request_id)
}
