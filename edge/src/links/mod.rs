//! One-time links for another browser: WeChat downloads nothing. What has a file to take along makes one of a [`Subject`];
//! whoever has the link may look at its page, and download once.

pub mod get_link;
mod store;
pub mod use_link;

use crate::institution::dispatch::Dispatcher;

pub use store::{Subject, make};

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<get_link::GetLink, _>(get_link::get_link);
    dispatcher.on::<use_link::UseLink, _>(use_link::use_link);
}
