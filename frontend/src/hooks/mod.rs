//! How pages get and change data.

#[cfg(any(feature = "trainee", feature = "staff"))]
mod call;
mod question;
#[cfg(feature = "staff")]
mod use_action;
mod use_location;
mod use_resource;

#[cfg(feature = "staff")]
pub use call::call;
#[cfg(any(feature = "trainee", feature = "staff"))]
pub use call::new_key;
pub use question::Question;
#[cfg(feature = "staff")]
pub use use_action::{Action, ActionState, use_action};
pub use use_location::use_location;
#[cfg(feature = "edge")]
pub use use_resource::preloaded;
pub use use_resource::{Resource, ResourceState, use_question, use_resource};
