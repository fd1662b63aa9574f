//! Recorded lessons. The trainee's pages are made on the edge only: they cost the trainee app nothing but the button that
//! leads to them. The player's script (`frontend/player`) wakes on the page of a lesson.

mod button;
#[cfg(feature = "staff")]
pub mod console;
#[cfg(feature = "staff")]
pub mod desk;
#[cfg(feature = "edge")]
mod lesson_view;
#[cfg(feature = "edge")]
mod list_view;
#[cfg(feature = "edge")]
mod objections_view;
#[cfg(feature = "edge")]
mod page;
#[cfg(feature = "edge")]
mod player_view;
#[cfg(feature = "edge")]
mod plays_view;
#[cfg(feature = "edge")]
mod questions_view;
#[cfg(feature = "edge")]
mod words;

pub use button::lessons_button;
#[cfg(feature = "edge")]
pub use page::{LessonsContent, NotTaken, OneLesson, Refused, TalkForm, lessons_page};
