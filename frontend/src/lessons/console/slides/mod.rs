//! The slides of a lesson: pages of a PDF, drawn here by a tool of its own, kept as pictures.

mod dialog;
mod job;
mod tool;
mod view;
mod work;

pub use dialog::SlidesDialog;
