//! Training proofs: the trainee's page and the public check are rendered by the edge alone and stay as they are; the
//! console has the rest.

#[cfg(feature = "edge")]
mod pages;
#[cfg(feature = "edge")]
mod proof_view;
#[cfg(feature = "edge")]
mod verify_view;

#[cfg(feature = "staff")]
mod class_page;
#[cfg(feature = "staff")]
mod proof_row;
#[cfg(feature = "staff")]
mod proofs_card;
#[cfg(feature = "staff")]
mod settings_page;

#[cfg(feature = "edge")]
pub use pages::{ProofPage, proof_page, verify_page};

#[cfg(feature = "staff")]
pub use class_page::ClassProofsPage;
#[cfg(feature = "staff")]
pub use proof_row::ProofRow;
#[cfg(feature = "staff")]
pub use proofs_card::ProofsCard;
#[cfg(feature = "staff")]
pub use settings_page::ProofSettingsPage;
