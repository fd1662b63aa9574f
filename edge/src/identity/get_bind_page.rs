//! `identity.get_bind_page`: what the bind page shows.

use shared::endpoint::Nothing;
use shared::identity::api::BindPage;

use super::bound_to;
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn get_bind_page(context: &Context, caller: Anyone, _request: Nothing) -> Outcome<BindPage> {
    let openid = caller.session.and_then(|session| session.openid);
    let (bound, moved_at) = match &openid {
        Some(openid) => (
            bound_to(context, openid)?,
            context.sql.one(
                "select json(coalesce(max(at), 'null')) from openid_messages where openid = ?1 and kind = 'binding_moved'
                   and read_at is null",
                params![openid],
            )?,
        ),
        None => (Vec::new(), None),
    };
    let (privacy_version, privacy_text) =
        context.sql.one("select json_array(privacy_version, privacy_text) from institution where id = 1", &[])?;
    Ok(BindPage {
        privacy_version,
        privacy_text,
        through_wechat: openid.is_some(),
        // Told until somebody is bound again.
        moved_at: if bound.is_empty() { moved_at } else { None },
        bound,
    })
}
