//! The institution object: the one owner of an institution's data, and the one place where rules meet storage.
//!
//! Invariant: nothing here awaits. A use case is plain code inside one transaction; whatever waits for the outside
//! (WeChat, files, password hashing) is done by the shell before or after, or by the outbox.

pub mod alarm;
pub mod audit;
pub mod back_off;
pub mod callers;
pub mod context;
pub mod crypto;
pub mod device;
pub mod dispatch;
pub mod failure;
pub mod health;
#[cfg(not(target_arch = "wasm32"))]
pub mod host;
pub mod internal;
pub mod key_check;
pub mod migrate;
#[cfg(target_arch = "wasm32")]
pub mod object;
pub mod outbox;
pub mod prose;
pub mod rate;
pub mod settings;
pub mod sql;
pub mod tries;
pub mod use_cases;
