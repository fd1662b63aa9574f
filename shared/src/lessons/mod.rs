//! Recorded lessons (录播课): what they are, when they open, and how much of them counts.

pub mod api;
pub mod bigrams;
pub mod captions;
pub mod chapters;
pub mod mp4;
pub mod opening;
pub mod player;
pub mod ranges;
pub mod report;
#[cfg(any(test, feature = "samples"))]
pub mod samples;
#[cfg(any(test, feature = "samples"))]
pub mod samples_desk;
pub mod slides;
pub mod watching;

use serde::{Deserialize, Serialize};

use crate::certificates::regime::coded;
use crate::id::{EnrolmentId, LessonId};
pub use chapters::Chapter;

coded! {
    /// Whether trainees see a lesson.
    LessonState[3] {
        /// Staff work at it.
        Draft = "draft",
        Published = "published",
        /// Taken back: nothing more is counted, and what was counted stays.
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// What a file of a lesson is for.
    MediaPurpose[3] {
        /// MP4.
        Video = "video",
        /// JPEG, shown before the video plays.
        Poster = "poster",
        /// JPEG of one page.
        Slide = "slide",
    }
}

impl MediaPurpose {
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Video => "video/mp4",
            Self::Poster | Self::Slide => "image/jpeg",
        }
    }

    /// What one file may have.
    pub const fn most_bytes(self) -> i64 {
        match self {
            Self::Video => 4 * 1024 * 1024 * 1024,
            Self::Poster | Self::Slide => 2 * 1024 * 1024,
        }
    }
}

/// All parts of a file but the last have this size: eight megabytes, so that a bad line loses little and 4 GB are 512 parts.
pub const PART_BYTES: i64 = 8 * 1024 * 1024;

/// Pages of slides that one lesson may have.
pub const MOST_SLIDES: i64 = 200;

/// The page with all lessons of an enrolment.
pub fn lessons_address(enrolment: EnrolmentId) -> String {
    format!("/lessons/{enrolment}")
}

/// The page of one lesson.
pub fn lesson_address(enrolment: EnrolmentId, lesson: LessonId) -> String {
    format!("/lessons/{enrolment}/{lesson}")
}
