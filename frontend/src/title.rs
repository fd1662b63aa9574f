//! The title of a page: what it is, then whose portal. The edge writes it into the HTML, the app keeps it true while
//! it goes from page to page. WeChat shows it above the page.

use shared::error::{ErrorCode, Problem};
use shared::lang::Lang;

use crate::i18n::common::{CommonText, titled};
use crate::i18n::enrolments::EnrolmentText;
use crate::i18n::errors;
use crate::i18n::identity::IdentityText;
use crate::preload::Preload;
use crate::route::Route;

/// The title of a page, or of the problem that stands in its place.
pub fn page_title(page: &Preload, route: &Route, problem: Option<&Problem>) -> String {
    named_title(page, route_title(page.lang, route), problem)
}

/// The title of a page of this name, or of the problem that stands in its place.
pub fn named_title(page: &Preload, name: &str, problem: Option<&Problem>) -> String {
    titled(problem.map_or(name, |problem| problem_title(page.lang, problem.code)), &page.site.name)
}

/// What a problem is called, in the title and as a heading.
pub const fn problem_title(lang: Lang, code: ErrorCode) -> &'static str {
    match code {
        ErrorCode::SignInRequired | ErrorCode::StaffSignInRequired => IdentityText::SignInAgainTitle.text(lang),
        _ => errors::error(lang, code).title,
    }
}

const fn route_title(lang: Lang, route: &Route) -> &'static str {
    match route {
        Route::Home => CommonText::NavHome.text(lang),
        Route::Enrolment { .. } => EnrolmentText::Title.text(lang),
        Route::Profile => CommonText::NavProfile.text(lang),
        Route::Bind => IdentityText::BindTitle.text(lang),
        Route::Privacy => CommonText::PrivacyNotice.text(lang),
        Route::SignedOut => IdentityText::SignedOutTitle.text(lang),
        Route::NotFound => problem_title(lang, ErrorCode::NotFound),
    }
}
