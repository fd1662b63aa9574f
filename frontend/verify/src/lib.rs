//! The public check of a training proof: signature and file are checked here, in the browser of whoever holds it. Ed25519
//! is here as wasm because browsers have it only since 2024 (Chrome 137, Safari 17).
//!
//! [`check::check`] decides; `page` reads the address and shows what is true.

pub mod check;
#[cfg(target_arch = "wasm32")]
mod page;
