//! `enrolments.get_home`: where do I stand, on one page.

use shared::endpoint::Nothing;
use shared::enrolments::api::Home;

use super::rows::cards_of;
use crate::identity::switchable;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// The caller's enrolments, newest first.
pub fn get_home(context: &Context, caller: Trainee, _request: Nothing) -> Outcome<Home> {
    Ok(Home {
        switchable: switchable(context, &caller)?,
        enrolments: cards_of(context, caller.trainee.id)?,
        trainee: caller.trainee,
    })
}
