//! Certificates: where a case stands, how it moves, what the authority has told, and what is due next.

pub mod after_exams;
pub mod authorities;
mod board;
pub mod calendar;
pub mod cases;
mod catalogue;
pub mod clock;
mod delete_rule_set;
pub mod estimates;
pub mod facts;
mod find_cases;
mod get_board;
mod get_case;
mod get_catalogue;
mod ledger;
mod list_cases;
mod list_certificates;
mod list_ended_cases;
mod list_moves;
mod list_rule_sets;
mod move_cases;
mod moves;
mod preview_move;
mod record_certificate;
mod record_result;
pub mod reminders;
pub mod rules;
mod save_catalogue;
mod save_hours;
mod save_rule_set;
mod save_shelf;
mod undo_move;
pub mod waits;

use shared::certificates::api;

use crate::institution::dispatch::Dispatcher;

pub use ledger::{CaseLedger, Origin, Written};

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::ListCertificates, _>(list_certificates::list_certificates);
    dispatcher.on::<calendar::MakeCalendarLink, _>(calendar::make_calendar_link);
    dispatcher.on::<api::ListCertificatesForStaff, _>(list_certificates::list_certificates_for_staff);
    dispatcher.on::<api::GetBoard, _>(get_board::get_board);
    dispatcher.on::<api::ListCases, _>(list_cases::list_cases);
    dispatcher.on::<api::ListEndedCases, _>(list_ended_cases::list_ended_cases);
    dispatcher.on::<api::GetCase, _>(get_case::get_case);
    dispatcher.on::<api::FindCases, _>(find_cases::find_cases);
    dispatcher.on::<api::PreviewMove, _>(preview_move::preview_move);
    dispatcher.on::<api::MoveCases, _>(move_cases::move_cases);
    dispatcher.on::<api::ListMoves, _>(list_moves::list_moves);
    dispatcher.on::<api::UndoMove, _>(undo_move::undo_move);
    dispatcher.on::<api::RecordResult, _>(record_result::record_result);
    dispatcher.on::<api::SaveHours, _>(save_hours::save_hours);
    dispatcher.on::<api::SaveShelf, _>(save_shelf::save_shelf);
    dispatcher.on::<api::RecordCertificate, _>(record_certificate::record_certificate);
    dispatcher.on::<api::ListRuleSets, _>(list_rule_sets::list_rule_sets);
    dispatcher.on::<api::SaveRuleSet, _>(save_rule_set::save_rule_set);
    dispatcher.on::<api::DeleteRuleSet, _>(delete_rule_set::delete_rule_set);
    dispatcher.on::<api::GetCatalogue, _>(get_catalogue::get_catalogue);
    dispatcher.on::<api::SaveCatalogue, _>(save_catalogue::save_catalogue);
}
