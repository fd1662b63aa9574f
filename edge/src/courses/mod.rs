//! Courses, classes and the admission slips of a class.

mod classes;
mod get_class;
mod list_classes;
mod list_courses;
mod print_slips;
mod save_class;
mod save_course;

use shared::courses::api;

use crate::institution::dispatch::Dispatcher;

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::ListCourses, _>(list_courses::list_courses);
    dispatcher.on::<api::SaveCourse, _>(save_course::save_course);
    dispatcher.on::<api::ListClasses, _>(list_classes::list_classes);
    dispatcher.on::<api::GetClass, _>(get_class::get_class);
    dispatcher.on::<api::SaveClass, _>(save_class::save_class);
    dispatcher.on::<api::PrintSlips, _>(print_slips::print_slips);
}
