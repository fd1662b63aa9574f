//! `enrolments.get_enrolment`: one enrolment of the caller in full.

use shared::enrolments::api::{EnrolmentDetail, EnrolmentRequest};
use shared::error::ErrorCode;

use super::detail::{detail_of, owner_of};
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Somebody else's enrolment is answered as if it did not exist.
pub fn get_enrolment(context: &Context, caller: Trainee, request: EnrolmentRequest) -> Outcome<EnrolmentDetail> {
    match owner_of(context, request.id)? {
        Some(owner) if owner.id == caller.trainee.id => detail_of(context, request.id, owner, false),
        _ => Err(ErrorCode::NotFound.into()),
    }
}
