//! The trainee's pages about items: what they are made from, and what stands on them.

use shared::items::ItemKind;
use shared::items::api::Items;
use shared::items::document::DocumentProblem;
use shared::items::photo::PhotoProblem;
use shared::lang::Lang;

use super::item_view::item_view;
use super::list_view::list_view;
use crate::i18n::items::{self, ItemText};
use crate::plain_pages::{PlainPage, Rendered};

/// What stands on a page.
pub enum ItemsContent {
    /// All items of a case.
    List(Items),
    /// One of them, perhaps with why the last try was not taken.
    One { items: Items, kind: ItemKind, refused: Option<Refused> },
}

/// What the forms of one item's page have.
#[derive(Clone, Copy)]
pub(super) struct FormFacts<'a> {
    pub lang: Lang,
    /// Idempotency key.
    pub form_key: &'a str,
}

/// The last try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    pub problem: SendProblem,
    /// The box of the consent had been ticked: it is ticked again.
    pub agreed: bool,
}

/// Why what was sent was not taken. Nothing was recorded then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendProblem {
    Photo(PhotoProblem),
    Paper(DocumentProblem),
    /// The box of the consent was not ticked.
    ConsentMissing,
    /// Neither drawn nor typed, or the declaration was not ticked.
    NotSigned,
    /// What was drawn did not come as a small picture.
    SignatureUnusable,
    /// The form broke off on its way.
    FormUnreadable,
    BodyTooLarge,
}

impl SendProblem {
    pub fn text(self, lang: Lang) -> String {
        let text = match self {
            Self::Photo(problem) => return items::photo_problem(lang, problem),
            Self::Paper(problem) => return items::document_problem(lang, problem).to_owned(),
            Self::ConsentMissing => ItemText::ConsentMissing,
            Self::NotSigned => ItemText::NotSigned,
            Self::SignatureUnusable => ItemText::SignatureUnusable,
            Self::FormUnreadable => ItemText::FormUnreadable,
            Self::BodyTooLarge => ItemText::BodyTooLarge,
        };
        text.text(lang).to_owned()
    }

    /// The control where it is mended.
    pub const fn control(self) -> &'static str {
        match self {
            Self::ConsentMissing => "consent",
            Self::NotSigned | Self::SignatureUnusable => "name",
            Self::Photo(_) | Self::Paper(_) | Self::FormUnreadable | Self::BodyTooLarge => "file",
        }
    }
}

/// `form_key`: the idempotency key for the form of this page.
pub fn items_page(page: &PlainPage, form_key: &str, content: &ItemsContent) -> Rendered {
    match content {
        ItemsContent::List(items) => page.for_trainee(ItemText::Title.text(page.lang), list_view(page.lang, items)),
        ItemsContent::One { items, kind, refused } => {
            let facts = FormFacts { lang: page.lang, form_key };
            page.for_trainee(items::kind(page.lang, *kind), item_view(facts, items, *kind, *refused))
        }
    }
}
