//! `proofs.list_proofs`: the proofs of an enrolment, and what stands in the way of another.

use shared::enrolments::api::EnrolmentRequest;
use shared::error::ErrorCode;
use shared::proofs::api::EnrolmentProofs;

use super::basis::basis_of;
use super::rows;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn list_proofs(context: &Context, _caller: AnyStaff, request: EnrolmentRequest) -> Outcome<EnrolmentProofs> {
    let basis = basis_of(context, request.id)?.ok_or(ErrorCode::NotFound)?;
    Ok(EnrolmentProofs {
        proofs: rows::of_enrolment(context, request.id)?,
        obstacles: basis.obstacles(context)?,
        outdated: basis.in_force.is_some_and(|proof| proof.name != basis.name),
    })
}
