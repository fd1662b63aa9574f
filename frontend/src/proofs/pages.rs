//! The pages of the edge about training proofs.

use shared::proofs::api::TraineeProof;

use super::proof_view::proof_view;
use super::verify_view::verify_view;
use crate::i18n::proofs::{ProofText, VerifyText};
use crate::plain_pages::{PlainPage, Rendered};

/// A proof for its trainee.
pub struct ProofPage<'a> {
    pub proof: &'a TraineeProof,
    pub form_key: &'a str,
    /// No file downloads there.
    pub in_wechat: bool,
}

pub fn proof_page(page: &PlainPage, content: &ProofPage) -> Rendered {
    page.for_trainee(ProofText::Title.text(page.lang), proof_view(page, content))
}

/// `public_key`: of the institution, in hex.
pub fn verify_page(page: &PlainPage, public_key: &str) -> Rendered {
    page.for_anybody(VerifyText::Title.text(page.lang), verify_view(page, public_key))
}
