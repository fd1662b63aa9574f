//! One-time links: the first sign-in of an account, or a second factor that was reset.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::StaffId;

use super::totp;
use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::failure::Outcome;
use crate::params;

const INVITE_DAYS: i64 = 3;

/// A link that can be used.
#[derive(Deserialize)]
pub struct Offer {
    pub staff_id: StaffId,
    pub login: String,
    pub name: String,
    /// Sealed (context staff.totp).
    pub totp: String,
    pub keeps_password: bool,
    /// Hash of the idempotency key that used it.
    pub used_by: Option<String>,
}

impl Offer {
    /// A used link ends for everybody but the request that used it, which may be repeated.
    pub fn refuse_when_used(&self, context: &Context) -> Outcome<()> {
        match &self.used_by {
            None => Ok(()),
            used_by if *used_by == request_key(context) => Ok(()),
            Some(_) => Err(ErrorCode::LinkExpired.into()),
        }
    }
}

/// How a request is told from others.
pub fn request_key(context: &Context) -> Option<String> {
    context.facts.idempotency_key.as_deref().map(token_hash)
}

/// Makes a link; older ones of the same account end. Returns its token.
pub fn issue(context: &Context, staff: StaffId, keeps_password: bool) -> Outcome<String> {
    context.sql.run("delete from staff_invites where staff_id = ?1", params![staff])?;
    let token = context.token();
    let secret = totp::to_base32(&context.secret::<{ totp::SECRET_BYTES }>());
    context.sql.run(
        "insert into staff_invites (token_hash, staff_id, totp, keeps_password, expires_at) values (?1, ?2, ?3, ?4, ?5)",
        params![
            token_hash(&token),
            staff,
            context.seal("staff.totp", &secret)?,
            keeps_password,
            context.now.plus_days(INVITE_DAYS),
        ],
    )?;
    Ok(token)
}

/// What a token offers, used or not.
pub fn offer(context: &Context, token: &str) -> Outcome<Offer> {
    let offer: Option<Offer> = context.sql.row(
        "select json_object('staff_id', p.id, 'login', p.login, 'name', p.name, 'totp', i.totp,
           'keeps_password', json(iif(i.keeps_password, 'true', 'false')), 'used_by', i.used_by)
         from staff_invites i join staff p on p.id = i.staff_id
         where i.token_hash = ?1 and i.expires_at > ?2 and p.active = 1",
        params![token_hash(token), context.now],
    )?;
    offer.ok_or_else(|| ErrorCode::LinkExpired.into())
}
