//! `enrolments.get_trainee`: one trainee with all enrolments.

use shared::enrolments::api::{TraineeDetail, TraineeRequest};

use super::trainees;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_trainee(context: &Context, _caller: AnyStaff, request: TraineeRequest) -> Outcome<TraineeDetail> {
    trainees::detail_of(context, request.id)
}
