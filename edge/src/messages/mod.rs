//! What trainees are told: queued in the transaction of what happened, delivered by the outbox into the portal's own list.

mod list_messages;
mod tell;

use shared::messages::api;

use crate::institution::dispatch::Dispatcher;

pub use tell::{Notice, Sender, deliver, tell, tell_all};

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::ListMessages, _>(list_messages::list_messages);
}
