//! The page of a one-time link. WeChat opens it first, where it says how to leave; another browser then finds the button.
//! Rendered by the edge only.

mod view;

use shared::certificates::api::NextDue;
use shared::time::Timestamp;

use crate::i18n::links::LinkText;
use crate::plain_pages::{PlainPage, Rendered};

/// What a link gives.
#[derive(Clone, Copy)]
pub enum LinkFile<'a> {
    /// The PDF of a training proof.
    Proof { number: &'a str },
    /// The next day of a certificate, for a calendar.
    Calendar { operation: &'a str, next: &'a NextDue },
}

/// A one-time link for whoever opens it.
pub struct LinkPage<'a> {
    /// What it gives, and until when; `None`: nothing any more.
    pub target: Option<(LinkFile<'a>, Timestamp)>,
    /// The whole link.
    pub address: &'a str,
    /// No file downloads there.
    pub in_wechat: bool,
}

pub fn link_page(page: &PlainPage, content: &LinkPage) -> Rendered {
    let (title, view) = match content.target {
        Some((file, until)) => (view::title(file), view::link_view(page, content, file, until)),
        None => (LinkText::Title, view::link_gone(page)),
    };
    page.for_anybody(title.text(page.lang), view)
}
