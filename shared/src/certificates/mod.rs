//! Certificates (办证).

pub mod clocks;
pub mod estimate;
pub mod hours;
