//! How pages get and change data.

#[cfg(any(feature = "trainee", feature = "staff"))]
mod call;
#[cfg(feature = "staff")]
mod use_action;
mod use_resource;

#[cfg(any(feature = "trainee", feature = "staff"))]
pub use call::{call, new_key};
#[cfg(feature = "staff")]
pub use use_action::{Action, ActionState, use_action};
pub use use_resource::{Resource, ResourceState, use_resource};
