//! `links.use_link`: the file is on its way, and the link is gone.

use shared::endpoint::Nothing;
use shared::error::ErrorCode;

use super::get_link::LinkRequest;
use super::store;
use crate::institution::audit::{self, Actor};
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;

internal!(
    /// Uses a link up. Not a change with a reply to repeat: it opens once.
    UseLink = "links.use_link", LinkRequest => Nothing
);

pub fn use_link(context: &Context, _caller: Anyone, request: LinkRequest) -> Outcome<Nothing> {
    transaction(context, || {
        let subject = store::take(context, &request.token)?.ok_or(ErrorCode::LinkExpired)?;
        let detail = serde_json::json!({});
        audit::record(context, &Actor::System, "links.use_link", Some(subject.columns()), &detail)?;
        Ok(Nothing {})
    })
}
