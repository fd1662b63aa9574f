//! The shell answers the world: headers, cookies, rendering, static files. It is stateless; everything that is known
//! is asked from the institution object, once per page.

mod answer;
mod api;
mod assets;
mod body;
mod calendar;
mod config;
mod cookies;
mod crash;
mod enter;
pub mod files;
mod forms;
mod headers;
mod health;
mod items;
mod lessons;
mod links;
mod media;
mod object;
mod origin;
mod pages;
mod plain;
mod proofs;
mod request;
mod sealed;
mod sealed_files;
mod staff;
mod template;
mod uploads;

use worker::{Context, Env, Method, Request, Result, event};

use answer::Answer;
pub use request::Incoming;

/// The entry of the Worker.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<web_sys::Response> {
    let incoming = match Incoming::read(request, env) {
        Ok(incoming) => incoming,
        Err(answer) => return answer.into_response(),
    };
    let started = worker::Date::now().as_millis();
    let log = incoming.log();
    let answer = route(incoming).await;
    log.finish(started, answer)
}

/// The first look: by path.
async fn route(incoming: Incoming) -> Result<Answer> {
    let path = incoming.path();
    if let Some(target) = calendar::Target::of(&path) {
        return calendar::answer(incoming, target).await;
    }
    if let Some(token) = links::token_of(&path) {
        return links::answer(incoming, token).await;
    }
    match path.as_str() {
        "/healthz" => health::answer(&incoming).await,
        "/enter" => enter::begin(&incoming).await,
        "/entered" => enter::finish(&incoming).await,
        "/api/crash" => crash::answer(incoming).await,
        _ if path.starts_with("/api/") => api::answer(incoming).await,
        _ if proofs::is_ours(&path) => proofs::answer(incoming).await,
        _ if path.starts_with("/media/") => media::answer(&incoming).await,
        _ if path.starts_with("/staff/media/") => uploads::answer(incoming).await,
        _ if path.starts_with("/staff/lessons/") => lessons::for_staff(&incoming).await,
        _ if path.starts_with("/files/") => sealed_files::for_trainee(&incoming, &path).await,
        _ if path.starts_with("/staff/files/") => sealed_files::for_staff(&incoming, &path).await,
        _ if path.starts_with("/items/") => items::answer(incoming).await,
        _ if path.starts_with("/lessons/") => lessons::answer(incoming).await,
        _ if path == "/staff" || path.starts_with("/staff/") => staff::page(&incoming).await,
        _ if assets::is_asset(&path) => assets::answer(&incoming, &path).await,
        _ if incoming.request.method() == Method::Post => forms::answer(incoming).await,
        _ => pages::answer(&incoming).await,
    }
}
