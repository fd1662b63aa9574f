//! The control API for tests, JSON under `/control`: queue a behaviour, mint a code, move the clock, list the calls.

use serde::{Deserialize, Serialize};

use crate::behaviour::Behaviour;
use crate::clock::Seconds;

/// `POST /control/next`: how the next authorisation goes, of this openid or of anybody. Several queue up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    pub behaviour: Behaviour,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openid: Option<String>,
}

/// `POST /control/clock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    pub advance_seconds: Seconds,
}

/// Answer of `POST /control/clock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Now {
    pub now: Seconds,
}

/// `POST /control/codes`: a code as if the follower had just come through the authorise page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mint {
    pub openid: String,
    #[serde(default)]
    pub behaviour: Behaviour,
}

/// Answer of `POST /control/codes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minted {
    pub code: String,
}

/// `GET /control/calls`: what arrived at WeChat's own addresses, oldest first, at most [`KEPT_CALLS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub at: Seconds,
    pub path: String,
    /// As it came; the secret is replaced by `…`.
    pub query: String,
    pub user_agent: String,
    /// `authorised`, `refused`, `granted`, a WeChat error number, or the name of a mistake.
    pub outcome: String,
}

pub const KEPT_CALLS: usize = 1_000;
