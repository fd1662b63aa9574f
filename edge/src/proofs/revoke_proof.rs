//! `proofs.revoke_proof`: takes a proof back. Its bytes stay; who checks it reads that it does not count any more.

use shared::error::ErrorCode;
use shared::id::EnrolmentId;
use shared::proofs::api::{Proof, RevokeProofRequest};

use super::begin_proof::reason;
use super::rows;
use crate::certificates::{CaseLedger, Origin};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

pub fn revoke_proof(context: &Context, Registrar(member): Registrar, request: RevokeProofRequest) -> Outcome<Proof> {
    let proof = rows::one(context, request.id)?.ok_or(ErrorCode::NotFound)?;
    let reason = reason(&request.reason)?;
    // Somebody was first: it is not in force any more.
    proof.state.revoked(context.now, reason.clone()).or(Err(ErrorCode::Changed))?;
    let revoked: Vec<EnrolmentId> = context.sql.returning(
        "update proofs set state = 'revoked', ended_at = ?3, ended_by = ?4, reason = ?5, version = version + 1
         where id = ?1 and version = ?2 and state = 'issued' returning json(enrolment_id)",
        params![request.id, request.version, context.now, member.id, &reason],
    )?;
    let enrolment = *revoked.first().ok_or(ErrorCode::Changed)?;
    let origin = Origin { staff: Some(member.id), ..Origin::default() };
    let mut ledger = CaseLedger::open(context, origin, &[enrolment])?;
    ledger.proof_revoked(enrolment, request.id, &proof.number, &reason)?;
    ledger.write()?;
    let detail = serde_json::json!({ "proof": request.id });
    audit::record(context, &member.actor(), "proofs.revoke_proof", Some(("enrolment", enrolment.0)), &detail)?;
    rows::one(context, request.id)?.ok_or_else(|| Failure::broken("a proof that was revoked is not there"))
}
