//! `courses.list_classes`: classes, newest first; those whose code begins with a text, by code, last first; those in whose code
//! it stands anywhere, newest first.

use shared::courses::api::{Class, ListClassesRequest};
use shared::error::ErrorCode;
use shared::page::Page;
use shared::text;

use super::classes::CLASS_JSON;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::{LAST_ID, Value, prefix_range};
use crate::params;

const PAGE: usize = 50;

pub fn list_classes(context: &Context, _caller: AnyStaff, request: ListClassesRequest) -> Outcome<Page<Class>> {
    let typed = text::squash(&request.code);
    if request.anywhere && !typed.is_empty() {
        return anywhere(context, &typed, request.after.as_deref());
    }
    let (lower, upper) = prefix_range(&typed);
    let by_code = !lower.is_empty();
    let (after_code, after_id) = match &request.after {
        None => (upper, LAST_ID),
        Some(after) => serde_json::from_str(after).or(Err(ErrorCode::Malformed))?,
    };
    // Each pair of filters has its index: rowid, (course_id, id), (code, id), (course_id, code).
    let (filter, order) = match (by_code, request.course_id.is_some()) {
        (false, false) => ("k.id < ?2", "k.id desc"),
        (false, true) => ("k.course_id = ?1 and k.id < ?2", "k.id desc"),
        (true, false) => ("(k.code, k.id) < (?3, ?2) and k.code >= ?4", "k.code desc, k.id desc"),
        // Codes are unique within a course.
        (true, true) => ("k.course_id = ?1 and k.code < ?3 and k.code >= ?4", "k.code desc"),
    };
    let sql = format!(
        "select {CLASS_JSON} from classes k join courses c on c.id = k.course_id where {filter} order by {order} limit {}",
        PAGE + 1
    );
    let course: Value = request.course_id.into();
    let values: &[Value] = match (by_code, request.course_id.is_some()) {
        (false, _) => params![course, after_id],
        (true, _) => params![course, after_id, after_code, lower],
    };
    let mut items: Vec<Class> = context.sql.rows(&sql, values)?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = match items.last().filter(|_| more) {
        Some(last) => Some(serde_json::to_string(&(&last.code, last.id))?),
        None => None,
    };
    Ok(Page { items, next })
}

/// Looks through all classes from the newest on: an institution has some hundred of them in a year.
fn anywhere(context: &Context, typed: &str, after: Option<&str>) -> Outcome<Page<Class>> {
    let (_, after): (String, i64) = match after {
        None => (String::new(), LAST_ID),
        Some(after) => serde_json::from_str(after).or(Err(ErrorCode::Malformed))?,
    };
    let sql = format!(
        "select {CLASS_JSON} from classes k join courses c on c.id = k.course_id
         where k.id < ?1 and instr(lower(k.code), lower(?2)) > 0 order by k.id desc limit {}",
        PAGE + 1
    );
    let mut items: Vec<Class> = context.sql.rows(&sql, params![after, typed])?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more).map(|last| serde_json::to_string(&(&last.code, last.id)));
    Ok(Page { items, next: next.transpose()? })
}
