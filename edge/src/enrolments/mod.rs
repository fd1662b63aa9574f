//! Enrolments: what trainees and staff see of them, and how they change.

mod detail;
mod enrol;
mod get_enrolment;
mod get_enrolment_for_staff;
mod get_home;
mod get_trainee;
mod merge_trainees;
mod reveal_document;
mod rows;
mod save_trainee;
mod search_terms;
mod search_trainees;
mod trainees;

use shared::enrolments::api;

use crate::institution::dispatch::Dispatcher;

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::GetHome, _>(get_home::get_home);
    dispatcher.on::<api::GetEnrolment, _>(get_enrolment::get_enrolment);
    dispatcher.on::<api::SearchTrainees, _>(search_trainees::search_trainees);
    dispatcher.on::<api::GetTrainee, _>(get_trainee::get_trainee);
    dispatcher.on::<api::GetEnrolmentForStaff, _>(get_enrolment_for_staff::get_enrolment_for_staff);
    dispatcher.on::<api::SaveTrainee, _>(save_trainee::save_trainee);
    dispatcher.on::<api::MergeTrainees, _>(merge_trainees::merge_trainees);
    dispatcher.on::<api::RevealDocument, _>(reveal_document::reveal_document);
}
