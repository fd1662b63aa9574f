//! A file on its way to the portal: looked at, cut into numbered parts, sent two at a time, taken into use.

mod bytes;
mod film;
mod part;
mod patience;
mod plan;
mod refused;
mod run;
mod sending;
mod small;
mod video_upload;

pub use bytes::{name_of, read, size_of};
pub use plan::{Fit, fit};
pub use small::store;
pub use video_upload::VideoUpload;
