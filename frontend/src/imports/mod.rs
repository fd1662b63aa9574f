//! Import of rosters and of the authority's lists for staff: a file becomes a staged import, is looked at, corrected, imported, reported and undone.
//!
//! The file is read by a Web Worker ([`reader`]); [`upload`] sends its rows; [`import_page`] follows the import by what
//! the portal says of it, so that a reload loses nothing.

mod actions;
mod change_words;
mod choose_view;
mod constants;
mod import_page;
mod import_table;
mod import_view;
mod imports_page;
mod mapping_view;
mod outcome;
mod preview;
mod preview_row;
mod proposals;
mod read_failed;
mod reader;
mod report;
mod row_correction;
mod row_list;
mod upload;

pub use choose_view::{Choice, ChooseView};
pub use import_page::ImportPage;
pub use import_table::ImportTable;
pub use import_view::ImportView;
pub use imports_page::ImportsPage;
pub use preview::ImportPreview;
pub use proposals::Proposals;
pub use reader::{Answer, Reader};
pub use row_correction::RowCorrection;
pub use upload::RosterUpload;
