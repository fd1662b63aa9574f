//! `enrolments.get_enrolment_for_staff`: one enrolment with its history.

use shared::enrolments::api::{EnrolmentDetail, EnrolmentRequest};
use shared::error::ErrorCode;

use super::detail::{detail_of, owner_of};
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_enrolment_for_staff(
    context: &Context,
    _caller: AnyStaff,
    request: EnrolmentRequest,
) -> Outcome<EnrolmentDetail> {
    let owner = owner_of(context, request.id)?.ok_or(ErrorCode::NotFound)?;
    detail_of(context, request.id, owner, true)
}
