//! The trainee's pages about items: what they are made from, and what stands on them.

use shared::error::Problem;
use shared::institution::Site;
use shared::items::ItemKind;
use shared::items::api::Items;
use shared::items::document::DocumentProblem;
use shared::items::photo::PhotoProblem;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::item_view::item_view;
use super::list_view::list_view;
use crate::i18n::common::titled;
use crate::i18n::items::{self, ItemText};
use crate::problem_view::{ProblemViewProps, problem_view};
use crate::title::problem_title;

/// One page, as the edge knows it.
pub struct ItemsPage {
    pub lang: Lang,
    pub site: Site,
    pub path: String,
    /// Idempotency key for the form of this page.
    pub form_key: String,
    pub content: ItemsContent,
}

/// What stands on it.
pub enum ItemsContent {
    /// All items of a case.
    List(Items),
    /// One of them, perhaps with why the last try was not taken.
    One {
        items: Items,
        kind: ItemKind,
        problem: Option<SendProblem>,
    },
    Trouble(Problem),
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

/// The content of the page.
pub fn items_content(page: &ItemsPage) -> Html {
    match &page.content {
        ItemsContent::List(items) => list_view(page.lang, items),
        ItemsContent::One { items, kind, problem } => item_view(page, items, *kind, *problem),
        ItemsContent::Trouble(problem) => problem_view(&props!(ProblemViewProps {
            lang: page.lang,
            problem: problem.clone(),
            phone: page.site.phone.clone(),
            retry_href: page.path.clone()
        })),
    }
}

/// The title of the page.
pub fn items_title(page: &ItemsPage) -> String {
    let name = match &page.content {
        ItemsContent::List(_) => ItemText::Title.text(page.lang),
        ItemsContent::One { kind, .. } => items::kind(page.lang, *kind),
        ItemsContent::Trouble(problem) => problem_title(page.lang, problem.code),
    };
    titled(name, &page.site.name)
}
