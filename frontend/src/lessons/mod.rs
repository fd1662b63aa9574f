//! Recorded lessons (录播课).

#[cfg(feature = "staff")]
pub mod console;
#[cfg(feature = "staff")]
pub mod desk;
