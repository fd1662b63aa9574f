//! Objections to what was counted: the list, and deciding one.

mod check;
mod decide_dialog;
mod objection_card;
mod page;

pub use decide_dialog::DecideDialog;
pub use objection_card::ObjectionCard;
pub use page::ObjectionsPage;
