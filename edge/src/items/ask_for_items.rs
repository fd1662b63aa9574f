//! `items.ask_for_items`: one tap asks a trainee for what is missing.

use shared::error::ErrorCode;
use shared::items::api::{AskForItemsRequest, Item, StaffItems};
use shared::items::{Command, ItemKind, Refusal};

use super::cases::Case;
use super::get_items_for_staff::for_staff;
use super::messages;
use super::rows::{items_of, write};
use crate::institution::audit;
use crate::institution::callers::Reviewer;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn ask_for_items(
    context: &Context,
    Reviewer(member): Reviewer,
    request: AskForItemsRequest,
) -> Outcome<StaffItems> {
    let case = Case::of(context, request.enrolment_id)?;
    let mut items = items_of(context, &case)?;
    items.retain(|item| request.kind.is_none_or(|kind| item.kind == kind));
    let asked = ask(context, &case, &items)?;
    if asked.kinds.is_empty() {
        // Already asked today, or sent in the meantime.
        return Err(ErrorCode::Changed.into());
    }
    let subject = Some(("enrolment", request.enrolment_id.0));
    audit::record(context, &member.actor(), "items.ask_for_items", subject, &asked.kinds)?;
    for_staff(context, request.enrolment_id)
}

/// What was asked for.
pub struct Asked {
    pub kinds: Vec<ItemKind>,
    /// Something is missing that was asked for on the same day.
    pub just_asked: bool,
}

/// Asks for whatever of these is missing, in one message.
pub fn ask(context: &Context, case: &Case, items: &[Item]) -> Outcome<Asked> {
    let mut asked = Asked { kinds: Vec::new(), just_asked: false };
    for item in items.iter().filter(|_| case.open) {
        match item.state.clone().apply(item.kind, Command::Ask, context.now) {
            Ok(next) => {
                write(context, case.enrolment_id, item.kind, &next, item.version)?;
                asked.kinds.push(item.kind);
            }
            Err(Refusal::JustAsked) => asked.just_asked = true,
            Err(_settled) => {}
        }
    }
    if !asked.kinds.is_empty() {
        messages::asked(context, case, &asked.kinds)?;
    }
    Ok(asked)
}
