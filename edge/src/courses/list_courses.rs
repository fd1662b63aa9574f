//! `courses.list_courses`: all courses. An institution has tens of them.

use shared::courses::api::Course;
use shared::endpoint::Nothing;
use shared::id::CourseId;

use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn list_courses(context: &Context, _caller: AnyStaff, _request: Nothing) -> Outcome<Vec<Course>> {
    all(context)
}

/// By name; at most 1,000.
pub fn all(context: &Context) -> Outcome<Vec<Course>> {
    Ok(context.sql.rows(
        "select json_object('id', c.id, 'name', c.name, 'kind', c.kind, 'regime', c.regime, 'fee', c.fee, 'hours_due', c.hours_due, 'authority', a.name,
           'short_names', json((select json_group_array(n.name) from course_short_names n where n.course_id = c.id)),
           'enrolments', c.enrolments, 'version', c.version)
         from courses c join authorities a on a.id = c.authority_id order by c.name, c.kind limit 1000",
        &[],
    )?)
}

pub fn one(context: &Context, id: CourseId) -> Outcome<Option<Course>> {
    Ok(context.sql.row(
        "select json_object('id', c.id, 'name', c.name, 'kind', c.kind, 'regime', c.regime, 'fee', c.fee, 'hours_due', c.hours_due, 'authority', a.name,
           'short_names', json((select json_group_array(n.name) from course_short_names n where n.course_id = c.id)),
           'enrolments', c.enrolments, 'version', c.version)
         from courses c join authorities a on a.id = c.authority_id where c.id = ?1",
        params![id],
    )?)
}
