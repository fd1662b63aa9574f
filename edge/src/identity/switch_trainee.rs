//! `identity.switch_trainee`: families share phones; this chooses whose pages are shown.

use shared::endpoint::Nothing;
use shared::error::ErrorCode;
use shared::identity::api::SwitchRequest;

use super::{sessions, switchable};
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn switch_trainee(context: &Context, caller: Trainee, request: SwitchRequest) -> Outcome<Nothing> {
    let chosen = switchable(context, &caller)?.into_iter().find(|trainee| trainee.id == request.trainee_id);
    let chosen = chosen.ok_or(ErrorCode::NotFound)?;
    sessions::show(context, &caller.session.token_hash, Some(chosen.id))?;
    Ok(Nothing {})
}
