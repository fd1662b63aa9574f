//! Cookies. All of them are `__Host-`: for this host only, over TLS only (browsers accept loopback as such).

/// The trainee's session.
pub const SESSION: &str = "__Host-session";
/// The staff session.
pub const STAFF: &str = "__Host-staff";
/// The state of WeChat's round trip.
pub const STATE: &str = "__Host-state";
/// The chosen language.
pub const LANG: &str = "__Host-lang";

/// The value of a cookie in a `Cookie` header.
pub fn value(header: &str, name: &str) -> Option<String> {
    header.split(';').find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name && !value.is_empty()).then(|| value.to_owned())
    })
}

/// A `Set-Cookie` value. `max_age` in seconds; none: until the browser closes.
pub fn set(name: &str, value: &str, max_age: Option<i64>) -> String {
    let age = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
    format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}")
}

/// A `Set-Cookie` value that deletes.
pub fn clear(name: &str) -> String {
    set(name, "", Some(0))
}
