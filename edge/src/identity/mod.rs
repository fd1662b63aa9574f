//! Who a trainee is: sessions, WeChat's round trip, binding, profile.

mod bind_trainee;
mod claim_code;
mod get_bind_page;
mod get_privacy;
mod get_profile;
pub mod oauth;
mod sessions;
mod sign_out;
mod switch_trainee;
mod unbind;

pub use claim_code::ClaimCode;
pub use sessions::SESSION_SECONDS;
use shared::enrolments::api::TraineeName;
use shared::id::TraineeId;
use shared::identity::api;
use shared::identity::document::DocumentNumber;

use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::dispatch::Dispatcher;
use crate::institution::failure::Outcome;
use crate::institution::outbox::{self, Message};
use crate::params;

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::GetBindPage, _>(get_bind_page::get_bind_page);
    dispatcher.on::<api::BindTrainee, _>(bind_trainee::bind_trainee);
    dispatcher.on::<api::SwitchTrainee, _>(switch_trainee::switch_trainee);
    dispatcher.on::<api::SignOut, _>(sign_out::sign_out);
    dispatcher.on::<api::Unbind, _>(unbind::unbind);
    dispatcher.on::<api::GetProfile, _>(get_profile::get_profile);
    dispatcher.on::<api::GetPrivacy, _>(get_privacy::get_privacy);
    dispatcher.on::<oauth::BeginEntry, _>(oauth::begin_entry);
    dispatcher.on::<oauth::FinishEntry, _>(oauth::finish_entry);
    dispatcher.on::<oauth::ResumeEntry, _>(oauth::resume_entry);
}

/// Everybody bound to the caller's WeChat account, the caller included; only the caller outside WeChat.
pub fn switchable(context: &Context, caller: &Trainee) -> Outcome<Vec<TraineeName>> {
    match &caller.session.openid {
        Some(openid) => bound_to(context, openid),
        None => Ok(vec![caller.trainee.clone()]),
    }
}

/// Everybody bound to an openid, at most 20.
pub fn bound_to(context: &Context, openid: &str) -> Outcome<Vec<TraineeName>> {
    Ok(context.sql.rows(
        "select json_object('id', t.id, 'name', t.name) from bindings b join trainees t on t.id = b.trainee_id
         where b.openid = ?1 order by b.bound_at, t.id limit 20",
        params![openid],
    )?)
}

/// An account that no longer sees a trainee: its sessions fall back to somebody else, and it is told.
pub fn lose_binding(context: &Context, openid: &str, trainee: TraineeId) -> Outcome<()> {
    sessions::detach(context, openid, trainee)?;
    outbox::push(context, &Message::BindingMovedV1 { openid: openid.to_owned() })
}

/// The look-up key of a document number.
pub fn document_index(context: &Context, document: &DocumentNumber) -> String {
    context.keys.blind_index("document", &format!("{}:{}", document.kind().code(), document.number()))
}
