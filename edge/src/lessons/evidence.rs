//! `lessons.get_evidence`: what one trainee has watched, play by play.

use shared::enrolments::api::EnrolmentRequest;
use shared::lessons::api::Evidence;

use super::plays;
use super::rows::Enrolled;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const MOST_PLAYS: usize = 500;

pub fn get_evidence(context: &Context, _caller: AnyStaff, request: EnrolmentRequest) -> Outcome<Evidence> {
    let enrolled = Enrolled::of(context, request.id)?;
    let lessons = enrolled.lessons(context)?;
    Ok(Evidence {
        head: enrolled.head(context)?,
        lessons: enrolled.rows(&lessons, context.now.day()),
        plays: plays::rows(context, "y.enrolment_id = ?1", params![request.id], MOST_PLAYS)?,
    })
}
