//! `proofs.use_link`: what a one-time link gives. Looking at its page does not use it up: messengers look at addresses
//! before people do.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::ProofId;
use shared::time::Timestamp;

use super::find_file::ProofFile;
use crate::institution::audit::{self, Actor};
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

/// Who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRequest {
    pub token: String,
}

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTarget {
    pub number: String,
    /// Name in FILES, without `.pdf` and `.svg`.
    pub file: String,
    pub expires_at: Timestamp,
}

internal!(
    /// What a link leads to, while it can be used.
    GetProofLink = "proofs.get_link", LinkRequest => LinkTarget
);
internal!(
    /// Uses a link up. Not a change with a reply to repeat: it opens once.
    UseProofLink = "proofs.use_link", LinkRequest => ProofFile
);

pub fn get_link(context: &Context, _caller: Anyone, request: LinkRequest) -> Outcome<LinkTarget> {
    let target: Option<LinkTarget> = context.sql.row(
        "select json_object('number', p.number, 'file', p.file, 'expires_at', l.expires_at)
         from proof_links l join proofs p on p.id = l.proof_id where l.token_hash = ?1 and l.expires_at > ?2",
        params![token_hash(&request.token), context.now],
    )?;
    target.ok_or_else(|| ErrorCode::LinkExpired.into())
}

pub fn use_link(context: &Context, _caller: Anyone, request: LinkRequest) -> Outcome<ProofFile> {
    transaction(context, || {
        let used: Vec<ProofId> = context.sql.returning(
            "delete from proof_links where token_hash = ?1 and expires_at > ?2 returning json(proof_id)",
            params![token_hash(&request.token), context.now],
        )?;
        let id = *used.first().ok_or(ErrorCode::LinkExpired)?;
        audit::record(context, &Actor::System, "proofs.use_link", Some(("proof", id.0)), &serde_json::json!({}))?;
        Ok(context
            .sql
            .one("select json_object('number', p.number, 'file', p.file) from proofs p where p.id = ?1", params![id])?)
    })
}
