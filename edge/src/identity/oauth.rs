//! WeChat's round trip, as far as the object is concerned: states before, sessions after. The shell talks to WeChat in
//! between. These calls are internal: no address leads to them.

use serde::{Deserialize, Serialize};
use shared::endpoint::Nothing;
use shared::error::ErrorCode;

use super::bound_to;
use super::sessions;
use crate::institution::callers::Anyone;
use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

/// Within this time WeChat may call the redirect again and gets the same session.
const STATE_SECONDS: i64 = 300;

/// What the shell needs to send a visitor to WeChat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub app_id: String,
    /// Opaque, goes to WeChat and into the state cookie.
    pub state: String,
}

/// WeChat's account credentials for the code exchange.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resumed {
    pub app_id: String,
    pub app_secret: String,
    /// The session this state led to already: WeChat has called the redirect again.
    pub session: Option<String>,
}

/// The state that came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateRequest {
    pub state: String,
}

/// The openid that WeChat named for a state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishRequest {
    pub state: String,
    pub openid: String,
}

/// A session for the cookie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    pub session: String,
    pub bound: bool,
}

internal!(
    /// Makes a state for a new round trip.
    BeginEntry = "identity.begin_entry", Nothing => Entry
);
internal!(
    /// Looks what a state that came back leads to.
    ResumeEntry = "identity.resume_entry", StateRequest => Resumed
);
internal!(
    /// Starts the session of an openid.
    FinishEntry = "identity.finish_entry", FinishRequest => Entered
);

pub fn begin_entry(context: &Context, _caller: Anyone, _request: Nothing) -> Outcome<Entry> {
    let app_id: String = context.sql.one("select json_quote(app_id) from institution where id = 1", &[])?;
    if app_id.is_empty() {
        return Err(ErrorCode::WeChatNotConfigured.into());
    }
    // WeChat allows letters and digits only, at most 128 (domain.md A1): hex.
    let state = crate::institution::crypto::to_hex(&context.secret::<16>());
    context.sql.run(
        "insert into oauth_states (state_hash, expires_at) values (?1, ?2)",
        params![token_hash(&state), context.now.plus_seconds(STATE_SECONDS)],
    )?;
    Ok(Entry { app_id, state })
}

pub fn resume_entry(context: &Context, _caller: Anyone, request: StateRequest) -> Outcome<Resumed> {
    #[derive(Deserialize)]
    struct Row {
        session_token: Option<String>,
        app_id: String,
        app_secret: String,
    }
    let row: Option<Row> = context.sql.row(
        "select json_object('session_token', s.session_token, 'app_id', i.app_id, 'app_secret', i.app_secret)
         from oauth_states s join institution i on i.id = 1 where s.state_hash = ?1 and s.expires_at > ?2",
        params![token_hash(&request.state), context.now],
    )?;
    let row = row.ok_or(ErrorCode::AuthorisationExpired)?;
    if row.app_secret.is_empty() {
        return Err(ErrorCode::WeChatNotConfigured.into());
    }
    Ok(Resumed {
        app_id: row.app_id,
        app_secret: context.open("institution.app_secret", &row.app_secret)?,
        session: row.session_token.map(|sealed| context.open("oauth_states.session", &sealed)).transpose()?,
    })
}

pub fn finish_entry(context: &Context, _caller: Anyone, request: FinishRequest) -> Outcome<Entered> {
    transaction(context, || {
        let bound = bound_to(context, &request.openid)?;
        let session = sessions::start(context, Some(&request.openid), bound.first().map(|trainee| trainee.id))?;
        let known = context.sql.changed(
            "update oauth_states set session_token = ?2 where state_hash = ?1 and expires_at > ?3 and session_token is null
             returning 1",
            params![token_hash(&request.state), context.seal("oauth_states.session", &session)?, context.now],
        )?;
        if known == 0 {
            return Err(ErrorCode::AuthorisationExpired.into());
        }
        Ok(Entered { session, bound: !bound.is_empty() })
    })
}
