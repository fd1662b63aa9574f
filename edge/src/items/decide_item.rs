//! `items.decide_item`: staff accept an item, or return it for correction (补正).

use shared::error::{FieldCode, FieldErrors};
use shared::items::api::{DecideItemRequest, Decision, StaffItems};
use shared::items::{Command, ItemState};

use super::cases::Case;
use super::consents::Rules;
use super::get_items_for_staff::for_staff;
use super::rows::{command, item_of};
use super::{files, messages};
use crate::institution::audit;
use crate::institution::callers::Reviewer;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::prose;

const REASON_MIN: usize = 2;
const REASON_MAX: usize = 200;

pub fn decide_item(context: &Context, Reviewer(member): Reviewer, request: DecideItemRequest) -> Outcome<StaffItems> {
    let DecideItemRequest { enrolment_id, kind, decision, version } = request;
    let (decided, said) = match decision {
        Decision::Accept => (Command::Accept, "accepted"),
        Decision::ReceivePaper => (Command::ReceivePaper, "received_paper"),
        Decision::Return { reason } => (Command::Return { reason: checked(&reason)? }, "returned"),
    };
    let case = Case::of(context, enrolment_id)?;
    let item = item_of(context, &case, kind)?;
    let state = command(context, enrolment_id, &item, decided, version)?;
    match (&state, item.original) {
        (ItemState::Returned { reason, .. }, _) => {
            messages::returned(context, &case, kind, reason)?;
        }
        // Once the photo is in order nobody compares it any more.
        (ItemState::Accepted { .. }, Some(original)) => {
            files::drop_accepted(context, original.id, Rules::of(context, kind)?.keep_original_days)?;
        }
        _ => {}
    }
    let detail = serde_json::json!({ "item": kind, "decision": said });
    audit::record(context, &member.actor(), "items.decide_item", Some(("enrolment", enrolment_id.0)), &detail)?;
    for_staff(context, enrolment_id)
}

fn checked(typed: &str) -> Outcome<String> {
    let mut errors = FieldErrors::default();
    let reason = prose::sentence(typed, REASON_MAX)
        .and_then(|reason| if reason.chars().count() < REASON_MIN { Err(FieldCode::TooShort) } else { Ok(reason) });
    errors.check("reason", reason).ok_or_else(|| errors.into())
}
