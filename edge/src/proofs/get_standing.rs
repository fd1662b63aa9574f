//! `proofs.get_standing`: the state of a proof, for whoever has its code. Numbers can be guessed; this cannot.

use shared::error::ErrorCode;
use shared::proofs::api::{ProofStanding, ProofStandingRequest};

use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn get_standing(context: &Context, _caller: Anyone, request: ProofStandingRequest) -> Outcome<ProofStanding> {
    let standing: Option<ProofStanding> = context.sql.row(
        "select json_object('state', state, 'sha256', sha256, 'issued_at', issued_at) from proofs where code = ?1",
        params![request.code],
    )?;
    standing.ok_or_else(|| ErrorCode::NotFound.into())
}
