//! `staff.get_invite`: what a one-time link offers.

use shared::staff::api::{Invite, InviteRequest};

use super::{invites, totp};
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_invite(context: &Context, _caller: Anyone, request: InviteRequest) -> Outcome<Invite> {
    let offer = invites::offer(context, &request.token)?;
    offer.refuse_when_used(context)?;
    let secret = context.open("staff.totp", &offer.totp)?;
    Ok(Invite {
        totp_uri: totp::uri(&context.site()?.name, &offer.login, &secret),
        login: offer.login,
        name: offer.name,
        totp_secret: secret,
        keeps_password: offer.keeps_password,
    })
}
