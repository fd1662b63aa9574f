//! The dialog over the page.

use shared::id::LessonId;
use shared::lessons::LessonState;

/// One at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    Nothing,
    /// Absent: a new lesson.
    Form(Option<LessonId>),
    Watching,
    State(LessonId, LessonState),
    Preview(LessonId),
    Captions(LessonId),
    Poster(LessonId),
    Slides(LessonId),
}
