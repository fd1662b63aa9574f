//! How a state is said and coloured.

use shared::items::ItemState;
#[cfg(feature = "edge")]
use shared::items::api::TraineeItem;
use shared::lang::Lang;
use yew::prelude::*;

use crate::ui::{TagKind, tag};

/// The state as a tag.
#[cfg(feature = "staff")]
pub fn state_tag(lang: Lang, state: &ItemState) -> Html {
    use crate::i18n::items::StaffItemText;
    let (kind, text) = match state {
        ItemState::Missing => (TagKind::Act, StaffItemText::StateMissing),
        ItemState::Asked { .. } => (TagKind::Act, StaffItemText::StateAsked),
        ItemState::Submitted { .. } => (TagKind::Info, StaffItemText::StateSubmitted),
        ItemState::Accepted { .. } => (TagKind::Good, StaffItemText::StateAccepted),
        ItemState::Returned { .. } => (TagKind::Warn, StaffItemText::StateReturned),
    };
    tag(kind, text.text(lang))
}

/// The state as its trainee reads it.
#[cfg(feature = "edge")]
pub fn own_state_tag(lang: Lang, item: &TraineeItem) -> Html {
    use crate::i18n::items::ItemText;
    let (kind, text) = match &item.item.state {
        // The case has ended: nothing is wanted any more.
        state if state.is_with_trainee() && !item.can_send => (TagKind::Plain, ItemText::NotNeededAnyMore),
        ItemState::Missing | ItemState::Asked { .. } => (TagKind::Act, ItemText::TodoSend),
        ItemState::Submitted { .. } => (TagKind::Info, ItemText::Waiting),
        ItemState::Accepted { .. } => (TagKind::Good, ItemText::Accepted),
        ItemState::Returned { .. } => (TagKind::Warn, ItemText::TodoAgain),
    };
    tag(kind, text.text(lang))
}
