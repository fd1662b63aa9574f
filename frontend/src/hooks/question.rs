//! A request as data.

use shared::endpoint::{Endpoint, Method, address};

/// What differs between endpoints, as data: everything that asks works on it and is compiled once for each kind of
/// answer. The trainee app has one such kind, because each costs its visitors several kilobytes.
#[derive(Debug)]
pub struct Question<T> {
    /// Endpoint and content: the same for the same question.
    pub(super) key: String,
    pub(super) method: Method,
    /// Absent where the contract is broken: a part of the path that the request does not have.
    pub(super) path: Option<String>,
    pub(super) body: String,
    pub(super) read: fn(&str) -> Option<T>,
}

impl<T> Question<T> {
    /// The question that `E` answers; `read` reads the answer's JSON.
    pub fn of<E: Endpoint>(request: &E::Request, read: fn(&str) -> Option<T>) -> Self {
        let body = serde_json::to_string(request).unwrap_or_default();
        Self {
            key: crate::preload::key(E::NAME, &body),
            method: E::METHOD,
            path: address::<E>(request).ok(),
            body,
            read,
        }
    }
}

impl<T> Clone for Question<T> {
    fn clone(&self) -> Self {
        Self {
            key: self.key.clone(),
            method: self.method,
            path: self.path.clone(),
            body: self.body.clone(),
            read: self.read,
        }
    }
}
