//! `proofs.begin_proof`: looks whether a proof may be issued, gives it a number and signs what its QR code says.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::proofs::api::IssueProofRequest;
use shared::proofs::{ProofFields, signed};

use super::basis::{Basis, basis_of};
use super::settings::common;
use crate::institution::callers::{Anyone, Authenticate as _, Registrar};
use crate::institution::context::Context;
use crate::institution::crypto::to_hex;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::institution::prose;
use crate::params;

const REASON_MIN: usize = 2;
const REASON_MAX: usize = 100;

/// A proof that is not one yet: everything that its page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BegunProof {
    pub fields: ProofFields,
    /// What stands behind `/verify#` in the QR code.
    pub fragment: String,
    /// SHA-256 of what its signature is over.
    pub code: String,
    pub seal_file: String,
}

internal!(
    /// Gives a number and says what stands on the proof.
    change BeginProof = "proofs.begin_proof", IssueProofRequest => BegunProof
);

pub fn begin_proof(context: &Context, _caller: Anyone, request: IssueProofRequest) -> Outcome<BegunProof> {
    Registrar::authenticate(context)?;
    let basis = may_issue(context, &request)?;
    let common = common(context)?;
    let today = context.now.day();
    let number: i64 = context
        .sql
        .returning(
            "update proof_settings set last_number = iif(year = ?1, last_number + 1, 1), year = ?1 where id = 1
             returning json(last_number)",
            params![i64::from(today.year())],
        )?
        .first()
        .copied()
        .unwrap_or_default();
    let number = format!("{}-{}-{number:05}", common.prefix, today.year());
    let fields = basis.fields(context, &common, &number, today)?;
    let payload = signed::payload(&fields.clone().masked());
    let message = signed::message(&payload);
    Ok(BegunProof {
        fragment: signed::fragment(&payload, &context.keys.sign(&message)),
        code: to_hex(&Sha256::digest(&message)),
        seal_file: common.seal_file,
        fields,
    })
}

/// The basis of a proof that may be issued now.
pub(super) fn may_issue(context: &Context, request: &IssueProofRequest) -> Outcome<Basis> {
    let basis = basis_of(context, request.id)?.ok_or(ErrorCode::NotFound)?;
    if !basis.obstacles(context)?.is_empty() {
        return Err(ErrorCode::ProofNotReady.into());
    }
    // Somebody else has issued, replaced or revoked one meanwhile.
    if basis.in_force.as_ref().map(|proof| proof.id) != request.replaces {
        return Err(ErrorCode::Changed.into());
    }
    cause(request)?;
    Ok(basis)
}

/// Why another is replaced; empty for a first one.
pub(super) fn cause(request: &IssueProofRequest) -> Outcome<String> {
    match request.replaces {
        None => Ok(String::new()),
        Some(_) => reason(&request.reason),
    }
}

/// A reason that people read.
pub(super) fn reason(typed: &str) -> Outcome<String> {
    let mut errors = FieldErrors::default();
    let reason = prose::sentence(typed, REASON_MAX);
    let long_enough = reason.as_ref().is_ok_and(|reason| reason.chars().count() >= REASON_MIN);
    let reason = if reason.is_ok() && !long_enough { Err(FieldCode::TooShort) } else { reason };
    errors.check("reason", reason).ok_or_else(|| errors.into())
}
