//! Through WeChat: `/enter` sends the visitor to authorise, `/entered` gets the code (domain.md A1).

use core::time::Duration;

use shared::endpoint::Nothing;
use shared::error::{ErrorCode, Problem};
use worker::Result;

use super::answer::Answer;
use super::forms::session_cookie;
use super::pages::{self, Extra};
use super::request::Incoming;
use super::{cookies, object};
use crate::gateway::wechat::{self, Refusal};
use crate::identity::oauth::{BeginEntry, FinishEntry, FinishRequest, ResumeEntry, StateRequest};
use crate::institution::crypto::same;

/// How long the state cookie lives: as long as the state itself.
const STATE_SECONDS: i64 = 300;

/// When the session of the other of two calls is looked for: as long as that one may wait for WeChat.
const LOOKS_AFTER_MS: [u64; 6] = [0, 250, 500, 1_000, 2_000, 4_250];
const _: () = {
    let [first, second, third, fourth, fifth, sixth] = LOOKS_AFTER_MS;
    let all = Duration::from_millis(first + second + third + fourth + fifth + sixth);
    assert!(all.as_millis() == wechat::PATIENCE.as_millis());
};

/// Sends the visitor to WeChat.
pub async fn begin(incoming: &Incoming) -> Result<Answer> {
    match object::call::<BeginEntry>(incoming, &Nothing {}).await? {
        Ok(entry) => {
            let redirect = format!("{}/entered", incoming.origin());
            let address = wechat::authorize_address(&incoming.config.wechat_authorize_base, &entry, &redirect);
            let cookie = cookies::set(cookies::STATE, &entry.state, Some(STATE_SECONDS));
            Ok(Answer::see_other(&address).with_status(302).with("set-cookie", cookie))
        }
        Err(problem) => trouble(incoming, problem).await,
    }
}

/// WeChat sends the visitor back.
pub async fn finish(incoming: &Incoming) -> Result<Answer> {
    match enter(incoming).await? {
        Ok((token, next)) => Ok(Answer::see_other(next).with("set-cookie", session_cookie(&token))),
        Err(problem) => trouble(incoming, problem).await,
    }
}

/// The session token and the page to go on with.
async fn enter(incoming: &Incoming) -> Result<core::result::Result<(String, &'static str), Problem>> {
    let refuse = |code: ErrorCode| Ok(Err(Problem::new(code)));
    let state = incoming.query("state").unwrap_or_default();
    // Without the cookie of the same browser a link with somebody else's code would sign this visitor in as them.
    if state.is_empty() || !incoming.cookie(cookies::STATE).is_some_and(|cookie| same(&cookie, &state)) {
        return refuse(ErrorCode::AuthorisationExpired);
    }
    let Some(code) = incoming.query("code").filter(|code| !code.is_empty()) else {
        return refuse(ErrorCode::AuthorisationRefused);
    };
    let request = StateRequest { state: state.clone() };
    let resumed = match object::call::<ResumeEntry>(incoming, &request).await? {
        Ok(resumed) => resumed,
        Err(problem) => return Ok(Err(problem)),
    };
    if let Some(session) = resumed.session {
        return Ok(Ok((session, "/")));
    }
    let outcome = match wechat::exchange(incoming, &resumed.app_id, &resumed.app_secret, &code).await {
        Ok(openid) => object::call::<FinishEntry>(incoming, &FinishRequest { state, openid }).await?,
        Err(Refusal::Told(code)) => return refuse(code),
        Err(Refusal::Used) => return session_of_the_other(incoming, &request, &LOOKS_AFTER_MS).await,
    };
    match outcome {
        Ok(entered) => Ok(Ok((entered.session, if entered.bound { "/" } else { "/bind" }))),
        // The other call has finished: its session is there, or the state is too old.
        Err(problem) if problem.code == ErrorCode::AuthorisationExpired => {
            session_of_the_other(incoming, &request, &[0]).await
        }
        Err(problem) => Ok(Err(problem)),
    }
}

/// WeChat called twice at once and the other call was first: its session is ours.
async fn session_of_the_other(
    incoming: &Incoming,
    request: &StateRequest,
    looks_after_ms: &[u64],
) -> Result<core::result::Result<(String, &'static str), Problem>> {
    for wait in looks_after_ms {
        worker::Delay::from(Duration::from_millis(*wait)).await;
        let again = object::call::<ResumeEntry>(incoming, request).await?;
        if let Some(session) = again.ok().and_then(|resumed| resumed.session) {
            return Ok(Ok((session, "/")));
        }
    }
    Ok(Err(Problem::new(ErrorCode::AuthorisationExpired)))
}

async fn trouble(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    let problem = Problem { request_id: incoming.facts.request_id.clone(), ..problem };
    pages::page(incoming, frontend::route::Route::Privacy, Extra { page_problem: Some(problem), ..Extra::default() })
        .await
}
