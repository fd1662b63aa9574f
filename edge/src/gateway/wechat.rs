//! WeChat's web authorisation (domain.md A1).

use core::pin::pin;
use core::time::Duration;

use futures_util::future::{Either, select};
use serde::Deserialize;
use shared::error::ErrorCode;
use shared::percent;

use crate::identity::oauth::Entry;
use crate::shell::Incoming;

/// Where to send a browser. The order of the parameters and the fragment are WeChat's own demands.
pub fn authorize_address(base: &str, entry: &Entry, redirect: &str) -> String {
    format!(
        "{base}/connect/oauth2/authorize?appid={}&redirect_uri={}&response_type=code&scope=snsapi_base&state={}#wechat_redirect",
        percent::encode(&entry.app_id),
        percent::encode(redirect),
        percent::encode(&entry.state),
    )
}

/// WeChat answers 200 also for errors.
#[derive(Deserialize)]
struct TokenAnswer {
    openid: Option<String>,
    #[serde(default)]
    is_snapshotuser: i64,
    #[serde(default)]
    errcode: i64,
}

/// Why there is no openid.
pub enum Refusal {
    /// The code was used before: perhaps by a call that is still waiting for its answer.
    Used,
    /// Everything else, as it is told.
    Told(ErrorCode),
}

/// Exchanges a code for an openid. The OAuth token is not kept: only the openid is needed.
///
/// # Errors
/// `Used`; `AuthorisationExpired` for an old or foreign code; `SnapshotAccount`; `WeChatUnavailable` for everything else.
pub async fn exchange(incoming: &Incoming, app_id: &str, secret: &str, code: &str) -> Result<String, Refusal> {
    let address = format!(
        "{}/sns/oauth2/access_token?appid={}&secret={}&code={}&grant_type=authorization_code",
        incoming.config.wechat_api_base,
        percent::encode(app_id),
        percent::encode(secret),
        percent::encode(code),
    );
    let answer = fetch(incoming, address).await.map_err(|reason| {
        tell(incoming, &reason);
        Refusal::Told(ErrorCode::WeChatUnavailable)
    })?;
    match (answer.errcode, answer.openid) {
        (40163, _) => Err(Refusal::Used),
        // 40029 invalid, 41008 missing, 42003 expired
        (40029 | 41008 | 42003, _) => Err(Refusal::Told(ErrorCode::AuthorisationExpired)),
        (0, Some(_)) if answer.is_snapshotuser == 1 => Err(Refusal::Told(ErrorCode::SnapshotAccount)),
        (0, Some(openid)) if !openid.is_empty() => Ok(openid),
        (code, _) => {
            // The code alone: errmsg may repeat what was sent.
            tell(incoming, &format!("errcode {code}"));
            Err(Refusal::Told(ErrorCode::WeChatUnavailable))
        }
    }
}

/// A visitor waits no longer than this for WeChat's servers.
pub const PATIENCE: Duration = Duration::from_secs(8);

fn tell(incoming: &Incoming, reason: &str) {
    let request_id = &incoming.facts.request_id;
    let line = serde_json::json!({ "level": "error", "at": "wechat", "request_id": request_id, "reason": reason });
    worker::console_error!("{line}");
}

async fn fetch(incoming: &Incoming, address: String) -> Result<TokenAnswer, String> {
    let answer = pin!(ask(incoming, address));
    match select(answer, worker::Delay::from(PATIENCE)).await {
        Either::Left((answer, _)) => answer,
        Either::Right(_) => Err("no answer in time".to_owned()),
    }
}

async fn ask(incoming: &Incoming, address: String) -> Result<TokenAnswer, String> {
    // The address holds the secret: no error of the platform may repeat it.
    let unreachable = |_error| "cannot be reached".to_owned();
    // workerd gives each outside party a service of its own; Cloudflare has one way out for all, its own.
    let mut response = match incoming.env.service("WECHAT") {
        Ok(service) => service.fetch(address, None).await.map_err(unreachable)?,
        Err(_absent) => {
            let address = address.parse().map_err(|_error| "WECHAT_API_BASE is no address".to_owned())?;
            worker::Fetch::Url(address).send().await.map_err(unreachable)?
        }
    };
    if response.status_code() != 200 {
        return Err(format!("status {}", response.status_code()));
    }
    let text = response.text().await.map_err(unreachable)?;
    serde_json::from_str(&text).map_err(|_error| "no JSON".to_owned())
}
