//! Who somebody is: binding, the trainee's own page, the privacy notice, signing out.

mod bind_form;
mod bind_view;
mod consent;
mod leave;
mod looks;
mod privacy_view;
mod profile_view;
mod signed_out_view;

pub use bind_view::BindView;
pub use privacy_view::PrivacyView;
pub use profile_view::ProfileView;
pub use signed_out_view::{SignedOutReason, SignedOutView};
