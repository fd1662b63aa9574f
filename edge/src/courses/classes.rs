//! Classes as the database has them.

use shared::courses::api::Class;
use shared::id::ClassId;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// The columns of a class `k` of a course `c`, for every statement that reads classes.
pub const CLASS_JSON: &str = "json_object('id', k.id, 'course_id', k.course_id, 'course_name', c.name, 'kind', c.kind,
  'code', k.code, 'starts_on', k.starts_on, 'ends_on', k.ends_on, 'place', k.place, 'capacity', k.capacity,
  'enrolments', k.enrolments, 'owing', k.owing, 'version', k.version)";

pub fn one(context: &Context, id: ClassId) -> Outcome<Option<Class>> {
    Ok(context.sql.row(
        &format!("select {CLASS_JSON} from classes k join courses c on c.id = k.course_id where k.id = ?1"),
        params![id],
    )?)
}
