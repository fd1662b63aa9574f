//! `courses.save_course`: creates or changes a course.

use shared::courses::api::{Course, CourseForm};
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::CourseId;
use shared::money::Money;
use shared::text;

use super::list_courses::{all, one};
use crate::certificates::authorities;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::sql::SqlError;
use crate::params;

const NAME_MAX: usize = 60;
const MOST_SHORT_NAMES: usize = 20;
const AUTHORITY_MAX: usize = 60;
const MOST_HOURS: i64 = 1_000;

/// A form that can be stored.
struct Checked {
    name: String,
    short_names: Vec<String>,
    fee: Money,
    hours_due: Option<i64>,
    authority: String,
}

pub fn save_course(context: &Context, Registrar(member): Registrar, form: CourseForm) -> Outcome<Course> {
    let known = match form.id {
        None => None,
        Some(id) => Some(one(context, id)?.ok_or(ErrorCode::NotFound)?),
    };
    let checked = check(&form, known.as_ref(), &all(context)?)?;
    let id = match known {
        None => insert(context, &form, &checked)?,
        Some(known) => update(context, known.id, &form, &checked)?,
    };
    replace_short_names(context, id, &checked.short_names)?;
    send_to(context, id, &checked.authority)?;
    let action = if form.id.is_none() { "courses.create_course" } else { "courses.change_course" };
    let detail = serde_json::json!({ "name": checked.name, "kind": form.kind, "regime": form.regime, "fee": checked.fee,
          "hours_due": checked.hours_due, "authority": checked.authority });
    audit::record(context, &member.actor(), action, Some(("course", id.0)), &detail)?;
    one(context, id)?.ok_or_else(|| Failure::broken("a saved course is not there"))
}

fn check(form: &CourseForm, known: Option<&Course>, all: &[Course]) -> Outcome<Checked> {
    let mut errors = FieldErrors::default();
    let name = errors.check("name", text::line(&form.name, NAME_MAX));
    if name.as_deref().is_some_and(|name| goes_by(form, all, name)) {
        errors.push("name", FieldCode::Taken);
    }
    let fee = errors.check("fee", Money::parse(&form.fee));
    let short_names = errors.check("short_names", short_names(form, name.as_deref(), all));
    let hours_due = errors.check("hours_due", hours(&form.hours_due));
    let authority = errors.check("authority", optional_line(&form.authority));
    // Enrolments are identified by course and kind, and go the way of their regime: neither changes under them.
    if let Some(known) = known.filter(|known| known.enrolments > 0) {
        if known.kind != form.kind {
            errors.push("kind", FieldCode::Inconsistent);
        }
        if known.regime != form.regime {
            errors.push("regime", FieldCode::Inconsistent);
        }
    }
    match (name, short_names, fee, hours_due, authority) {
        (Some(name), Some(short_names), Some(fee), Some(hours_due), Some(authority)) if errors.is_empty() => {
            Ok(Checked { name, short_names, fee, hours_due, authority })
        }
        _ => Err(errors.into()),
    }
}

fn hours(typed: &str) -> Result<Option<i64>, FieldCode> {
    let typed = text::squash(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let hours: i64 = typed.parse().or(Err(FieldCode::Format))?;
    if (1..=MOST_HOURS).contains(&hours) { Ok(Some(hours)) } else { Err(FieldCode::OutOfRange) }
}

fn optional_line(typed: &str) -> Result<String, FieldCode> {
    if text::normalise(typed).is_empty() { Ok(String::new()) } else { Ok(text::line(typed, AUTHORITY_MAX)?) }
}

/// Normalised, each once, and none that another course of the same kind goes by: a roster must mean one course.
fn short_names(form: &CourseForm, name: Option<&str>, all: &[Course]) -> Result<Vec<String>, FieldCode> {
    let mut names: Vec<String> = Vec::new();
    for typed in form.short_names.iter().filter(|typed| !text::normalise(typed).is_empty()) {
        let short = text::line(typed, NAME_MAX)?;
        let repeats = names.iter().map(String::as_str).chain(name).any(|other| same_name(other, &short));
        if !repeats {
            names.push(short);
        }
    }
    if names.len() > MOST_SHORT_NAMES {
        return Err(FieldCode::TooLong);
    }
    if names.iter().any(|short| goes_by(form, all, short)) { Err(FieldCode::Taken) } else { Ok(names) }
}

/// Whether another course of this kind has this name, or is called so for short.
fn goes_by(form: &CourseForm, all: &[Course], name: &str) -> bool {
    all.iter()
        .filter(|other| Some(other.id) != form.id && other.kind == form.kind)
        .flat_map(|other| other.short_names.iter().chain([&other.name]))
        .any(|other| same_name(other, name))
}

/// As rosters are read (`shared::roster::course_name`): spaces, full-width forms and letter case do not matter.
fn same_name(left: &str, right: &str) -> bool {
    text::squash(left).to_lowercase() == text::squash(right).to_lowercase()
}

fn insert(context: &Context, form: &CourseForm, checked: &Checked) -> Outcome<CourseId> {
    let inserted = context.sql.insert(
        "insert into courses (name, kind, regime, fee, hours_due, created_at) values (?1, ?2, ?3, ?4, ?5, ?6) returning id",
        params![&checked.name, form.kind.code(), form.regime.code(), checked.fee, checked.hours_due, context.now],
    );
    inserted.map(CourseId).map_err(name_taken)
}

fn update(context: &Context, id: CourseId, form: &CourseForm, checked: &Checked) -> Outcome<CourseId> {
    let changed = context.sql.changed(
        "update courses set name = ?3, kind = ?4, regime = ?5, fee = ?6, hours_due = ?7, version = version + 1
         where id = ?1 and version = ?2 returning 1",
        params![id, form.version, &checked.name, form.kind.code(), form.regime.code(), checked.fee, checked.hours_due],
    );
    match changed.map_err(name_taken)? {
        0 => Err(ErrorCode::Changed.into()),
        _ => Ok(id),
    }
}

/// The authority that examines and issues. Open cases of the course go there too: each authority has its own usual times.
fn send_to(context: &Context, id: CourseId, authority: &str) -> Outcome<()> {
    let named = authorities::all_named(context, [authority].into())?;
    let authority = named.get(authority).copied().unwrap_or(authorities::UNKNOWN);
    let moved = context.sql.changed(
        "update courses set authority_id = ?2 where id = ?1 and authority_id <> ?2 returning 1",
        params![id, authority],
    )?;
    if moved > 0 {
        context.sql.run(
            "update enrolments set authority_id = ?2
             where class_id in (select k.id from classes k where k.course_id = ?1) and outcome is null",
            params![id, authority],
        )?;
    }
    Ok(())
}

fn name_taken(error: SqlError) -> Failure {
    if error.is_unique_violation("courses.name") {
        let mut errors = FieldErrors::default();
        errors.push("name", FieldCode::Taken);
        return errors.into();
    }
    error.into()
}

fn replace_short_names(context: &Context, id: CourseId, names: &[String]) -> Outcome<()> {
    context.sql.run("delete from course_short_names where course_id = ?1", params![id])?;
    for name in names {
        context.sql.run("insert into course_short_names (course_id, name) values (?1, ?2)", params![id, name])?;
    }
    Ok(())
}
