//! Rosters and lists of the authority on their way into the portal: staged, compared, imported, undone. The rules for rows are in `shared`.

mod begin_import;
mod catalogue;
mod check_import;
mod commit_import;
mod correct_row;
mod counts;
mod discard_import;
mod find_mapping;
mod finish_upload;
mod get_import;
mod head;
mod importing;
mod known;
mod ledger;
mod list_import_rows;
mod list_imports;
pub mod lists;
mod planning;
mod proposals;
mod read_report;
mod reading;
mod staged;
mod summary;
mod undo_import;
mod undoing;
mod upload_rows;
pub mod work;

use shared::error::ErrorCode;
use shared::imports::api;

use crate::institution::dispatch::Dispatcher;
use crate::institution::failure::Outcome;

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::ListImports, _>(list_imports::list_imports);
    dispatcher.on::<api::BeginImport, _>(begin_import::begin_import);
    dispatcher.on::<api::UploadRows, _>(upload_rows::upload_rows);
    dispatcher.on::<api::FinishUpload, _>(finish_upload::finish_upload);
    dispatcher.on::<api::GetImport, _>(get_import::get_import);
    dispatcher.on::<api::ListImportRows, _>(list_import_rows::list_import_rows);
    dispatcher.on::<api::CorrectRow, _>(correct_row::correct_row);
    dispatcher.on::<api::CheckImport, _>(check_import::check_import);
    dispatcher.on::<api::CommitImport, _>(commit_import::commit_import);
    dispatcher.on::<api::UndoImport, _>(undo_import::undo_import);
    dispatcher.on::<api::DiscardImport, _>(discard_import::discard_import);
    dispatcher.on::<api::ReadReport, _>(read_report::read_report);
    dispatcher.on::<api::FindMapping, _>(find_mapping::find_mapping);
}

/// The number after which a page begins.
fn read_cursor(after: Option<&str>) -> Outcome<Option<i64>> {
    after.map(|after| after.parse().map_err(|_unreadable| ErrorCode::Malformed.into())).transpose()
}
