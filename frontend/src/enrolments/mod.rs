//! One enrolment in full.

mod class_info;
mod exam;
mod history;
mod payments;
mod stages;
mod view;
mod whereabouts;

pub use class_info::{ClassInfo, class_info};
pub use history::{History, history};
pub use payments::{Payments, payments};
pub use stages::stages;
pub use view::{EnrolmentView, EnrolmentViewProps, enrolment_view};
