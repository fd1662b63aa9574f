//! `courses.save_class`: creates or changes a class.

use shared::courses::api::{Class, ClassForm};
use shared::date::Date;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::ClassId;
use shared::text;

use super::{classes, list_courses};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::sql::SqlError;
use crate::params;

const CODE_MAX: usize = 40;
const PLACE_MAX: usize = 120;
const CAPACITY_MAX: i64 = 10_000;

/// A form that can be stored.
struct Checked {
    code: String,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    place: String,
    capacity: Option<i64>,
}

pub fn save_class(context: &Context, Registrar(member): Registrar, form: ClassForm) -> Outcome<Class> {
    let known = match form.id {
        None => None,
        Some(id) => Some(classes::one(context, id)?.ok_or(ErrorCode::NotFound)?),
    };
    let course_exists = list_courses::one(context, form.course_id)?.is_some();
    let checked = check(&form, known.as_ref(), course_exists)?;
    let id = match known {
        None => insert(context, &form, &checked)?,
        Some(known) => update(context, known.id, form.version, &checked)?,
    };
    let action = if form.id.is_none() { "courses.create_class" } else { "courses.change_class" };
    let detail = serde_json::json!({
        "code": checked.code, "starts_on": checked.starts_on, "ends_on": checked.ends_on, "capacity": checked.capacity,
    });
    audit::record(context, &member.actor(), action, Some(("class", id.0)), &detail)?;
    classes::one(context, id)?.ok_or_else(|| Failure::broken("a saved class is not there"))
}

fn check(form: &ClassForm, known: Option<&Class>, course_exists: bool) -> Outcome<Checked> {
    let mut errors = FieldErrors::default();
    if !course_exists {
        errors.push("course_id", FieldCode::Unknown);
    } else if known.is_some_and(|known| known.course_id != form.course_id) {
        // Its enrolments would silently change their course.
        errors.push("course_id", FieldCode::Inconsistent);
    }
    // As rosters are read: spaces inside mean nothing.
    let code = errors.check("code", text::line(&text::squash(&form.code), CODE_MAX));
    let starts_on = errors.check("starts_on", optional(&form.starts_on, |typed| Ok(Date::parse(typed)?)));
    let ends_on = errors.check("ends_on", optional(&form.ends_on, |typed| Ok(Date::parse(typed)?)));
    if let (Some(Some(starts_on)), Some(Some(ends_on))) = (starts_on, ends_on)
        && ends_on < starts_on
    {
        errors.push("ends_on", FieldCode::Inconsistent);
    }
    let place = errors.check("place", optional(&form.place, |typed| Ok(text::line(typed, PLACE_MAX)?)));
    let enrolled = known.map_or(0, |known| known.enrolments);
    let capacity = errors.check("capacity", optional(&form.capacity, |typed| capacity(typed, enrolled)));
    match code {
        Some(code) if errors.is_empty() => Ok(Checked {
            code,
            starts_on: starts_on.flatten(),
            ends_on: ends_on.flatten(),
            place: place.flatten().unwrap_or_default(),
            capacity: capacity.flatten(),
        }),
        _ => Err(errors.into()),
    }
}

/// Empty is nothing, everything else must be readable.
fn optional<T>(typed: &str, read: impl Fn(&str) -> Result<T, FieldCode>) -> Result<Option<T>, FieldCode> {
    if text::normalise(typed).is_empty() { Ok(None) } else { read(typed).map(Some) }
}

/// Not below those who are enrolled already.
fn capacity(typed: &str, enrolled: i64) -> Result<i64, FieldCode> {
    let capacity: i64 = text::squash(typed).parse().or(Err(FieldCode::Format))?;
    if capacity < enrolled.max(1) || capacity > CAPACITY_MAX {
        return Err(FieldCode::OutOfRange);
    }
    Ok(capacity)
}

fn insert(context: &Context, form: &ClassForm, checked: &Checked) -> Outcome<ClassId> {
    let inserted = context.sql.insert(
        "insert into classes (course_id, code, starts_on, ends_on, place, capacity, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7) returning id",
        params![
            form.course_id,
            &checked.code,
            checked.starts_on,
            checked.ends_on,
            &checked.place,
            checked.capacity,
            context.now,
        ],
    );
    inserted.map(ClassId).map_err(code_taken)
}

fn update(context: &Context, id: ClassId, version: i64, checked: &Checked) -> Outcome<ClassId> {
    let changed = context.sql.changed(
        "update classes set code = ?3, starts_on = ?4, ends_on = ?5, place = ?6, capacity = ?7, version = version + 1
         where id = ?1 and version = ?2 returning 1",
        params![id, version, &checked.code, checked.starts_on, checked.ends_on, &checked.place, checked.capacity],
    );
    match changed.map_err(code_taken)? {
        0 => Err(ErrorCode::Changed.into()),
        _ => Ok(id),
    }
}

fn code_taken(error: SqlError) -> Failure {
    if error.is_unique_violation("classes.code") {
        let mut errors = FieldErrors::default();
        errors.push("code", FieldCode::Taken);
        return errors.into();
    }
    error.into()
}
