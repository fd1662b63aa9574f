//! The trainee app's pages, rendered on the edge: one call to the object, complete HTML, ready to be taken over.

use std::rc::Rc;

use frontend::edge_pages::EdgePage;
use frontend::preload::{Preload, Preloaded, request_key};
use frontend::route::Route;
use frontend::title::{named_title, page_title};
use serde_json::value::RawValue;
use shared::certificates::api::ListCertificates;
use shared::endpoint::{Endpoint, Nothing};
use shared::enrolments::api::{EnrolmentRequest, GetEnrolment, GetHome};
use shared::error::{ErrorCode, Problem};
use shared::identity::api::{BindForm, GetBindPage, GetPrivacy, GetProfile};
use shared::messages::api::{ListMessages, ListMessagesRequest};
use worker::Result;

use super::answer::Answer;
use super::request::{Incoming, random_hex};
use super::template::{self, Parts};
use super::{api, headers, object};
use crate::institution::settings::{GetVerifyFile, VerifyFileRequest};

/// What a form or the entry adds to a page.
#[derive(Default)]
pub struct Extra {
    pub bind_form: BindForm,
    pub form_problem: Option<Problem>,
    pub page_problem: Option<Problem>,
}

/// Answers a GET of a page.
pub async fn answer(incoming: &Incoming) -> Result<Answer> {
    if !matches!(incoming.request.method(), worker::Method::Get | worker::Method::Head) {
        return Answer::refusal(ErrorCode::MethodNotAllowed, &incoming.facts.request_id);
    }
    if let Some(edge_page) = EdgePage::of_path(incoming.url.path()) {
        return page(incoming, edge_page, Extra::default()).await;
    }
    let route = Route::recognize_path(incoming.url.path());
    let mut extra = Extra::default();
    // The QR code of an admission slip fills in its code.
    if route == Route::Bind
        && let Some(code) = incoming.query("claim")
    {
        extra.bind_form.claim_code = code.chars().take(20).collect();
        extra.bind_form.by = shared::identity::api::BindBy::ClaimCode;
    }
    page(incoming, route, extra).await
}

/// A page of the app, or one that only the edge renders (`docs/adr/0007-pages-without-wasm.md`).
pub enum AnyPage {
    App(Route),
    Edge(EdgePage),
}

impl From<Route> for AnyPage {
    fn from(route: Route) -> Self {
        Self::App(route)
    }
}

impl From<EdgePage> for AnyPage {
    fn from(page: EdgePage) -> Self {
        Self::Edge(page)
    }
}

