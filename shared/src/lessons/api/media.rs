//! Files of lessons: sent in numbered parts of fixed size, taken into use when all are there.

use serde::{Deserialize, Serialize};

use crate::id::{LessonId, MediaId};
use crate::lessons::MediaPurpose;
use crate::time::Timestamp;

/// What a file is, before its first byte is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaForm {
    pub lesson_id: LessonId,
    pub purpose: MediaPurpose,
    /// As it was called on the sender's machine, at most 200 characters.
    pub file_name: String,
    /// At most [`MediaPurpose::most_bytes`].
    pub bytes: i64,
    /// What the sender's browser read in a video; 0 for pictures.
    pub duration_ms: i64,
    pub width: i64,
    pub height: i64,
    /// From 1 for a page of slides, else 0.
    pub page: i64,
}

/// An upload that can go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaUpload {
    pub id: MediaId,
    /// All parts but the last have this size.
    pub part_bytes: i64,
    /// What is there already, in order.
    pub parts: Vec<StoredPart>,
}

/// A part that is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPart {
    /// From 0.
    pub part: i64,
    pub bytes: i64,
    /// Hex, of what arrived.
    pub sha256: String,
}

/// A file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaRef {
    pub id: MediaId,
}

/// A file in use, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaInfo {
    pub id: MediaId,
    pub file_name: String,
    pub bytes: i64,
    pub duration_ms: i64,
    pub width: i64,
    pub height: i64,
    pub stored_at: Timestamp,
    /// Signed, for the reader's own session.
    pub address: String,
}

/// How much room lessons take, of how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Storage {
    pub used_bytes: i64,
    pub limit_bytes: i64,
}

impl Storage {
    pub const fn free_bytes(self) -> i64 {
        if self.used_bytes > self.limit_bytes { 0 } else { self.limit_bytes - self.used_bytes }
    }
}
