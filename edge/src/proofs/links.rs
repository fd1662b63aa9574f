//! `proofs.make_link`: WeChat downloads nothing. The trainee opens the link in another browser, which has no session.

use shared::error::ErrorCode;
use shared::proofs::api::{ProofLink, ProofRequest};

use crate::institution::audit;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::failure::Outcome;
use crate::params;

const LINK_SECONDS: i64 = 600;

pub fn make_link(context: &Context, caller: Trainee, request: ProofRequest) -> Outcome<ProofLink> {
    let own: Option<i64> = context.sql.row(
        "select json(p.id) from proofs p join enrolments e on e.id = p.enrolment_id where p.id = ?1 and e.trainee_id = ?2",
        params![request.id, caller.trainee.id],
    )?;
    own.ok_or(ErrorCode::NotFound)?;
    let (token, expires_at) = (context.token(), context.now.plus_seconds(LINK_SECONDS));
    // The newest link of a proof is the one that counts: tapping again and again leaves one open, not ten.
    context.sql.run("delete from proof_links where proof_id = ?1", params![request.id])?;
    context.sql.run(
        "insert into proof_links (token_hash, proof_id, expires_at) values (?1, ?2, ?3)",
        params![token_hash(&token), request.id, expires_at],
    )?;
    let subject = Some(("proof", request.id.0));
    audit::record(context, &caller.actor(), "proofs.make_link", subject, &serde_json::json!({}))?;
    Ok(ProofLink { token, expires_at })
}
