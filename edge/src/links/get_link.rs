//! `links.get_link`: what a one-time link leads to. Looking does not use it up: messengers look at addresses before people do.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::time::Timestamp;

use super::store::{self, Subject};
use crate::certificates::calendar::{self, CalendarDay};
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::proofs::find_file::{self, ProofFile};

/// Who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRequest {
    pub token: String,
}

/// A link that can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub target: LinkTarget,
    pub expires_at: Timestamp,
}

/// All that its page and its file need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkTarget {
    Proof(ProofFile),
    Calendar(CalendarDay),
}

internal!(
    /// What a link leads to, while it can be used.
    GetLink = "links.get_link", LinkRequest => Link
);

/// What is not there any more is answered like a link that was used: a day that has gone by is in nobody's calendar.
pub fn get_link(context: &Context, _caller: Anyone, request: LinkRequest) -> Outcome<Link> {
    let open = store::find(context, &request.token)?.ok_or(ErrorCode::LinkExpired)?;
    let target = match open.subject {
        Subject::Proof(id) => find_file::of(context, id)?.map(LinkTarget::Proof),
        Subject::Certificate(id) => calendar::day_of(context, id)?.map(LinkTarget::Calendar),
    };
    Ok(Link { target: target.ok_or(ErrorCode::LinkExpired)?, expires_at: open.expires_at })
}
