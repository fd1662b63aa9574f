//! One-time links: WeChat downloads nothing, so a trainee takes a file along into another browser, which has no session.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// A link that gives a file to whoever has it, once, for ten minutes. Nothing of it says whose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneTimeLink {
    /// Of `/p/<token>`.
    pub token: String,
    pub expires_at: Timestamp,
}
