//! Recorded lessons: kept by staff, watched by trainees, counted by the server's clock
//! (`docs/adr/0011-credited-time.md`, `docs/adr/0012-video-delivery.md`).

mod answer_question;
mod ask_question;
pub mod captions;
mod courses;
mod decide_objection;
pub mod deletions;
mod evidence;
pub mod first;
mod get_class_report;
mod get_lesson;
mod get_lessons;
pub mod hours;
mod list_objections;
mod list_questions;
pub mod media;
mod move_lesson;
mod object;
mod plays;
mod questions;
mod record_report;
mod renew_source;
mod rows;
mod rules;
mod save_captions;
mod save_course_watching;
mod save_lesson;
mod send_beat;
mod set_state;
mod settings;
pub mod sources;
mod start_play;

pub use plays::merge_clocks;
use shared::lessons::api;

use crate::institution::dispatch::Dispatcher;

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::GetLessons, _>(get_lessons::get_lessons);
    dispatcher.on::<api::GetLesson, _>(get_lesson::get_lesson);
    dispatcher.on::<api::StartPlay, _>(start_play::start_play);
    dispatcher.on::<api::SendBeat, _>(send_beat::send_beat);
    dispatcher.on::<api::RenewSource, _>(renew_source::renew_source);
    dispatcher.on::<api::Object, _>(object::object);
    dispatcher.on::<api::AskQuestion, _>(ask_question::ask_question);
    dispatcher.on::<captions::GetCaptions, _>(captions::get_captions);

    dispatcher.on::<api::ListLessons, _>(courses::list_lessons);
    dispatcher.on::<api::SaveLesson, _>(save_lesson::save_lesson);
    dispatcher.on::<api::MoveLesson, _>(move_lesson::move_lesson);
    dispatcher.on::<api::SetLessonState, _>(set_state::set_state);
    dispatcher.on::<api::SaveCaptions, _>(save_captions::save_captions);
    dispatcher.on::<captions::GetStaffCaptions, _>(captions::get_staff_captions);
    dispatcher.on::<api::SaveCourseWatching, _>(save_course_watching::save_course_watching);
    dispatcher.on::<api::GetLessonSettings, _>(settings::get_settings);
    dispatcher.on::<api::SaveLessonSettings, _>(settings::save_settings);

    dispatcher.on::<api::BeginMedia, _>(media::begin_media);
    dispatcher.on::<media::OpenPart, _>(media::open_part);
    dispatcher.on::<media::PartStored, _>(media::part_stored);
    dispatcher.on::<media::FindUpload, _>(media::find_upload);
    dispatcher.on::<api::FinishMedia, _>(media::finish_media);
    dispatcher.on::<api::DropMedia, _>(media::drop_media);

    dispatcher.on::<api::GetEvidence, _>(evidence::get_evidence);
    dispatcher.on::<api::GetClassReport, _>(get_class_report::get_class_report);
    dispatcher.on::<api::RecordReport, _>(record_report::record_report);
    dispatcher.on::<api::ListObjections, _>(list_objections::list_objections);
    dispatcher.on::<api::DecideObjection, _>(decide_objection::decide_objection);
    dispatcher.on::<api::ListQuestions, _>(list_questions::list_questions);
    dispatcher.on::<api::AnswerQuestion, _>(answer_question::answer_question);
}
