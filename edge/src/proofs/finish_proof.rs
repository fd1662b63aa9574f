//! `proofs.finish_proof`: the page is stored; now it is a proof. One in force is superseded in the same transaction.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::{ProofId, StaffId};
use shared::proofs::api::{IssueProofRequest, Proof};

use super::announce_files;
use super::basis::InForce;
use super::begin_proof::{BegunProof, cause, may_issue};
use super::rows;
use super::settings::common;
use crate::certificates::{CaseLedger, Origin};
use crate::institution::audit;
use crate::institution::callers::{Anyone, Authenticate as _, Registrar};
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::internal::internal;
use crate::params;

/// A page that was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishProofRequest {
    pub request: IssueProofRequest,
    pub begun: BegunProof,
    /// Name in FILES, without `.pdf` and `.svg`.
    pub file: String,
    /// Of the PDF.
    pub sha256: String,
    pub bytes: i64,
}

internal!(
    /// Makes a stored page a proof.
    change FinishProof = "proofs.finish_proof", FinishProofRequest => Proof
);

pub fn finish_proof(context: &Context, _caller: Anyone, finish: FinishProofRequest) -> Outcome<Proof> {
    let Registrar(member) = Registrar::authenticate(context)?;
    let FinishProofRequest { request, begun, file, sha256, bytes } = finish;
    let basis = may_issue(context, &request)?;
    // What was printed must still be true: a name may have been corrected between the two turns.
    let now = basis.fields(context, &common(context)?, &begun.fields.number, begun.fields.issued_on)?;
    if now != begun.fields {
        return Err(ErrorCode::Changed.into());
    }
    announce_files::taken(context, &file)?;
    if let Some(replaced) = &basis.in_force {
        end(context, replaced.id, member.id)?;
    }
    let id = context.sql.insert(
        "insert into proofs (enrolment_id, number, state, fields, code, file, sha256, bytes, cause, issued_at, issued_by)
         values (?1, ?2, 'issued', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) returning id",
        params![
            request.id,
            &begun.fields.number,
            serde_json::to_string(&begun.fields)?,
            begun.code,
            file,
            sha256,
            bytes,
            cause(&request)?,
            context.now,
            member.id
        ],
    )?;
    let id = ProofId(id);
    if let Some(replaced) = &basis.in_force {
        context.sql.run("update proofs set replaced_by = ?2 where id = ?1", params![replaced.id, id])?;
    }
    let replaces = basis.in_force.map(|InForce { number, .. }| number).unwrap_or_default();
    let origin = Origin { staff: Some(member.id), ..Origin::default() };
    let mut ledger = CaseLedger::open(context, origin, &[request.id])?;
    ledger.proof_issued(request.id, id, &begun.fields.number, &replaces)?;
    ledger.write()?;
    let detail = serde_json::json!({ "proof": id, "replaces": request.replaces });
    audit::record(context, &member.actor(), "proofs.issue_proof", Some(("enrolment", request.id.0)), &detail)?;
    rows::one(context, id)?.ok_or_else(|| Failure::broken("a proof that was issued is not there"))
}

/// Before the new one is there: one is in force, at most. The rule is [`shared::proofs::ProofState::superseded`].
fn end(context: &Context, id: ProofId, by: StaffId) -> Outcome<()> {
    let ended = context.sql.changed(
        "update proofs set state = 'superseded', ended_at = ?2, ended_by = ?3, version = version + 1
         where id = ?1 and state = 'issued' returning 1",
        params![id, context.now, by],
    )?;
    if ended == 1 { Ok(()) } else { Err(ErrorCode::Changed.into()) }
}
