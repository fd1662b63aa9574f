//! `items.get_items_for_staff`: the items of a case.

use shared::enrolments::api::EnrolmentRequest;
use shared::id::EnrolmentId;
use shared::items::api::StaffItems;

use super::cases::Case;
use super::rows::items_of;
use crate::institution::callers::Reviewer;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_items_for_staff(context: &Context, _caller: Reviewer, request: EnrolmentRequest) -> Outcome<StaffItems> {
    for_staff(context, request.id)
}

/// The items of a case as staff see them, also after a change.
pub fn for_staff(context: &Context, enrolment: EnrolmentId) -> Outcome<StaffItems> {
    let case = Case::of(context, enrolment)?;
    let items = items_of(context, &case)?;
    Ok(StaffItems { enrolment_id: enrolment, items, trainee: case.trainee, bound: case.bound })
}
