//! Courses and classes for staff: lists, forms, a class with its trainees, admission slips.

mod class_form;
mod class_page;
mod class_table;
mod classes_page;
mod course_form;
mod course_table;
mod courses_page;
mod slip_sheet;
mod slips_page;

pub use class_form::{ClassEditor, class_form};
pub use class_page::ClassPage;
pub use class_table::ClassTable;
pub use classes_page::ClassesPage;
pub use course_form::{CourseEditor, course_form};
pub use course_table::CourseTable;
pub use courses_page::CoursesPage;
pub use slip_sheet::SlipSheet;
pub use slips_page::SlipsPage;
