//! `identity.get_privacy`: the privacy notice in force.

use shared::endpoint::Nothing;
use shared::identity::api::PrivacyNotice;

use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_privacy(context: &Context, _caller: Anyone, _request: Nothing) -> Outcome<PrivacyNotice> {
    Ok(context.sql.one(
        "select json_object('version', privacy_version, 'text', privacy_text) from institution where id = 1",
        &[],
    )?)
}
