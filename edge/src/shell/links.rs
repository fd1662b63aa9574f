//! `/p/{token}`: one-time links. WeChat's *open in browser* opens the address that is shown, so the page of a link is the same
//! inside WeChat, where it says how to leave, and outside, where it has the button.

use frontend::links::{LinkFile, LinkPage, link_page};
use shared::endpoint::Endpoint;
use shared::error::ErrorCode;
use shared::links::OneTimeLink;
use worker::{Method, Result};

use super::answer::Answer;
use super::request::Incoming;
use super::{body, calendar, object, origin, plain, proofs, template};
use crate::links::get_link::{GetLink, Link, LinkRequest, LinkTarget};
use crate::links::use_link::UseLink;

const MAX_FORM: usize = 4 * 1024;

/// The token of a path.
pub fn token_of(path: &str) -> Option<&str> {
    path.strip_prefix("/p/")
}

pub async fn answer(mut incoming: Incoming, token: &str) -> Result<Answer> {
    match incoming.request.method() {
        Method::Get | Method::Head => show(&incoming, token).await,
        Method::Post => download(&mut incoming, token).await,
        _ => plain::trouble(&incoming, ErrorCode::NotFound.into()).await,
    }
}

/// Reads a plain form with nothing but its key.
async fn read_key(incoming: &mut Incoming) -> core::result::Result<(), ErrorCode> {
    #[derive(serde::Deserialize, Default)]
    struct Form {
        #[serde(default)]
        idempotency_key: Option<String>,
    }
    origin::check(incoming)?;
    let text = body::text(&mut incoming.request, MAX_FORM).await?;
    let form: Form = serde_urlencoded::from_str(&text).or(Err(ErrorCode::Malformed))?;
    incoming.facts.idempotency_key = form.idempotency_key;
    Ok(())
}

/// Makes a link and goes to it. `page`: where the form stands.
pub async fn make<E: Endpoint<Response = OneTimeLink>>(
    incoming: &mut Incoming,
    request: &E::Request,
    page: &str,
) -> Result<Answer> {
    if let Err(code) = read_key(incoming).await {
        return plain::trouble(incoming, code.into()).await;
    }
    match object::call::<E>(incoming, request).await? {
        Ok(link) => Ok(Answer::see_other(&format!("/p/{}", link.token))),
        // The page was used before: a fresh one has a fresh key.
        Err(problem) if problem.code == ErrorCode::KeyUnusable => Ok(Answer::see_other(page)),
        Err(problem) if problem.code == ErrorCode::BindingRequired => Ok(Answer::see_other("/bind")),
        Err(problem) => plain::trouble(incoming, problem).await,
    }
}

async fn show(incoming: &Incoming, token: &str) -> Result<Answer> {
    let request = serde_json::value::to_raw_value(&LinkRequest { token: token.to_owned() })?;
    let reply = object::call_raw(incoming, GetLink::NAME, &request, true).await?;
    let link = match reply.result {
        Ok(json) => Some(serde_json::from_str::<Link>(json.get())?),
        Err(problem) if problem.code == ErrorCode::LinkExpired => None,
        Err(problem) => return plain::show_problem(incoming, reply.site, problem).await,
    };
    let address = format!("{}{}", incoming.origin(), incoming.path());
    let target = link.as_ref().map(|link| (file_of(&link.target), link.expires_at));
    let content = LinkPage { target, address: &address, in_wechat: incoming.in_wechat() };
    let status = if content.target.is_some() { 200 } else { ErrorCode::LinkExpired.status() };
    let answer =
        plain::send(incoming, template::PLAIN, link_page(&plain::page_of(incoming, reply.site), &content)).await?;
    Ok(answer.with_status(status).about((status != 200).then_some(ErrorCode::LinkExpired)))
}

fn file_of(target: &LinkTarget) -> LinkFile<'_> {
    match target {
        LinkTarget::Proof(proof) => LinkFile::Proof { number: &proof.number },
        LinkTarget::Calendar(day) => LinkFile::Calendar { operation: &day.operation, next: &day.next },
    }
}

/// Uses a link up: the file, and the link is gone.
async fn download(incoming: &mut Incoming, token: &str) -> Result<Answer> {
    if let Err(code) = read_key(incoming).await {
        return plain::trouble(incoming, code.into()).await;
    }
    // Whatever fails before the file is here leaves the link as it is.
    let request = LinkRequest { token: token.to_owned() };
    let file = match object::call::<GetLink>(incoming, &request).await? {
        Ok(Link { target: LinkTarget::Proof(proof), .. }) => proofs::send_pdf(incoming, &proof).await?,
        Ok(Link { target: LinkTarget::Calendar(day), .. }) => calendar::file(incoming, &day),
        Err(problem) if problem.code == ErrorCode::LinkExpired => return show(incoming, token).await,
        Err(problem) => return plain::trouble(incoming, problem).await,
    };
    match object::call::<UseLink>(incoming, &request).await? {
        Ok(_) => Ok(file),
        // The page says it better than a problem would.
        Err(problem) if problem.code == ErrorCode::LinkExpired => show(incoming, token).await,
        Err(problem) => plain::trouble(incoming, problem).await,
    }
}
