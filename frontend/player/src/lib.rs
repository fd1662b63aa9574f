//! The player of recorded lessons: keeps account of what is played and tells the server, renews the video's address, asks
//! whether somebody is there, and finds the place again. A wasm of its own that only the page of a lesson loads.
//!
//! The video is the browser's own, with its controls: WeChat's engines take it over as they like. It brings no texts: the
//! edge has written all sentences into the page (`frontend/src/ui/player.rs`), and this shows the one that fits. Where it
//! does not run, the video plays and the page says that nothing is counted. What counts is decided by the server.

#[cfg(target_arch = "wasm32")]
mod beats;
#[cfg(target_arch = "wasm32")]
mod call;
pub mod check;
pub mod closing;
#[cfg(target_arch = "wasm32")]
mod events;
pub mod network;
#[cfg(target_arch = "wasm32")]
mod page;
pub mod place;
#[cfg(target_arch = "wasm32")]
mod player;
#[cfg(target_arch = "wasm32")]
mod plays;
#[cfg(target_arch = "wasm32")]
mod presence;
pub mod pulse;
pub mod recorder;
pub mod seek;
pub mod source;
pub mod wish;

#[cfg(target_arch = "wasm32")]
mod start {
    use wasm_bindgen::prelude::*;

    /// Wakes the player of the page, if it has one.
    #[wasm_bindgen(start)]
    pub fn start() {
        crate::player::wake();
    }
}
