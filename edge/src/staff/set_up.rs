//! `staff.set_up`: the first administrator, by the deployment's set-up token.

use shared::error::{ErrorCode, FieldErrors};
use shared::role::Role;
use shared::staff::api::{SavedStaff, SetUpForm};

use super::{accounts, invites};
use crate::institution::audit::{self, Actor};
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::crypto::{same, token_hash};
use crate::institution::failure::{Failure, Outcome};
use crate::institution::tries;
use crate::params;

/// Works until somebody has used a one-time link: a first link that was lost must not lock the institution out.
pub fn set_up(context: &Context, _caller: Anyone, form: SetUpForm) -> Outcome<SavedStaff> {
    tries::count(context, "sign_in_address", &context.facts.address)?;
    // Hashes have equal lengths: the comparison does not even tell the token's.
    if context.setup_token.is_empty() || !same(&token_hash(&form.setup_token), &token_hash(context.setup_token)) {
        return Err(Failure::kept(ErrorCode::NotFound));
    }
    let accounts = accounts::all(context)?;
    if accounts.iter().any(|account| account.ready) {
        return Err(ErrorCode::LinkExpired.into());
    }
    let mut errors = FieldErrors::default();
    let login = errors.check("login", accounts::check_login(&form.login));
    let name = errors.check("name", accounts::check_name(&form.name));
    let Some((login, name)) = login.zip(name) else { return Err(errors.into()) };
    context.sql.run("delete from staff_invites", &[])?;
    context.sql.run("update staff set active = 0, version = version + 1 where active = 1", &[])?;
    let roles = [Role::Administrator];
    let id = match accounts.iter().find(|account| account.login == login) {
        None => accounts::insert(context, &login, &name, &roles, true)?,
        Some(account) => {
            context.sql.run(
                "update staff set active = 1, name = ?2, roles = ?3 where id = ?1",
                params![account.id, name, serde_json::to_string(&roles)?],
            )?;
            account.id
        }
    };
    let token = invites::issue(context, id, false)?;
    audit::record(context, &Actor::System, "staff.set_up", Some(("staff", id.0)), &serde_json::json!({}))?;
    Ok(SavedStaff { account: accounts::existing(context, id)?, invite_token: Some(token) })
}
