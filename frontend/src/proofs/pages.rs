//! The pages of the edge about training proofs.

use shared::proofs::api::TraineeProof;
use shared::time::Timestamp;

use super::link_view::{link_gone, link_view};
use super::proof_view::proof_view;
use super::verify_view::verify_view;
use crate::i18n::proofs::{LinkText, ProofText, VerifyText};
use crate::plain_pages::{PlainPage, Rendered};

/// A proof for its trainee.
pub struct ProofPage<'a> {
    pub proof: &'a TraineeProof,
    pub form_key: &'a str,
    /// No file downloads there.
    pub in_wechat: bool,
}

/// A one-time link for whoever opens it.
pub struct LinkPage<'a> {
    /// Of the proof, and until when the link works; `None`: it does not any more.
    pub target: Option<(&'a str, Timestamp)>,
    /// The whole link.
    pub address: &'a str,
    pub in_wechat: bool,
}

pub fn proof_page(page: &PlainPage, content: &ProofPage) -> Rendered {
    page.for_trainee(ProofText::Title.text(page.lang), proof_view(page, content))
}

pub fn link_page(page: &PlainPage, content: &LinkPage) -> Rendered {
    let view = match content.target {
        Some((number, until)) => link_view(page, content, number, until),
        None => link_gone(page),
    };
    page.for_anybody(LinkText::Title.text(page.lang), view)
}

/// `public_key`: of the institution, in hex.
pub fn verify_page(page: &PlainPage, public_key: &str) -> Rendered {
    page.for_anybody(VerifyText::Title.text(page.lang), verify_view(page, public_key))
}
