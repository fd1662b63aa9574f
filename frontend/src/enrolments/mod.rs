//! One enrolment in full.

mod class_info;
mod history;
mod payments;
mod stages;
mod view;

pub use class_info::ClassInfo;
pub use history::History;
pub use payments::Payments;
pub use stages::Stages;
pub use view::EnrolmentView;
