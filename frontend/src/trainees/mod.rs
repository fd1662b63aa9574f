//! Trainees for staff: search, one trainee, correcting, merging, and an enrolment with its history.

mod enrolment_page;
mod merge_dialog;
mod reveal_dialog;
mod trainee_form;
mod trainee_list;
mod trainee_page;
mod trainee_table;
mod trainee_view;
mod trainees_page;

pub use enrolment_page::EnrolmentPage;
pub use merge_dialog::MergeDialog;
pub use reveal_dialog::RevealDialog;
pub use trainee_form::{TraineeEditor, trainee_form};
pub use trainee_list::TraineeList;
pub use trainee_page::TraineePage;
pub use trainee_table::TraineeTable;
pub use trainee_view::{EnrolmentTable, TraineeView};
pub use trainees_page::TraineesPage;
