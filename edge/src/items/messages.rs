//! What a trainee is told about items.

use shared::items::ItemKind;
use shared::messages::MessageContent;

use super::cases::Case;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::messages::{Notice, Sender, tell};

/// Staff ask for these.
pub fn asked(context: &Context, case: &Case, kinds: &[ItemKind]) -> Outcome<()> {
    send(context, case, MessageContent::ItemsAsked { course: case.course.clone(), items: kinds.to_vec() })
}

/// Returned for correction.
pub fn returned(context: &Context, case: &Case, kind: ItemKind, reason: &str) -> Outcome<()> {
    let (course, reason) = (case.course.clone(), reason.to_owned());
    send(context, case, MessageContent::ItemReturned { course, item: kind, reason })
}

fn send(context: &Context, case: &Case, said: MessageContent) -> Outcome<()> {
    let notice = Notice { trainee: case.trainee.id, enrolment: Some(case.enrolment_id), content: said };
    tell(context, notice, context.now, Sender::default())
}
