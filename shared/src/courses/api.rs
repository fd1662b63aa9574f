//! Staff create and edit courses and classes.

use serde::{Deserialize, Serialize};

use super::{CourseKind, Regime};
use crate::date::Date;
use crate::endpoint::Nothing;
use crate::endpoints;
use crate::id::{ClassId, CourseId};
use crate::money::Money;
use crate::page::Page;

/// A course as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    pub id: CourseId,
    pub name: String,
    pub short_names: Vec<String>,
    pub kind: CourseKind,
    pub regime: Regime,
    /// The usual fee; an enrolment's own fee may differ.
    pub fee: Money,
    /// Class hours that it asks for; absent: as the rules of its way say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_due: Option<i64>,
    /// Who examines and issues; empty: not stated.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub authority: String,
    /// Enrolments in all its classes.
    pub enrolments: i64,
    pub version: i64,
}

/// A course as typed. `id` absent: a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<CourseId>,
    pub name: String,
    pub short_names: Vec<String>,
    pub kind: CourseKind,
    pub regime: Regime,
    /// As typed: `980`, `¥1,080.00`.
    pub fee: String,
    /// A whole number, or empty: as the rules of its way say.
    #[serde(default)]
    pub hours_due: String,
    /// At most 60 characters, or empty.
    #[serde(default)]
    pub authority: String,
    pub version: i64,
}

/// A class as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    pub id: ClassId,
    pub course_id: CourseId,
    pub course_name: String,
    pub kind: CourseKind,
    pub code: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub place: String,
    pub capacity: Option<i64>,
    pub enrolments: i64,
    /// Enrolments whose fee is not fully paid.
    pub owing: i64,
    pub version: i64,
}

/// A class as typed. `id` absent: a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ClassId>,
    pub course_id: CourseId,
    pub code: String,
    /// `2026-10-05` or empty.
    pub starts_on: String,
    pub ends_on: String,
    pub place: String,
    /// A whole number or empty.
    pub capacity: String,
    pub version: i64,
}

/// Which classes to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListClassesRequest {
    /// Beginning of the class code.
    #[serde(default)]
    pub code: String,
    /// `code` may stand anywhere in it: newest first, of all courses.
    #[serde(default)]
    pub anywhere: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course_id: Option<CourseId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// The admission slips of a class, to be printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slips {
    pub class: Class,
    pub slips: Vec<Slip>,
    pub next: Option<String>,
    /// Where the QR code leads, without the code: `https://…/bind`.
    pub bind_address: String,
}

/// One admission slip (报到单).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    pub trainee_name: String,
    pub document_masked: String,
    /// Ten characters, shown in groups; together with the last four of the document number it binds.
    pub claim_code: String,
}

/// One class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassRequest {
    pub id: ClassId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

endpoints! {
    /// All courses: an institution has tens of them.
    ListCourses = "courses.list_courses": Get "/api/staff/courses", AnyStaff, Nothing => Vec<Course>;
    /// Creates or changes a course.
    SaveCourse = "courses.save_course": Post "/api/staff/courses", Registrar, CourseForm => Course;
    /// Classes, newest first.
    ListClasses = "courses.list_classes": Query "/api/staff/classes/search", AnyStaff, ListClassesRequest => Page<Class>;
    /// One class.
    GetClass = "courses.get_class": Get "/api/staff/classes/{id}", AnyStaff, ClassRequest => Class;
    /// Creates or changes a class.
    SaveClass = "courses.save_class": Post "/api/staff/classes", Registrar, ClassForm => Class;
    /// Makes claim codes where missing and returns the slips of a class, 200 at a time.
    PrintSlips = "courses.print_slips": Post "/api/staff/classes/{id}/slips", Registrar, ClassRequest => Slips;
}
