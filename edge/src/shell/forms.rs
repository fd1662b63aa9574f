//! Plain HTML forms of the trainee app: they work without scripts and answer with a redirect, or with the page again.

use frontend::route::Route;
use shared::endpoint::{Endpoint, Nothing};
use shared::error::{ErrorCode, Problem};
use shared::identity::api::{BindForm, BindTrainee, SignOut, SwitchRequest, SwitchTrainee, Unbind};
use shared::lang::Lang;
use worker::Result;

use super::answer::Answer;
use super::pages::{self, Extra};
use super::request::Incoming;
use super::{body, cookies, object, origin};

const FORM_TYPE: &str = "application/x-www-form-urlencoded";
const YEAR_SECONDS: i64 = 365 * 24 * 3600;

/// Fields that any form may carry beside its own.
#[derive(serde::Deserialize, Default)]
struct Common {
    #[serde(default)]
    idempotency_key: Option<String>,
}

#[derive(serde::Deserialize)]
struct LanguageForm {
    lang: String,
    #[serde(default)]
    back: String,
}

/// Answers a POST of a form.
pub async fn answer(mut incoming: Incoming) -> Result<Answer> {
    let text = match read(&mut incoming).await {
        Ok(text) => text,
        Err(code) => return trouble(&incoming, code.into()).await,
    };
    match incoming.url.path() {
        "/language" => language(&incoming, &text).await,
        "/bind" => bind(&incoming, &text).await,
        "/switch" => match serde_urlencoded::from_str::<SwitchRequest>(&text) {
            Ok(request) => settle::<SwitchTrainee>(&incoming, &request, "/").await,
            Err(_unreadable) => trouble(&incoming, ErrorCode::Malformed.into()).await,
        },
        "/unbind" => settle::<Unbind>(&incoming, &Nothing {}, "/bind").await,
        "/sign-out" => sign_out(&incoming).await,
        _ => trouble(&incoming, ErrorCode::NotFound.into()).await,
    }
}

async fn read(incoming: &mut Incoming) -> core::result::Result<String, ErrorCode> {
    origin::check(incoming)?;
    if !incoming.header("content-type").is_some_and(|kind| kind.starts_with(FORM_TYPE)) {
        return Err(ErrorCode::UnsupportedMediaType);
    }
    let text = body::text(&mut incoming.request, BindTrainee::MAX_BODY).await?;
    let common: Common = serde_urlencoded::from_str(&text).unwrap_or_default();
    incoming.facts.idempotency_key = common.idempotency_key;
    Ok(text)
}

/// A problem as a page of its own.
async fn trouble(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    let problem = Problem { request_id: incoming.facts.request_id.clone(), ..problem };
    pages::page(incoming, Route::Privacy, Extra { page_problem: Some(problem), ..Extra::default() }).await
}

/// Carries a change out and goes on to a page.
async fn settle<E: Endpoint>(incoming: &Incoming, request: &E::Request, next: &str) -> Result<Answer> {
    match object::call::<E>(incoming, request).await? {
        Ok(_done) => Ok(Answer::see_other(next)),
        Err(problem) => match problem.code {
            // The page was used before (the back button): a fresh one has a fresh key.
            ErrorCode::KeyUnusable | ErrorCode::BindingRequired | ErrorCode::SignInRequired => {
                Ok(Answer::see_other("/"))
            }
            _ => trouble(incoming, problem).await,
        },
    }
}

async fn language(incoming: &Incoming, text: &str) -> Result<Answer> {
    let form = serde_urlencoded::from_str::<LanguageForm>(text).ok();
    let chosen = form.and_then(|form| Some((Lang::from_code(&form.lang)?, form.back)));
    let Some((lang, back)) = chosen else { return trouble(incoming, ErrorCode::Malformed.into()).await };
    // Only an address of our own: `//host` and `/\host` would lead elsewhere.
    let own =
        back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') && !back.contains(char::is_control);
    let cookie = cookies::set(cookies::LANG, lang.code(), Some(YEAR_SECONDS));
    Ok(Answer::see_other(if own { &back } else { "/" }).with("set-cookie", cookie))
}

async fn bind(incoming: &Incoming, text: &str) -> Result<Answer> {
    let Ok(form) = serde_urlencoded::from_str::<BindForm>(text) else {
        return trouble(incoming, ErrorCode::Malformed.into()).await;
    };
    match object::call::<BindTrainee>(incoming, &form).await? {
        Ok(bound) => {
            let answer = Answer::see_other("/");
            Ok(match bound.session {
                Some(token) => answer.with("set-cookie", session_cookie(&token)),
                None => answer,
            })
        }
        Err(problem) if problem.code == ErrorCode::KeyUnusable => Ok(Answer::see_other("/bind")),
        Err(problem) => {
            // What the visitor ticked stays ticked, unless it is the box itself that was refused.
            let refused = problem.fields.iter().any(|field| field.field == "consent");
            let bind_form = BindForm { consent: form.consent.filter(|_| !refused), ..form };
            let extra = Extra { bind_form, form_problem: Some(problem), page_problem: None };
            pages::page(incoming, Route::Bind, extra).await
        }
    }
}

async fn sign_out(incoming: &Incoming) -> Result<Answer> {
    // Whatever the object says, this browser forgets the session.
    let _ended = object::call::<SignOut>(incoming, &Nothing {}).await?;
    Ok(Answer::see_other("/signed-out").with("set-cookie", cookies::clear(cookies::SESSION)))
}

/// The cookie of a trainee session.
pub fn session_cookie(token: &str) -> String {
    cookies::set(cookies::SESSION, token, Some(crate::identity::SESSION_SECONDS))
}
