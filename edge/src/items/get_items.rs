//! `items.get_items`: what the caller's case needs, and what was sent.

use shared::enrolments::api::EnrolmentRequest;
use shared::items::api::{Items, TraineeItem};
use shared::items::{Command, ItemKind};

use super::cases::Case;
use super::consents::{Rules, given};
use super::rows::items_of;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_items(context: &Context, caller: Trainee, request: EnrolmentRequest) -> Outcome<Items> {
    let case = Case::of_trainee(context, request.id, caller.trainee.id)?;
    let mut items = Vec::new();
    for item in items_of(context, &case)? {
        let rules = Rules::of(context, item.kind)?;
        items.push(TraineeItem {
            can_send: case.open && item.state.clone().apply(item.kind, Command::Submit, context.now).is_ok(),
            consented_at: given(context, caller.trainee.id, item.kind, rules.consent_version)?,
            consent_text: rules.consent,
            consent_version: rules.consent_version,
            commitment_text: (item.kind == ItemKind::HealthCommitment).then_some(rules.commitment),
            commitment_version: rules.commitment_version,
            item,
        });
    }
    let Case { enrolment_id, trainee, course, kind, class_code, .. } = case;
    Ok(Items { enrolment_id, trainee, course, course_kind: kind, class_code, items })
}
