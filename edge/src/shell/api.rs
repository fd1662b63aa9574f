//! JSON endpoints: the contract's addresses, checked before the object is asked.

use std::cell::OnceCell;
use std::collections::HashMap;

use serde_json::Value;
use serde_json::value::RawValue;
use shared::contract;
use shared::endpoint::{Endpoint as _, EndpointInfo, Method};
use shared::error::ErrorCode;
use shared::lessons::api::FinishMedia;
use shared::proofs::api::{IssueProof, SaveProofSettings};
use shared::staff::api::{AcceptInvite, SignIn, StaffSignOut};
use worker::Result;

use super::answer::Answer;
use super::object::Reply;
use super::request::Incoming;
use super::{body, object, origin, proofs, staff, uploads};

type Routes = matchit::Router<Vec<&'static EndpointInfo>>;

thread_local! {
    static ROUTES: OnceCell<Routes> = const { OnceCell::new() };
}

/// The contract's addresses under `/api/`, each with the endpoints that share it.
fn routes() -> Routes {
    let mut by_path: HashMap<&'static str, Vec<&'static EndpointInfo>> = HashMap::new();
    for endpoint in contract::all().filter(|endpoint| endpoint.path.starts_with("/api/")) {
        by_path.entry(endpoint.path).or_default().push(endpoint);
    }
    let mut router = matchit::Router::new();
    for (path, endpoints) in by_path {
        // Two addresses that cannot be told apart are found by the contract's own test.
        let _ = router.insert(path, endpoints);
    }
    router
}

/// An endpoint and the parts of a path that led to it.
type Found = (&'static EndpointInfo, Vec<(String, String)>);

/// The endpoint of a request and the parts of its path.
fn find(path: &str, method: &str) -> core::result::Result<Found, ErrorCode> {
    ROUTES.with(|cell| {
        let found = cell.get_or_init(routes).at(path).or(Err(ErrorCode::NotFound))?;
        let endpoint = found.value.iter().find(|endpoint| endpoint.method.as_str() == method);
        let parts = found.params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Ok((*endpoint.ok_or(ErrorCode::MethodNotAllowed)?, parts))
    })
}

/// Answers a request under `/api/`.
pub async fn answer(mut incoming: Incoming) -> Result<Answer> {
    let request_id = incoming.facts.request_id.clone();
    let (endpoint, request) = match read(&mut incoming).await {
        Ok(read) => read,
        Err(code) => return Answer::refusal(code, &request_id),
    };
    match endpoint.name {
        SignIn::NAME => staff::sign_in(&incoming, &request).await,
        AcceptInvite::NAME => staff::accept_invite(&incoming, &request).await,
        StaffSignOut::NAME => staff::sign_out(&incoming, &request).await,
        IssueProof::NAME => proofs::issue(&incoming, &request).await,
        SaveProofSettings::NAME => proofs::save_settings(&incoming, &request).await,
        FinishMedia::NAME => uploads::finish(&incoming, &request).await,
        name => {
            let reply = object::call_raw(&incoming, name, &request, false).await?;
            json(&incoming, reply)
        }
    }
}

/// The endpoint and its request as JSON.
async fn read(incoming: &mut Incoming) -> core::result::Result<(&'static EndpointInfo, Box<RawValue>), ErrorCode> {
    let method = incoming.request.method().to_string();
    let (endpoint, parts) = find(incoming.url.path(), &method)?;
    let mut object = match endpoint.method {
        Method::Get => Value::Object(
            incoming
                .url
                .query_pairs()
                .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
                .collect(),
        ),
        Method::Query | Method::Repeat | Method::Post => {
            origin::check(incoming)?;
            let json = incoming.header("content-type").is_some_and(|kind| kind.starts_with("application/json"));
            if !json {
                return Err(ErrorCode::UnsupportedMediaType);
            }
            if endpoint.method.is_unsafe() {
                incoming.facts.idempotency_key = incoming.header("idempotency-key");
            }
            let text = body::text(&mut incoming.request, endpoint.max_body).await?;
            // The body goes on as it came when the path adds nothing.
            if parts.is_empty() {
                // Requests are objects; serde would also read their fields from an array.
                if !text.trim_start().starts_with('{') {
                    return Err(ErrorCode::Malformed);
                }
                return RawValue::from_string(text).map(|raw| (endpoint, raw)).or(Err(ErrorCode::Malformed));
            }
            serde_json::from_str(&text).or(Err(ErrorCode::Malformed))?
        }
    };
    let fields = object.as_object_mut().ok_or(ErrorCode::Malformed)?;
    for (name, value) in parts {
        // Path parts are ids: whatever is no number names nothing.
        let id: i64 = value.parse().or(Err(ErrorCode::NotFound))?;
        fields.insert(name, id.into());
    }
    serde_json::value::to_raw_value(&object).map(|raw| (endpoint, raw)).or(Err(ErrorCode::Malformed))
}

/// The object's reply as an answer.
pub fn json(incoming: &Incoming, reply: Reply) -> Result<Answer> {
    let answer = match reply.result {
        Ok(json) => Answer::text("application/json", Box::<str>::from(json).into_string())
            .with("vary", "accept-encoding, cookie")
            .compressed_for(incoming),
        Err(problem) => Answer::problem(&problem)?,
    };
    Ok(report_cost(incoming, answer, reply.cost))
}

/// Tells tests and benchmarks what an answer cost: one call to the object, so many rows.
pub fn report_cost(incoming: &Incoming, answer: Answer, cost: crate::institution::dispatch::Cost) -> Answer {
    if !incoming.config.report_cost {
        return answer;
    }
    let (calls, statements, rows) = (incoming.calls.get(), cost.statements, cost.rows_read);
    answer.with("x-cost", format!("calls={calls}; statements={statements}; rows={rows}"))
}
