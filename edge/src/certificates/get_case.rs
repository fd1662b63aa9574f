//! `certificates.get_case`: one case as lists show it, open or ended.

use shared::certificates::api::CaseRow;
use shared::enrolments::api::EnrolmentRequest;
use shared::error::ErrorCode;

use super::board;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn get_case(context: &Context, _caller: AnyStaff, request: EnrolmentRequest) -> Outcome<CaseRow> {
    let found = board::rows(context, "select ?1", "e.id", params![request.id])?;
    found.into_iter().next().ok_or_else(|| ErrorCode::NotFound.into())
}
