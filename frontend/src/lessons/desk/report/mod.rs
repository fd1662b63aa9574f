//! The report of a class about recorded lessons: on the screen, as a file, on paper.

mod details_dialog;
mod gather;
mod hash;
mod making;
mod page;
mod report_sheet;
mod report_table;
mod workbook;

pub use making::{Made, What};
pub use page::ReportPage;
pub use report_sheet::ReportSheet;
pub use report_table::ReportTable;
