//! The lessons of a course for staff: the list, the form, and the files of each lesson.

mod captions_dialog;
mod chapter_lines;
mod lesson_card;
mod lesson_form;
mod lessons_page;
mod open;
mod picture;
mod poster_dialog;
mod preview_dialog;
mod settings_form;
mod settings_page;
mod slides;
mod state_dialog;
mod storage;
mod upload;
mod video_panel;
mod watching_card;
mod watching_form;

pub use lesson_card::LessonCard;
pub use lesson_form::lesson_form;
pub use lessons_page::LessonsPage;
pub use open::Open;
pub use settings_page::LessonSettingsPage;
pub use watching_card::WatchingCard;
