//! Pages outside the app's shell (`frontend/src/plain_pages.rs`): what their handlers share.

use frontend::plain_pages::{PlainPage, Rendered, problem_page};
use shared::endpoint::{Endpoint as _, Nothing};
use shared::error::Problem;
use shared::identity::api::GetPrivacy;
use shared::institution::Site;
use worker::Result;

use super::answer::Answer;
use super::request::{Incoming, random_hex};
use super::template::{self, Parts};
use super::{object, pages};

/// Below the address of a page: where its forms go, which cannot be opened.
const FORMS: [&str; 4] = ["/withdraw", "/link", "/object", "/ask"];

/// The page at this address, or of the form that was sent there.
pub fn page_of(incoming: &Incoming, site: Site) -> PlainPage {
    let path = incoming.path();
    let path = FORMS.iter().find_map(|form| path.strip_suffix(form)).unwrap_or(&path).to_owned();
    PlainPage { lang: incoming.lang, site, path }
}

/// What every page shows of the institution: the notice is the cheapest way to it.
pub async fn site(incoming: &Incoming) -> Result<Site> {
    let request = serde_json::value::to_raw_value(&Nothing {})?;
    Ok(object::call_raw(incoming, GetPrivacy::NAME, &request, true).await?.site)
}

/// A problem as a page of its own.
pub async fn trouble(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    let site = site(incoming).await?;
    show_problem(incoming, site, problem).await
}

pub async fn show_problem(incoming: &Incoming, site: Site, problem: Problem) -> Result<Answer> {
    let problem = Problem { request_id: incoming.facts.request_id.clone(), ..problem };
    let answer = send(incoming, template::PLAIN, problem_page(&page_of(incoming, site), &problem)).await?;
    Ok(answer.with_status(problem.status).about(Some(problem.code)))
}

/// `shell`: one of [`template`], with the page's scripts.
pub async fn send(incoming: &Incoming, shell: &'static str, page: Rendered) -> Result<Answer> {
    let nonce = random_hex::<16>();
    let Rendered { title, body } = page;
    let parts = Parts { lang: incoming.lang.tag(), nonce: &nonce, title: &title, body: &body, preload: "" };
    let html = template::fill(&incoming.env, shell, &parts).await?;
    Ok(pages::html_answer(incoming, html, &nonce))
}
