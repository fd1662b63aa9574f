//! A stand-in for WeChat, for development and tests: the authorise page and the code exchange of `domain.md` A1,
//! and a small phone-like page that shows an Official Account's chat and menu and lets one choose a follower.
//!
//! It is a separate program on another host name than the portal (`localhost` against `127.0.0.1`), so that cookies,
//! `SameSite` and `Sec-Fetch-Site` behave as with the real one. It is stricter than WeChat where a mistake would only
//! show in production: the order of parameters, the encoding of `redirect_uri`, its host.

pub mod authorise;
pub mod behaviour;
pub mod clock;
pub mod codes;
pub mod control;
pub mod followers;
pub mod page;
pub mod random;
pub mod server;
pub mod settings;
pub mod totp;
