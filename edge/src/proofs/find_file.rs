//! `proofs.find_file`: where the frozen bytes of a proof are, for its trainee and for staff.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::ProofId;
use shared::proofs::api::ProofRequest;

use crate::institution::callers::{AnyStaff, Anyone, Authenticate as _};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

/// A proof's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofFile {
    pub number: String,
    /// Name in FILES, without `.pdf` and `.svg`.
    pub file: String,
}

internal!(
    /// Where a proof is stored.
    FindProofFile = "proofs.find_file", ProofRequest => ProofFile
);

/// Of any proof, for who has its link.
pub fn of(context: &Context, id: ProofId) -> Outcome<Option<ProofFile>> {
    Ok(context
        .sql
        .row("select json_object('number', p.number, 'file', p.file) from proofs p where p.id = ?1", params![id])?)
}

/// Whoever may not see it is told that it does not exist.
pub fn find_file(context: &Context, caller: Anyone, request: ProofRequest) -> Outcome<ProofFile> {
    let trainee = caller.session.and_then(|session| session.trainee_id);
    let file: Option<ProofFile> = context.sql.row(
        "select json_object('number', p.number, 'file', p.file) from proofs p join enrolments e on e.id = p.enrolment_id
         where p.id = ?1 and (e.trainee_id = ?2 or ?3)",
        params![request.id, trainee, AnyStaff::authenticate(context).is_ok()],
    )?;
    file.ok_or_else(|| ErrorCode::NotFound.into())
}
