//! `certificates.list_certificates`: certificates as facts, for their holder and for staff.

use shared::certificates::api::Certificates;
use shared::endpoint::Nothing;
use shared::enrolments::api::TraineeRequest;

use super::facts;
use crate::institution::callers::{AnyStaff, Trainee};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn list_certificates(context: &Context, caller: Trainee, _request: Nothing) -> Outcome<Certificates> {
    Ok(Certificates { certificates: facts::of_trainee(context, caller.trainee.id)? })
}

pub fn list_certificates_for_staff(
    context: &Context,
    _caller: AnyStaff,
    request: TraineeRequest,
) -> Outcome<Certificates> {
    Ok(Certificates { certificates: facts::of_trainee(context, request.id)? })
}
