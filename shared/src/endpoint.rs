//! An endpoint is a type: its method, path, shapes and who may call it stand once and are used by router, client,
//! documentation and tests.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::percent;
use crate::role::Role;

/// The methods in use. `Query` is a POST that changes nothing: its terms are personal and must not stand in an address.
/// `Repeat` is a POST that changes something and may be repeated as it is, because it says by itself what it is: it needs no
/// idempotency key, and no reply is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    Get,
    Query,
    Repeat,
    Post,
}

impl Method {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Query | Self::Repeat | Self::Post => "POST",
        }
    }

    /// Whether it changes something that a repetition would change again: then it needs an idempotency key.
    pub const fn is_unsafe(self) -> bool {
        matches!(self, Self::Post)
    }
}

/// Who may call an endpoint, as data: for documentation and for the router's first look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, with or without a session.
    Anyone,
    /// A session from WeChat or a claim code, perhaps not yet bound to a trainee.
    Visitor,
    /// A session bound to a trainee.
    Trainee,
    /// Staff with at least one of these roles; any staff when empty.
    Staff(&'static [Role]),
}

/// A caller as a type. The edge has one real caller type for each: a handler that asks for a registrar cannot be given
/// a trainee.
pub trait Caller: 'static {
    const ACCESS: Access;
}

/// Defines the marker types of callers.
macro_rules! callers {
    ($($(#[$doc:meta])* $name:ident => $access:expr),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;
        impl Caller for $name {
            const ACCESS: Access = $access;
        }
    )+};
}

callers! {
    /// No session needed.
    Anyone => Access::Anyone,
    /// See [`Access::Visitor`].
    Visitor => Access::Visitor,
    /// See [`Access::Trainee`].
    Trainee => Access::Trainee,
    /// Any signed-in member of staff.
    AnyStaff => Access::Staff(&[]),
    /// 教务 or 管理员: rosters, courses, classes, trainees.
    Registrar => Access::Staff(&[Role::Registrar, Role::Administrator]),
    /// 教务 or 审核: photos, diplomas and signatures of trainees.
    Reviewer => Access::Staff(&[Role::Registrar, Role::Reviewer]),
    /// 教务 or 编辑: lessons and their files.
    Editor => Access::Staff(&[Role::Registrar, Role::Editor]),
    /// 教务 or 教师: questions of trainees.
    Teacher => Access::Staff(&[Role::Registrar, Role::Teacher]),
    /// 管理员: settings and accounts.
    Administrator => Access::Staff(&[Role::Administrator]),
}

/// One operation of the portal.
pub trait Endpoint: 'static {
    /// `feature.verb_noun`: the name in dispatch, logs and documentation.
    const NAME: &'static str;
    const METHOD: Method;
    /// A path whose `{name}` parts are fields of the request.
    const PATH: &'static str;
    /// Largest body in bytes.
    const MAX_BODY: usize = 64 * 1024;
    type Caller: Caller;
    type Request: Serialize + DeserializeOwned + Clone + PartialEq + 'static;
    type Response: Serialize + DeserializeOwned + Clone + PartialEq + 'static;
}

/// A request without content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

/// The address of a request: `{name}` parts filled from the request's fields, the others as a query for GET.
///
/// # Errors
/// When the request does not serialise to a JSON object or a path part is missing: a mistake in the contract.
pub fn address<E: Endpoint>(request: &E::Request) -> Result<String, serde_json::Error> {
    fill(E::PATH, E::METHOD, &serde_json::to_value(request)?)
}

/// Compiled once, not once for each endpoint.
fn fill(pattern: &str, method: Method, value: &serde_json::Value) -> Result<String, serde_json::Error> {
    let mut path = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    let mut used = Vec::new();
    while let Some((before, after)) = rest.split_once('{') {
        path.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            return Err(serde::ser::Error::custom("unclosed part in the path"));
        };
        match value.get(name) {
            Some(serde_json::Value::String(text)) => path.push_str(&percent::encode(text)),
            Some(serde_json::Value::Number(number)) => path.push_str(&number.to_string()),
            _ => return Err(serde::ser::Error::custom("a part of the path is not in the request")),
        }
        used.push(name);
        rest = after;
    }
    path.push_str(rest);
    if method == Method::Get
        && let Some(object) = value.as_object()
    {
        let mut separator = '?';
        for (name, value) in object.iter().filter(|(name, _)| !used.contains(&name.as_str())) {
            let text = match value {
                serde_json::Value::Null => continue,
                serde_json::Value::String(text) => percent::encode(text),
                other => percent::encode(&other.to_string()),
            };
            path.push(separator);
            path.push_str(name);
            path.push('=');
            path.push_str(&text);
            separator = '&';
        }
    }
    Ok(path)
}

/// What the portal offers, as data: for the generated documentation and for tests that walk everything.
#[derive(Clone, Copy, Debug)]
pub struct EndpointInfo {
    pub name: &'static str,
    pub method: Method,
    pub path: &'static str,
    pub access: Access,
    pub max_body: usize,
    /// Its documentation, one sentence or two.
    pub summary: &'static str,
    /// Names of the types that travel.
    pub request: &'static str,
    pub response: &'static str,
}

/// The facts of one endpoint type.
pub const fn info<E: Endpoint>(summary: &'static str, request: &'static str, response: &'static str) -> EndpointInfo {
    EndpointInfo {
        name: E::NAME,
        method: E::METHOD,
        path: E::PATH,
        access: <E::Caller as Caller>::ACCESS,
        max_body: E::MAX_BODY,
        summary,
        request,
        response,
    }
}

/// Defines endpoint types: `GetHome = "home.get_home": Get "/api/home", Trainee, Request => Response;`
#[macro_export]
macro_rules! endpoints {
    ($($(#[doc = $doc:literal])+ $name:ident = $id:literal : $method:ident $path:literal, $caller:ident, $request:ty => $response:ty $(, max_body = $max:expr)? ;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct $name;
            impl $crate::endpoint::Endpoint for $name {
                const NAME: &'static str = $id;
                const METHOD: $crate::endpoint::Method = $crate::endpoint::Method::$method;
                const PATH: &'static str = $path;
                $(const MAX_BODY: usize = $max;)?
                type Caller = $crate::endpoint::$caller;
                type Request = $request;
                type Response = $response;
            }
        )+
        /// The endpoints of this feature, as data.
        pub const ENDPOINTS: &[$crate::endpoint::EndpointInfo] = &[
            $($crate::endpoint::info::<$name>(concat!($($doc),+), stringify!($request), stringify!($response))),+
        ];
    };
}
