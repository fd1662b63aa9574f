//! One call of an endpoint from the browser.

use gloo::net::http::RequestBuilder;
use shared::endpoint::{Endpoint, Method, address};
use shared::error::{ErrorCode, Problem};

/// Calls an endpoint. `key` is the idempotency key of a changing call: the same for every try of one intention.
///
/// # Errors
/// The portal's problem, or `Unavailable` when no readable answer came.
pub async fn call<E: Endpoint>(request: &E::Request, key: &str) -> Result<E::Response, Problem> {
    let unavailable = || Problem::new(ErrorCode::Unavailable);
    let path = address::<E>(request).or(Err(Problem::new(ErrorCode::Malformed)))?;
    let builder = RequestBuilder::new(&path).header("accept", "application/json");
    let sent = match E::METHOD {
        Method::Get => builder.method(gloo::net::http::Method::GET).send().await,
        Method::Query | Method::Post => {
            let builder = builder.method(gloo::net::http::Method::POST);
            let builder = if E::METHOD.is_unsafe() { builder.header("idempotency-key", key) } else { builder };
            match builder.json(request) {
                Ok(request) => request.send().await,
                Err(_unserialisable) => return Err(Problem::new(ErrorCode::Malformed)),
            }
        }
    };
    let response = sent.or_else(|_network| Err(unavailable()))?;
    let text = response.text().await.or_else(|_network| Err(unavailable()))?;
    if response.ok() {
        serde_json::from_str(&text).or_else(|_foreign| Err(unavailable()))
    } else {
        Err(serde_json::from_str(&text).unwrap_or_else(|_foreign| unavailable()))
    }
}

/// A fresh idempotency key.
pub fn new_key() -> String {
    let random = web_sys::window().and_then(|window| window.crypto().ok());
    random.map_or_else(
        || format!("{:016x}{:016x}", js_sys::Math::random().to_bits(), js_sys::Math::random().to_bits()),
        |crypto| crypto.random_uuid(),
    )
}
