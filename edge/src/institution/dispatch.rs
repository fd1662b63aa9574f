//! From an endpoint's name to the use case: who calls, in which transaction, and what a repeated request gets.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use shared::endpoint::{Endpoint, Method};
use shared::error::{ErrorCode, Problem};

use super::callers::Authenticate;
use super::context::Context;
use super::crypto::token_hash;
use super::failure::{Failure, Outcome};
use crate::params;

/// Answers are kept this long for repeated requests.
const REPLY_SECONDS: i64 = 24 * 3600;

/// One use case behind its endpoint: takes the request as JSON, gives the response as JSON.
type Handler = Box<dyn Fn(&Context, &str) -> Outcome<String>>;

/// All use cases by endpoint name.
#[derive(Default)]
pub struct Dispatcher {
    handlers: HashMap<&'static str, Handler>,
}

impl Dispatcher {
    /// Adds a use case. The caller's type must be the one that the contract names.
    pub fn on<E, C>(&mut self, use_case: fn(&Context, C, E::Request) -> Outcome<E::Response>)
    where
        E: Endpoint,
        C: Authenticate<Marker = E::Caller> + 'static,
    {
        self.handlers.insert(
            E::NAME,
            Box::new(move |context, body| {
                if E::METHOD == Method::Post {
                    return change::<E, C>(context, body, use_case);
                }
                // Who has no business here does not even have the request read.
                let caller = C::authenticate(context)?;
                Ok(serde_json::to_string(&use_case(context, caller, read::<E::Request>(body)?)?)?)
            }),
        );
    }

    /// Runs the use case of this name.
    pub fn call(&self, context: &Context, name: &str, body: &str) -> Outcome<String> {
        match self.handlers.get(name) {
            Some(handler) => handler(context, body),
            None => Err(ErrorCode::NotFound.into()),
        }
    }

    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.handlers.keys().copied()
    }
}

fn read<T: serde::de::DeserializeOwned>(body: &str) -> Outcome<T> {
    serde_json::from_str(if body.is_empty() { "{}" } else { body }).map_err(|_unreadable| ErrorCode::Malformed.into())
}

/// A changing use case: in one transaction, with its reply kept for repeats.
fn change<E, C>(
    context: &Context,
    body: &str,
    use_case: fn(&Context, C, E::Request) -> Outcome<E::Response>,
) -> Outcome<String>
where
    E: Endpoint,
    C: Authenticate<Marker = E::Caller>,
{
    transaction(context, || {
        let caller = C::authenticate(context)?;
        let request = read::<E::Request>(body)?;
        let key = context.facts.idempotency_key.as_deref().filter(|key| (8..=128).contains(&key.len()));
        let key = token_hash(key.ok_or(ErrorCode::KeyUnusable)?);
        let fingerprint = token_hash(&format!("{}\n{}\n{body}", E::NAME, caller.identity()));
        if let Some(answer) = kept_reply(context, &key, &fingerprint)? {
            return Ok(answer);
        }
        let answer = serde_json::to_string(&use_case(context, caller, request)?)?;
        context.sql.run(
            "insert into replies (key, fingerprint, answer, expires_at) values (?1, ?2, ?3, ?4)",
            params![
                &key,
                fingerprint,
                context.seal("replies.answer", &answer)?,
                context.now.plus_seconds(REPLY_SECONDS)
            ],
        )?;
        Ok(answer)
    })
}

fn kept_reply(context: &Context, key: &str, fingerprint: &str) -> Outcome<Option<String>> {
    #[derive(Deserialize)]
    struct Row {
        fingerprint: String,
        answer: String,
    }
    let row: Option<Row> = context.sql.row(
        "select json_object('fingerprint', fingerprint, 'answer', answer) from replies where key = ?1 and expires_at > ?2",
        params![key, context.now],
    )?;
    match row {
        None => Ok(None),
        Some(row) if row.fingerprint == fingerprint => Ok(Some(context.open("replies.answer", &row.answer)?)),
        Some(_) => Err(ErrorCode::KeyUnusable.into()),
    }
}

/// Runs `body` in one transaction. Rolled back when it fails, unless the failure says that what was written stands.
pub fn transaction<T>(context: &Context, mut body: impl FnMut() -> Outcome<T>) -> Outcome<T> {
    let mut result = Err(Failure::broken("a transaction body did not run"));
    context.sql.engine().transaction(&mut || {
        result = body();
        matches!(result, Ok(_) | Err(Failure::RefusedAndKept(_)))
    })?;
    result
}

/// What the shell gets from the object: one string, so that one crossing carries everything.
#[derive(Serialize, Deserialize)]
pub struct Envelope<'a> {
    /// Asked for by pages only.
    #[serde(borrow, skip_serializing_if = "Option::is_none")]
    pub site: Option<&'a serde_json::value::RawValue>,
    /// Present for an answer, also when the answer itself is `null`.
    #[serde(borrow, default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    pub ok: Option<&'a serde_json::value::RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
    pub cost: Cost,
}

/// A field that is there is an answer: `null` is one too.
fn present<'de: 'a, 'a, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'a serde_json::value::RawValue>, D::Error> {
    <&serde_json::value::RawValue>::deserialize(deserializer).map(Some)
}

/// What the turn cost, for the log and for tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cost {
    pub statements: u32,
    pub rows_read: u64,
}

/// Turns a failure into what may be told outside, and what must be logged.
pub fn problem_of(failure: Failure, request_id: &str) -> (Problem, Option<String>) {
    let (problem, log) = match failure {
        Failure::Refused(problem) | Failure::RefusedAndKept(problem) => (*problem, None),
        Failure::Broken(text) => (Problem::new(ErrorCode::Broken), Some(text)),
    };
    (Problem { request_id: request_id.to_owned(), ..problem }, log)
}

#[cfg(test)]
mod tests {
    use super::{Cost, Envelope};

    #[test]
    fn an_answer_of_null_is_an_answer() {
        let raw = serde_json::value::RawValue::from_string("null".to_owned()).unwrap();
        let envelope = Envelope { site: None, ok: Some(&raw), problem: None, cost: Cost::default() };
        let text = serde_json::to_string(&envelope).unwrap();
        assert_eq!(serde_json::from_str::<Envelope>(&text).unwrap().ok.unwrap().get(), "null");
        let refused = Envelope { site: None, ok: None, problem: None, cost: Cost::default() };
        let text = serde_json::to_string(&refused).unwrap();
        assert!(serde_json::from_str::<Envelope>(&text).unwrap().ok.is_none());
    }
}
