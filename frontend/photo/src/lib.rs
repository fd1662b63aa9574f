//! What the trainee's phone does to a photo before it is sent: cut it to the authority's frame, make it small, say why it
//! cannot be taken; and a frame to sign in. A wasm of its own that only the pages about items load.
//!
//! It brings no texts: the edge has written all sentences into the page (`frontend/src/ui/upload.rs`), and this shows the
//! one that fits. Where it does not run, the form is complete without it. The picture itself never leaves the phone; what
//! is sent is the cut photo, and a reduced one for staff to compare.

pub mod frame;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod photo;
#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod signature;

#[cfg(target_arch = "wasm32")]
mod start {
    use wasm_bindgen::prelude::*;

    /// Wakes the tool of the page's form, if it has one.
    #[wasm_bindgen(start)]
    pub fn start() {
        let Some(form) = crate::page::form() else { return };
        match form.get_attribute("data-tool").as_deref() {
            Some("photo") => crate::photo::wake(&form),
            Some("signature") => crate::signature::wake(&form),
            _ => None,
        };
    }
}
