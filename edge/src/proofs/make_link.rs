//! `proofs.make_link`: WeChat downloads nothing. The trainee opens the link in another browser, which has no session.

use shared::error::ErrorCode;
use shared::links::OneTimeLink;
use shared::proofs::api::ProofRequest;

use crate::institution::audit;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::links::{self, Subject};
use crate::params;

pub fn make_link(context: &Context, caller: Trainee, request: ProofRequest) -> Outcome<OneTimeLink> {
    let own: Option<i64> = context.sql.row(
        "select json(p.id) from proofs p join enrolments e on e.id = p.enrolment_id where p.id = ?1 and e.trainee_id = ?2",
        params![request.id, caller.trainee.id],
    )?;
    own.ok_or(ErrorCode::NotFound)?;
    let link = links::make(context, Subject::Proof(request.id))?;
    let subject = Some(("proof", request.id.0));
    audit::record(context, &caller.actor(), "proofs.make_link", subject, &serde_json::json!({}))?;
    Ok(link)
}
