//! Pages outside the app's shell (`frontend/plain.html`): a handler of the shell makes each from what it has read, because
//! it brings a script of its own, takes files, or is for somebody who is no trainee. All others that only the edge renders
//! are pages of [`crate::edge_pages`].

use shared::error::Problem;
use shared::institution::Site;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::app::nav_links;
use crate::i18n::common::titled;
use crate::problem_view::{ProblemViewProps, problem_view};
use crate::route::{CERTIFICATES, HOME};
use crate::server;
use crate::title::problem_title;
use crate::ui::{Current, NavLink, PageOwner, PageProps, page};

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

/// A problem in the place of a page. As in the app there is no navigation around it.
pub fn problem_page(page: &PlainPage, problem: &Problem) -> Rendered {
    let view = problem_view(&props!(ProblemViewProps {
        lang: page.lang,
        problem: problem.clone(),
        phone: page.site.phone.clone(),
        retry_href: page.path.clone()
    }));
    page.for_anybody(problem_title(page.lang, problem.code), view)
}

impl PlainPage {
    /// A page of what belongs to the trainee's enrolments, which the first page leads to.
    pub(crate) fn for_trainee(&self, title: &str, content: Html) -> Rendered {
        self.rendered(title, nav_links(self.lang, HOME, Current::Section), content)
    }

    /// A page of what belongs to the trainee's certificates.
    pub(crate) fn below_certificates(&self, title: &str, content: Html) -> Rendered {
        self.rendered(title, nav_links(self.lang, CERTIFICATES, Current::Section), content)
    }

    /// A page that needs no session.
    pub(crate) fn for_anybody(&self, title: &str, content: Html) -> Rendered {
        self.rendered(title, Vec::new(), content)
    }

    fn rendered(&self, title: &str, nav: Vec<NavLink>, content: Html) -> Rendered {
        let tree = page(&props!(PageProps {
            lang: self.lang,
            owner: PageOwner::from(&self.site),
            path: AttrValue::from(self.path.clone()),
            nav,
            children: content
        }));
        Rendered { title: titled(title, &self.site.name), body: server::write(&tree) }
    }
}
