//! Draws the pages of a PDF as pictures, for the slides of a recorded lesson. Runs in a Web Worker of the staff console that
//! is loaded when somebody chooses a PDF: the page never waits, and a file that breaks the tool breaks only the tool.
//!
//! Nothing of the PDF leaves the machine; what is sent is the pictures. The page makes JPEG of them: its browser has an
//! encoder, and this would be larger with one.

mod slides;
#[cfg(target_arch = "wasm32")]
mod worker;

pub use slides::{Picture, Slides};
