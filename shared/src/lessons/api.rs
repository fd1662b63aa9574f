//! Recorded lessons (录播课) as trainees and staff see them.

mod lesson;
mod media;
mod plays;
mod report;
mod settings;
mod staff;
mod talk;

pub use lesson::*;
pub use media::*;
pub use plays::*;
pub use report::*;
pub use settings::*;
pub use staff::*;
pub use talk::*;

use crate::courses::api::ClassRequest;
use crate::endpoint::Nothing;
use crate::endpoints;
use crate::enrolments::api::EnrolmentRequest;
use crate::page::Page;

endpoints! {
    /// The lessons of the caller's enrolment, in order, with what is counted.
    GetLessons = "lessons.get_lessons": Get "/api/enrolments/{id}/lessons", Trainee, EnrolmentRequest => Lessons;
    /// One lesson with everything its page shows.
    GetLesson = "lessons.get_lesson": Get "/api/enrolments/{id}/lessons/{lesson}", Trainee, LessonRequest => LessonPage;
    /// Begins to watch: time counts from here. Another play of the same trainee ends.
    StartPlay = "lessons.start_play": Post "/api/lessons/plays", Trainee, StartPlayRequest => Play;
    /// What was watched since. Repeating it changes nothing.
    SendBeat = "lessons.send_beat": Repeat "/api/lessons/beats", Trainee, SendBeatRequest => BeatReply;
    /// A fresh address of the video of a play.
    RenewSource = "lessons.renew_source": Query "/api/lessons/source", Trainee, PlayRef => Source;
    /// Says that time was not counted rightly, with the reason.
    Object = "lessons.object": Post "/api/lessons/objections", Trainee, ObjectRequest => Objection;
    /// Asks the teacher about a second of a lesson.
    AskQuestion = "lessons.ask_question": Post "/api/lessons/questions", Trainee, AskRequest => Question;

    /// The lessons of a course, drafts too.
    ListLessons = "lessons.list_lessons": Get "/api/staff/courses/{id}/lessons", AnyStaff, CourseLessonsRequest => CourseLessons;
    /// Creates or changes a lesson.
    SaveLesson = "lessons.save_lesson": Post "/api/staff/lessons", Editor, LessonForm => CourseLessons;
    /// Moves a lesson one place up or down.
    MoveLesson = "lessons.move_lesson": Post "/api/staff/lessons/move", Editor, MoveLessonRequest => CourseLessons;
    /// Publishes, withdraws, or deletes a draft.
    SetLessonState = "lessons.set_state": Post "/api/staff/lessons/state", Editor, LessonStateRequest => CourseLessons;
    /// Stores or removes the captions of a lesson.
    SaveCaptions = "lessons.save_captions": Post "/api/staff/lessons/captions", Editor, CaptionsForm => CourseLessons, max_body = 2 * 1024 * 1024;
    /// How the lessons of a course are to be watched, from a day on.
    SaveCourseWatching = "lessons.save_course_watching": Post "/api/staff/lessons/watching", Registrar, CourseWatchingForm => CourseLessons;
    /// What holds for the recorded lessons of all courses.
    GetLessonSettings = "lessons.get_settings": Get "/api/staff/lesson-settings", Administrator, Nothing => LessonSettings;
    /// Changes it from today on.
    SaveLessonSettings = "lessons.save_settings": Post "/api/staff/lesson-settings", Administrator, LessonSettingsForm => LessonSettings;

    /// Announces a file; an unfinished one of the same content goes on.
    BeginMedia = "lessons.begin_media": Repeat "/api/staff/media", Editor, MediaForm => MediaUpload;
    /// Takes a file into use, once all its parts are there.
    FinishMedia = "lessons.finish_media": Repeat "/api/staff/media/finish", Editor, MediaRef => CourseLessons;
    /// Gives up an upload, or removes a file from its lesson.
    DropMedia = "lessons.drop_media": Repeat "/api/staff/media/drop", Editor, MediaRef => CourseLessons;

    /// What one trainee has watched, play by play.
    GetEvidence = "lessons.get_evidence": Get "/api/staff/enrolments/{id}/lessons", AnyStaff, EnrolmentRequest => Evidence;
    /// Hours due and credited of a class, trainee by trainee.
    GetClassReport = "lessons.get_class_report": Get "/api/staff/classes/{id}/lessons", AnyStaff, ClassRequest => ClassReport;
    /// Records that a report with this content was handed out.
    RecordReport = "lessons.record_report": Post "/api/staff/lessons/reports", Registrar, RecordReportRequest => RecordedReport;
    /// Objections, the most urgent first.
    ListObjections = "lessons.list_objections": Get "/api/staff/objections", AnyStaff, ListObjectionsRequest => Page<StaffObjection>;
    /// Grants time, or refuses, with the reason.
    DecideObjection = "lessons.decide_objection": Post "/api/staff/objections/decide", Registrar, DecideObjectionRequest => StaffObjection;
    /// Questions to the teacher: open ones with the oldest first, or those with these words.
    ListQuestions = "lessons.list_questions": Query "/api/staff/questions/search", Teacher, ListQuestionsRequest => Page<StaffQuestion>;
    /// Answers a question; made public, the class sees it without the asker's name.
    AnswerQuestion = "lessons.answer_question": Post "/api/staff/questions/answer", Teacher, AnswerRequest => StaffQuestion;
}
