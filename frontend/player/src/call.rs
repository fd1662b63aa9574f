//! Calls of the portal's endpoints.

use js_sys::{Promise, Reflect};
use serde::de::DeserializeOwned;
use shared::endpoint::Endpoint;
use shared::error::Problem;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

use crate::page::window;

/// On a bad line an answer may take long; after this nobody waits for it. A line that swallows everything would otherwise
/// soon hold all connections that a browser has to one server.
const PATIENCE_MS: i32 = 20_000;

/// Why there is no answer.
pub enum Fault {
    /// The server was not reached, or what came was not from it.
    NoLine,
    Refused(Problem),
}

/// `key`: for what must not happen twice. The request outlives the page: what was played last is told while it is left.
pub async fn call<E: Endpoint>(request: &E::Request, key: Option<&str>) -> Result<E::Response, Fault> {
    let body = serde_json::to_string(request).or(Err(Fault::NoLine))?;
    let (ok, text) = post(E::PATH, &body, key).await.ok_or(Fault::NoLine)?;
    if ok { read(&text) } else { Err(Fault::Refused(read(&text)?)) }
}

/// A gateway on the way may answer with a page of its own.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, Fault> {
    serde_json::from_str(text).or(Err(Fault::NoLine))
}

async fn post(path: &str, body: &str, key: Option<&str>) -> Option<(bool, String)> {
    let headers = Headers::new().ok()?;
    headers.set("content-type", "application/json").ok()?;
    if let Some(key) = key {
        headers.set("idempotency-key", key).ok()?;
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(body));
    Reflect::set(&init, &JsValue::from_str("keepalive"), &JsValue::TRUE).ok()?;
    let patience = AbortController::new().ok()?;
    init.set_signal(Some(&patience.signal()));
    let window = window()?;
    let give_up = Closure::once_into_js(move || patience.abort());
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(give_up.unchecked_ref(), PATIENCE_MS);
    let answer: Response = JsFuture::from(window.fetch_with_str_and_init(path, &init)).await.ok()?.dyn_into().ok()?;
    let text = JsFuture::from(answer.text().ok()?).await.ok()?;
    Some((answer.ok(), text.as_string()?))
}

/// Waits.
pub async fn pause(ms: i32) {
    let promise = Promise::new(&mut |resolve, _reject| {
        if let Some(window) = window() {
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// A fresh key; none where the browser has no source of chance.
pub fn fresh_key() -> Option<String> {
    let mut bytes = [0_u8; 16];
    window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
