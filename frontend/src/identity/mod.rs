//! Who somebody is: binding, the trainee's own page, the privacy notice, signing out.

mod bind_form;
mod bind_view;
mod consent;
mod leave;
mod looks;
mod privacy_view;
mod profile_view;
mod signed_out_view;

pub use bind_view::{BindView, BindViewProps, bind_view};
pub use privacy_view::{PrivacyView, PrivacyViewProps, privacy_view};
pub use profile_view::{ProfileView, ProfileViewProps, profile_view};
pub use signed_out_view::{SignedOutReason, SignedOutView, SignedOutViewProps, signed_out_view};
