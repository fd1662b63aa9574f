//! Moves that can still be undone.

use serde::{Deserialize, Serialize};

use super::MoveSummary;
use crate::id::EnrolmentId;
use crate::time::Timestamp;

/// Which moves: all, or those that moved one case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMovesRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolment_id: Option<EnrolmentId>,
}

/// Moves that can still be undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoableMoves {
    /// When they were read: how long a move can still be undone is counted from here.
    pub at: Timestamp,
    /// Newest first; at most 20.
    pub moves: Vec<MoveSummary>,
}