/// Endpoint, key for the preload and request.
type Question = (&'static str, String, Box<RawValue>);

fn ask<E: Endpoint>(request: &E::Request) -> Result<Question> {
    Ok((E::NAME, request_key::<E>(request), serde_json::value::to_raw_value(request)?))
}

/// Which question a page asks.
fn question(incoming: &Incoming, page: &AnyPage) -> Result<Question> {
    match page {
        AnyPage::App(Route::Home) => ask::<GetHome>(&Nothing {}),
        AnyPage::App(Route::Enrolment { id }) => ask::<GetEnrolment>(&EnrolmentRequest { id: *id }),
        AnyPage::App(Route::Profile) => ask::<GetProfile>(&Nothing {}),
        AnyPage::App(Route::Bind) => ask::<GetBindPage>(&Nothing {}),
        // Pages without data of their own still show the institution: the notice is the cheapest way to it.
        AnyPage::App(Route::Privacy | Route::SignedOut | Route::NotFound) => ask::<GetPrivacy>(&Nothing {}),
        AnyPage::Edge(EdgePage::Certificates) => ask::<ListCertificates>(&Nothing {}),
        AnyPage::Edge(EdgePage::Messages) => {
            ask::<ListMessages>(&ListMessagesRequest { after: incoming.query("after") })
        }
    }
}

/// Renders a page.
pub async fn page(incoming: &Incoming, page: impl Into<AnyPage>, extra: Extra) -> Result<Answer> {
    let page = page.into();
    let (name, key, request) = question(incoming, &page)?;
    let reply = object::call_raw(incoming, name, &request, true).await?;
    let problem = reply.result.as_ref().err();
    if let Some(answer) = detour(incoming, &page, problem) {
        return Ok(answer);
    }
    let status = status(&page, problem, &extra);
    let (ok, problem) = match reply.result {
        Ok(json) => (Some(json), None),
        Err(problem) => (None, Some(problem)),
    };
    let nonce = random_hex::<16>();
    let preload = Rc::new(Preload {
        lang: incoming.lang,
        path: path_of(incoming, &page),
        site: reply.site,
        form_key: random_hex::<16>(),
        answer: Some(Preloaded { key, ok, problem }),
        bind_form: extra.bind_form,
        form_problem: extra.form_problem,
        page_problem: extra.page_problem,
    });
    let failed = preload.answer.as_ref().and_then(|answer| answer.problem.as_ref());
    let instead = preload.page_problem.as_ref().or(failed);
    let (body, title, json) = match &page {
        AnyPage::App(route) => {
            // `<` cannot end the script element when it is written as an escape (JSON, RFC 8259 section 7).
            let json = serde_json::to_string(&*preload)?.replace('<', "\\u003c");
            (frontend::server::render(&preload), page_title(&preload, route, instead), json)
        }
        // Without its data the app leaves the page as it is.
        AnyPage::Edge(page) => (
            frontend::server::render_edge_page(page, &preload),
            named_title(&preload, page.title(preload.lang), instead),
            String::new(),
        ),
    };
    let parts = Parts { lang: incoming.lang.tag(), nonce: &nonce, title: &title, body: &body, preload: &json };
    let html = template::fill(&incoming.env, template::TRAINEE, &parts).await?;
    let shown = preload.page_problem.as_ref().or(preload.form_problem.as_ref()).or(failed);
    let answer = html_answer(incoming, html, &nonce).with_status(status).about(shown.map(|problem| problem.code));
    Ok(api::report_cost(incoming, answer, reply.cost))
}

/// Where a page stands. The app reads its routes from a path; of other pages the query says which part is shown.
fn path_of(incoming: &Incoming, page: &AnyPage) -> String {
    let path = incoming.url.path();
    match (page, incoming.url.query()) {
        (AnyPage::Edge(_), Some(query)) => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

/// Where a page sends its visitor instead of showing a problem.
fn detour(incoming: &Incoming, page: &AnyPage, problem: Option<&Problem>) -> Option<Answer> {
    match problem.map(|problem| problem.code) {
        Some(ErrorCode::BindingRequired) => Some(Answer::see_other("/bind")),
        // The menu may link to any page: inside WeChat signing in asks nothing of the visitor.
        Some(ErrorCode::SignInRequired) if incoming.in_wechat() && matches!(page, AnyPage::App(Route::Home)) => {
            Some(Answer::see_other("/enter"))
        }
        _ => None,
    }
}

fn status(page: &AnyPage, problem: Option<&Problem>, extra: &Extra) -> u16 {
    let shown = extra.page_problem.as_ref().or(extra.form_problem.as_ref()).or(problem);
    match shown {
        Some(problem) => problem.status,
        None if matches!(page, AnyPage::App(Route::NotFound)) => 404,
        None => 200,
    }
}

/// A page as an answer: never stored, compressed while it is sent.
pub fn html_answer(incoming: &Incoming, html: String, nonce: &str) -> Answer {
    Answer::text("text/html; charset=utf-8", html)
        .with("content-security-policy", headers::page_policy(nonce))
        .with("vary", "accept-encoding, accept-language, cookie")
        .with("content-language", incoming.lang.tag())
        .compressed_for(incoming)
}

/// The file that WeChat wants at the root of the domain (domain.md E1).
pub async fn verify_file(incoming: &Incoming, path: &str) -> Result<Answer> {
    let name = path.trim_start_matches('/').to_owned();
    match object::call::<GetVerifyFile>(incoming, &VerifyFileRequest { name }).await? {
        Ok(file) => Ok(Answer::text("text/plain; charset=utf-8", file.body)),
        Err(problem) => Answer::problem(&problem),
    }
}
