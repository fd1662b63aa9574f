//! `staff.save_staff`: an administrator creates or changes an account.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::StaffId;
use shared::role::Role;
use shared::staff::api::{SavedStaff, StaffAccount, StaffForm};

use super::{accounts, invites, rules};
use crate::institution::audit;
use crate::institution::callers::{Administrator, StaffMember};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// A form that can be stored.
struct Checked {
    login: String,
    name: String,
    roles: Vec<Role>,
    active: bool,
}

pub fn save_staff(context: &Context, Administrator(member): Administrator, form: StaffForm) -> Outcome<SavedStaff> {
    match form.id {
        None => create(context, &member, check(&form, None)?),
        Some(id) => {
            let known = accounts::one(context, id)?.ok_or(ErrorCode::NotFound)?;
            let checked = check(&form, Some(&known))?;
            change(context, &member, &known, form.version, checked)
        }
    }
}

fn check(form: &StaffForm, known: Option<&StaffAccount>) -> Outcome<Checked> {
    let mut errors = FieldErrors::default();
    let login = errors.check("login", accounts::check_login(&form.login));
    // A login belongs to one person for ever: the audit names it.
    if let (Some(known), Some(login)) = (known, &login)
        && known.login != *login
        && accounts::login_text(&known.login) != *login
    {
        errors.push("login", FieldCode::Inconsistent);
    }
    let name = errors.check("name", accounts::check_name(&form.name));
    let mut roles = form.roles.clone();
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() {
        errors.push("roles", FieldCode::Required);
    }
    match login.zip(name) {
        Some((login, name)) if errors.is_empty() => Ok(Checked { login, name, roles, active: form.active }),
        _ => Err(errors.into()),
    }
}

fn create(context: &Context, member: &StaffMember, form: Checked) -> Outcome<SavedStaff> {
    let id = accounts::insert(context, &form.login, &form.name, &form.roles, form.active)?;
    let token = if form.active { Some(invites::issue(context, id, false)?) } else { None };
    record(context, member, "staff.create", id, &form)?;
    Ok(SavedStaff { account: accounts::existing(context, id)?, invite_token: token })
}

fn change(
    context: &Context,
    member: &StaffMember,
    known: &StaffAccount,
    version: i64,
    form: Checked,
) -> Outcome<SavedStaff> {
    let id = known.id;
    if id == member.id && !form.active {
        return Err(ErrorCode::OwnAccount.into());
    }
    if !rules::leaves_an_administrator(&accounts::all(context)?, id, form.active, &form.roles) {
        return Err(ErrorCode::LastAdministrator.into());
    }
    let changed = context.sql.changed(
        "update staff set name = ?3, roles = ?4, active = ?5, version = version + 1 where id = ?1 and version = ?2 returning 1",
        params![id, version, &form.name, serde_json::to_string(&form.roles)?, form.active],
    )?;
    if changed == 0 {
        return Err(ErrorCode::Changed.into());
    }
    if !form.active {
        accounts::end_sessions(context, id)?;
        context.sql.run("delete from staff_invites where staff_id = ?1", params![id])?;
    }
    record(context, member, "staff.change", id, &form)?;
    Ok(SavedStaff { account: accounts::existing(context, id)?, invite_token: None })
}

fn record(context: &Context, member: &StaffMember, action: &str, id: StaffId, form: &Checked) -> Outcome<()> {
    let detail = serde_json::json!({ "roles": form.roles, "active": form.active });
    audit::record(context, &member.actor(), action, Some(("staff", id.0)), &detail)
}
