//! `staff.get_me`: who is signed in.

use shared::endpoint::Nothing;
use shared::staff::api::Me;

use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_me(context: &Context, AnyStaff(member): AnyStaff, _request: Nothing) -> Outcome<Me> {
    let site = context.site()?;
    Ok(Me {
        id: member.id,
        login: member.login,
        name: member.name,
        roles: member.roles,
        institution: site.name,
        demo: site.demo,
    })
}
