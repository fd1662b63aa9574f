//! Whole pages for the edge: title and body as HTML.

use shared::error::{ErrorCode, Problem};
use shared::institution::Site;
use shared::lang::Lang;
use shared::proofs::api::TraineeProof;
use shared::time::Timestamp;
use yew::prelude::*;
use yew::props;

use super::link_view::{link_gone, link_view};
use super::proof_view::proof_view;
use super::verify_view::verify_view;
use crate::i18n::common::titled;
use crate::i18n::proofs::{LinkText, ProofText, VerifyText};
use crate::problem_view::{ProblemViewProps, problem_view};
use crate::server;
use crate::title::problem_title;

/// What every page has.
pub struct PlainPage {
    pub lang: Lang,
    pub site: Site,
    /// Address of the page: where the language switch comes back to.
    pub path: String,
}

/// A page as far as the shell needs it.
pub struct Rendered {
    pub title: String,
    pub body: String,
}

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
    rendered(page, ProofText::Title.text(page.lang), true, proof_view(page, content))
}

pub fn link_page(page: &PlainPage, content: &LinkPage) -> Rendered {
    let view = match content.target {
        Some((number, until)) => link_view(page, content, number, until),
        None => link_gone(page),
    };
    rendered(page, LinkText::Title.text(page.lang), false, view)
}

/// `public_key`: of the institution, in hex.
pub fn verify_page(page: &PlainPage, public_key: &str) -> Rendered {
    rendered(page, VerifyText::Title.text(page.lang), false, verify_view(page, public_key))
}

pub fn problem_page(page: &PlainPage, problem: &Problem) -> Rendered {
    let view = problem_view(&props!(ProblemViewProps {
        lang: page.lang,
        problem: problem.clone(),
        phone: page.site.phone.clone(),
        retry_href: page.path.clone()
    }));
    let signed_in = !matches!(problem.code, ErrorCode::SignInRequired | ErrorCode::BindingRequired);
    rendered(page, problem_title(page.lang, problem.code), signed_in, view)
}

fn rendered(page: &PlainPage, title: &str, signed_in: bool, content: Html) -> Rendered {
    Rendered {
        title: titled(title, &page.site.name),
        body: server::render_plain(page.lang, &page.site, &page.path, signed_in, content),
    }
}
