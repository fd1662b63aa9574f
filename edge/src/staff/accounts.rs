//! Staff accounts as the database has them.

use shared::error::{FieldCode, FieldErrors};
use shared::id::StaffId;
use shared::role::Role;
use shared::staff::api::StaffAccount;
use shared::text;

use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

const LOGIN_MAX: usize = 40;
const NAME_MAX: usize = 50;

/// All accounts, oldest first. An institution has a handful.
pub fn all(context: &Context) -> Outcome<Vec<StaffAccount>> {
    Ok(context.sql.rows(
        "select json_object('id', p.id, 'login', p.login, 'name', p.name, 'roles', json(p.roles),
           'active', json(iif(p.active, 'true', 'false')),
           'ready', json(iif(p.password <> '' and p.totp <> '', 'true', 'false')),
           'last_seen', (select max(s.seen_at) from staff_sessions s where s.staff_id = p.id), 'version', p.version)
         from staff p order by p.id limit 1000",
        &[],
    )?)
}

/// One account.
pub fn one(context: &Context, id: StaffId) -> Outcome<Option<StaffAccount>> {
    Ok(context.sql.row(
        "select json_object('id', p.id, 'login', p.login, 'name', p.name, 'roles', json(p.roles),
           'active', json(iif(p.active, 'true', 'false')),
           'ready', json(iif(p.password <> '' and p.totp <> '', 'true', 'false')),
           'last_seen', (select max(s.seen_at) from staff_sessions s where s.staff_id = p.id), 'version', p.version)
         from staff p where p.id = ?1",
        params![id],
    )?)
}

/// One account that must be there.
pub fn existing(context: &Context, id: StaffId) -> Outcome<StaffAccount> {
    one(context, id)?.ok_or_else(|| Failure::broken(format!("staff {id} is not there")))
}

/// Creates an account that waits for its one-time link.
pub fn insert(context: &Context, login: &str, name: &str, roles: &[Role], active: bool) -> Outcome<StaffId> {
    let inserted = context.sql.insert(
        "insert into staff (login, name, roles, active, created_at) values (?1, ?2, ?3, ?4, ?5) returning id",
        params![login, name, serde_json::to_string(roles)?, active, context.now],
    );
    match inserted {
        Ok(id) => Ok(StaffId(id)),
        Err(error) if error.is_unique_violation("staff.login") => {
            let mut errors = FieldErrors::default();
            errors.push("login", FieldCode::Taken);
            Err(errors.into())
        }
        Err(error) => Err(error.into()),
    }
}

/// Ends all sessions of an account.
pub fn end_sessions(context: &Context, id: StaffId) -> Outcome<()> {
    context.sql.run("delete from staff_sessions where staff_id = ?1", params![id])?;
    Ok(())
}

/// One spelling of a login: without spaces, lower-case.
pub fn login_text(typed: &str) -> String {
    text::squash(typed).to_lowercase()
}

/// A login that can be typed without doubt: letters of any script, digits and `. _ - @`.
pub fn check_login(typed: &str) -> Result<String, FieldCode> {
    let login = login_text(typed);
    if login.is_empty() {
        return Err(FieldCode::Required);
    }
    if login.chars().count() > LOGIN_MAX {
        return Err(FieldCode::TooLong);
    }
    if !login.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '@')) {
        return Err(FieldCode::BadCharacters);
    }
    Ok(login)
}

pub fn check_name(typed: &str) -> Result<String, FieldCode> {
    Ok(text::line(typed, NAME_MAX)?)
}
