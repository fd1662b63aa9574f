//! `enrolments.get_home`: where do I stand, on one page.

use shared::endpoint::Nothing;
use shared::enrolments::api::Home;
use shared::id::TraineeId;

use super::rows::cards_of;
use crate::identity::switchable;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// The caller's enrolments, newest first.
pub fn get_home(context: &Context, caller: Trainee, _request: Nothing) -> Outcome<Home> {
    Ok(Home {
        switchable: switchable(context, &caller)?,
        enrolments: cards_of(context, caller.trainee.id)?,
        unread: unread(context, caller.trainee.id, caller.session.openid.as_deref().unwrap_or_default())?,
        trainee: caller.trainee,
    })
}

/// Counted up to a hundred: more is shown as *99+*.
fn unread(context: &Context, trainee: TraineeId, openid: &str) -> Outcome<i64> {
    Ok(context.sql.one(
        "select (select count(*) from (select 1 from messages indexed by messages_unread
             where trainee_id = ?1 and read_at is null limit 100))
           + (select count(*) from openid_messages where openid = ?2 and kind = 'binding_moved' and read_at is null)",
        params![trainee, openid],
    )?)
}
