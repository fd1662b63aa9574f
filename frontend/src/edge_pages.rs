//! Pages that only the edge renders: they show something, link on and hold plain forms. The app does not contain them, so
//! that nobody downloads their views; a link to them is an address that the app does not know, and the browser loads it
//! (`docs/adr/0007-pages-without-wasm.md`).

use serde::de::DeserializeOwned;
use shared::error::{ErrorCode, Problem};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;
use yew_router::Routable;

use crate::app::nav_links;
use crate::i18n::common::CommonText;
use crate::preload::Preload;
use crate::problem_view::{ProblemViewProps, problem_view};
use crate::route::{CERTIFICATES, MESSAGES};
use crate::ui::{Current, NavLink};
use crate::{certificates, messages};

/// A page that only the edge renders. What it asks stands in `edge/src/shell/pages.rs`.
#[derive(Clone, Debug, PartialEq, Routable)]
pub enum EdgePage {
    #[at("/certificates")]
    Certificates,
    #[at("/messages")]
    Messages,
}

impl EdgePage {
    pub fn of_path(path: &str) -> Option<Self> {
        Self::recognize(path)
    }

    pub const fn title(&self, lang: Lang) -> &'static str {
        match self {
            Self::Certificates => CommonText::NavCertificates.text(lang),
            Self::Messages => CommonText::NavMessages.text(lang),
        }
    }

    /// The link of the navigation that it belongs to.
    const fn section(&self) -> (&'static str, Current) {
        match self {
            Self::Certificates => (CERTIFICATES, Current::Page),
            Self::Messages => (MESSAGES, Current::Page),
        }
    }
}

/// What the page shows, or the problem in its place.
fn view(page: &EdgePage, preload: &Preload) -> Result<Html, Problem> {
    let lang = preload.lang;
    Ok(match page {
        EdgePage::Certificates => certificates::certificates_view(lang, &answer(preload)?),
        EdgePage::Messages => messages::messages_view(lang, &answer(preload)?, preload.path.contains('?')),
    })
}

/// The answer to the page's question.
fn answer<T: DeserializeOwned>(preload: &Preload) -> Result<T, Problem> {
    let answer = preload.answer.as_ref();
    if let Some(problem) = preload.page_problem.as_ref().or(answer.and_then(|answer| answer.problem.as_ref())) {
        return Err(problem.clone());
    }
    let json = answer.and_then(|answer| answer.ok.as_ref());
    json.and_then(|json| serde_json::from_str(json.get()).ok()).ok_or_else(|| Problem::new(ErrorCode::Broken))
}

/// A page's content.
pub(crate) fn content(page: &EdgePage, preload: &Preload) -> Html {
    view(page, preload).unwrap_or_else(|problem| {
        problem_view(&props!(ProblemViewProps {
            lang: preload.lang,
            problem,
            phone: preload.site.phone.clone(),
            retry_href: preload.path.clone()
        }))
    })
}

/// The navigation around a page; none around a problem, as in the app.
pub(crate) fn nav(page: &EdgePage, preload: &Preload) -> Vec<NavLink> {
    let failed = preload.answer.as_ref().is_some_and(|answer| answer.problem.is_some());
    if failed || preload.page_problem.is_some() {
        return Vec::new();
    }
    let (here, current) = page.section();
    nav_links(preload.lang, here, current)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::Route;

    #[test]
    fn the_app_does_not_know_pages_of_the_edge() {
        for page in [EdgePage::Certificates, EdgePage::Messages] {
            let path = page.to_path();
            assert_eq!(EdgePage::of_path(&path), Some(page.clone()));
            assert_eq!(Route::recognize_path(&path), Route::NotFound);
            assert_eq!(page.section().0, path);
        }
        assert_eq!(EdgePage::of_path("/"), None);
    }
}
