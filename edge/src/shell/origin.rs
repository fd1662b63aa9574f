//! Whether an unsafe request comes from our own pages.

use shared::error::ErrorCode;

use super::request::Incoming;

/// Fetch metadata decides where the browser sends it; older engines must name one of our origins.
pub fn check(incoming: &Incoming) -> Result<(), ErrorCode> {
    let same_site = match incoming.header("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => incoming.header("origin").is_some_and(|origin| incoming.config.origins.contains(&origin)),
    };
    if same_site { Ok(()) } else { Err(ErrorCode::CrossSite) }
}
