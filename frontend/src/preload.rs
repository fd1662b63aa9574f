//! What the edge knew when it rendered a page, carried in the HTML: the browser starts from the same data, so that
//! taking over changes nothing and asks nothing.

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use shared::endpoint::Endpoint;
use shared::error::Problem;
use shared::identity::api::BindForm;
use shared::institution::Site;
use shared::lang::Lang;

/// Id of the JSON script element.
pub const ELEMENT_ID: &str = "preload";

/// The data of one rendered page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Preload {
    pub lang: Lang,
    /// Path and query of the page.
    pub path: String,
    pub site: Site,
    /// Idempotency key for the forms of this page.
    pub form_key: String,
    /// The answer that the page shows, if it shows one.
    pub answer: Option<Preloaded>,
    /// A bind form that comes back with a problem; or a claim code from the slip's QR code.
    #[serde(default)]
    pub bind_form: BindForm,
    #[serde(default)]
    pub form_problem: Option<Problem>,
    /// A problem that stands instead of the page: entering failed.
    #[serde(default)]
    pub page_problem: Option<Problem>,
}

/// An answer of an endpoint, as it came from the institution.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Preloaded {
    pub key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ok: Option<Box<RawValue>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// What identifies a request: endpoint and content.
pub fn request_key<E: Endpoint>(request: &E::Request) -> String {
    key(E::NAME, &serde_json::to_string(request).unwrap_or_default())
}

pub(crate) fn key(name: &str, request: &str) -> String {
    format!("{name} {request}")
}

/// The preload of the running app: pages take their answer from it once, later visits fetch.
#[derive(Clone)]
pub struct PreloadStore {
    pub page: Rc<Preload>,
    answer: Rc<RefCell<Option<Preloaded>>>,
}

impl PreloadStore {
    pub fn new(page: Rc<Preload>) -> Self {
        let answer = Rc::new(RefCell::new(page.answer.clone()));
        Self { page, answer }
    }

    /// The JSON of the answer to a request, if the edge has sent it along. `key`: see [`request_key`].
    pub fn answer(&self, key: &str) -> Option<Result<Box<RawValue>, Problem>> {
        let answer = self.answer.borrow();
        let answer = answer.as_ref().filter(|answer| answer.key == key)?;
        match (&answer.ok, &answer.problem) {
            (Some(json), _) => Some(Ok(json.clone())),
            (None, Some(problem)) => Some(Err(problem.clone())),
            (None, None) => None,
        }
    }

    /// From now on pages fetch.
    pub fn forget(&self) {
        self.answer.borrow_mut().take();
    }
}

impl PartialEq for PreloadStore {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
    }
}
