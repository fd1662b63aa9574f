//! Calls from the shell to the institution object.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use shared::endpoint::Endpoint;
use shared::error::{ErrorCode, Problem};
use shared::institution::Site;
use worker::{Method, Request, RequestInit, Result};

use super::request::Incoming;
use crate::institution::context::Facts;
use crate::institution::dispatch::{Cost, Envelope};
use crate::institution::object::Call;

/// What the object said.
pub struct Reply {
    pub site: Site,
    /// The endpoint's response as JSON, or the problem.
    pub result: core::result::Result<Box<RawValue>, Problem>,
    pub cost: Cost,
}

/// The one institution of this deployment.
const OBJECT_NAME: &str = "institution";

/// Calls an endpoint by name with a request in JSON.
pub async fn call_raw(incoming: &Incoming, name: &str, request: &RawValue, with_site: bool) -> Result<Reply> {
    call_as(incoming, incoming.facts.clone(), name, request, with_site).await
}

async fn call_as(incoming: &Incoming, facts: Facts, name: &str, request: &RawValue, with_site: bool) -> Result<Reply> {
    incoming.calls.set(incoming.calls.get().saturating_add(1));
    let call = Call { name, facts, with_site, request };
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_body(Some(serde_json::to_string(&call)?.into()));
    let request = Request::new_with_init("http://institution/", &init)?;
    let stub = incoming.env.durable_object("INSTITUTION")?.get_by_name(OBJECT_NAME)?;
    let response: web_sys::Response = stub.fetch_with_request(request).await?.into();
    // Bytes in one crossing: as a JavaScript string the text would be converted to UTF-16 and back.
    let bytes = wasm_bindgen_futures::JsFuture::from(response.array_buffer()?).await?;
    let bytes = js_sys::Uint8Array::new(&bytes).to_vec();
    let envelope: Envelope = serde_json::from_slice(&bytes)?;
    let site = match envelope.site {
        Some(site) => serde_json::from_str(site.get())?,
        None => Site::default(),
    };
    let result = match (envelope.ok, envelope.problem) {
        (Some(ok), _) => Ok(ok.to_owned()),
        (None, Some(problem)) => Err(problem),
        (None, None) => Err(Problem::new(ErrorCode::Broken)),
    };
    Ok(Reply { site, result, cost: envelope.cost })
}

/// Calls an endpoint with typed request and response.
pub async fn call<E: Endpoint>(
    incoming: &Incoming,
    request: &E::Request,
) -> Result<core::result::Result<E::Response, Problem>> {
    call_named(incoming, E::NAME, request).await
}

/// The same under another idempotency key: one request of a visitor may take two turns that change something.
pub async fn call_with_key<E: Endpoint>(
    incoming: &Incoming,
    key: Option<String>,
    request: &E::Request,
) -> Result<core::result::Result<E::Response, Problem>> {
    let raw = serde_json::value::to_raw_value(request)?;
    let facts = Facts { idempotency_key: key, ..incoming.facts.clone() };
    typed(call_as(incoming, facts, E::NAME, &raw, false).await?)
}

async fn call_named<Q: Serialize, R: DeserializeOwned>(
    incoming: &Incoming,
    name: &str,
    request: &Q,
) -> Result<core::result::Result<R, Problem>> {
    let raw = serde_json::value::to_raw_value(request)?;
    typed(call_raw(incoming, name, &raw, false).await?)
}

fn typed<R: DeserializeOwned>(reply: Reply) -> Result<core::result::Result<R, Problem>> {
    Ok(match reply.result {
        Ok(json) => Ok(serde_json::from_str(json.get())?),
        Err(problem) => Err(problem),
    })
}
