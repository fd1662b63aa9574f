//! The institution itself: what every page shows of it, and its settings.

pub mod api;

use serde::{Deserialize, Serialize};

/// What every page shows of the institution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    pub name: String,
    /// The number behind *call us*, as typed by staff; empty before the settings are filled in.
    pub phone: String,
    pub address: String,
    /// ICP filing number for the footer (domain.md E1); may be empty.
    pub icp: String,
    /// A demonstration with made-up people: every page says so.
    pub demo: bool,
}
