//! One call of an endpoint from the browser.

use gloo::net::http::RequestBuilder;
#[cfg(feature = "staff")]
use shared::endpoint::Endpoint;
use shared::endpoint::Method;
use shared::error::{ErrorCode, Problem};

use super::question::Question;

/// Calls an endpoint. `key` is the idempotency key of a changing call: the same for every try of one intention.
///
/// # Errors
/// The portal's problem, or `Unavailable` when no readable answer came.
#[cfg(feature = "staff")]
pub async fn call<E: Endpoint>(request: &E::Request, key: &str) -> Result<E::Response, Problem> {
    exchange(Question::of::<E>(request, |text| serde_json::from_str(text).ok()), key.to_owned()).await
}

/// Asks a question of the portal. The traffic is compiled once, only the reading once for each kind of answer.
pub(super) async fn exchange<T>(question: Question<T>, key: String) -> Result<T, Problem> {
    let text = send(question.method, question.path, question.body, key).await?;
    (question.read)(&text).ok_or_else(unavailable)
}

async fn send(method: Method, path: Option<String>, body: String, key: String) -> Result<String, Problem> {
    let malformed = || Problem::new(ErrorCode::Malformed);
    let builder = RequestBuilder::new(&path.ok_or_else(malformed)?).header("accept", "application/json");
    let builder = match method {
        Method::Get => builder.method(gloo::net::http::Method::GET),
        Method::Query | Method::Repeat | Method::Post => {
            builder.method(gloo::net::http::Method::POST).header("content-type", "application/json")
        }
    };
    let builder = if method.is_unsafe() { builder.header("idempotency-key", &key) } else { builder };
    let request = if method == Method::Get { builder.build() } else { builder.body(body) };
    let response = request.map_err(|_unsendable| malformed())?.send().await;
    let response = response.map_err(|_network| unavailable())?;
    let text = response.text().await.map_err(|_network| unavailable())?;
    if response.ok() { Ok(text) } else { Err(serde_json::from_str(&text).unwrap_or_else(|_foreign| unavailable())) }
}

fn unavailable() -> Problem {
    Problem::new(ErrorCode::Unavailable)
}

/// A fresh idempotency key.
pub fn new_key() -> String {
    let random = web_sys::window().and_then(|window| window.crypto().ok());
    random.map_or_else(
        || format!("{:016x}{:016x}", js_sys::Math::random().to_bits(), js_sys::Math::random().to_bits()),
        |crypto| crypto.random_uuid(),
    )
}
