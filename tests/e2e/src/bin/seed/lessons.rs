//! Recorded lessons for two courses of the demo: one that is open, one that waits for it, one that is still a draft, and a
//! question with its answer.

use e2e::lessons::{draft, form, media_form, set_state, upload};
use e2e::{OrFail as _, Simulator, Staff, Trainee, sample};
use shared::courses::CourseKind;
use shared::courses::api::ListCourses;
use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;
use shared::id::{CourseId, LessonId};
use shared::lessons::LessonState;
use shared::lessons::api::{
    AnswerQuestion, AnswerRequest, AskQuestion, AskRequest, CaptionsForm, LessonForm, ListQuestions,
    ListQuestionsRequest, SaveCaptions,
};

/// How long the demo's film is.
const FILM_MS: i64 = 90_000;

const CAPTIONS: &str = "WEBVTT\n\n00:00.500 --> 00:06.000\n这是一节演示课，画面上是播放时间。\n\n\
    00:08.000 --> 00:16.000\n检修之前先断电，再验电，再接地。\n\n00:20.000 --> 00:30.000\n接地电阻一般不超过四欧姆。\n";

/// Course, kind, and titles in order. The last is a draft.
const LESSONS: [(&str, CourseKind, [&str; 3]); 2] = [
    ("低压电工作业", CourseKind::Initial, ["安全用电基础", "触电事故与现场急救", "电气防火防爆"]),
    ("高压电工作业", CourseKind::Review, ["新规程要点", "典型事故分析", "应急处置"]),
];

pub fn make(staff: &mut Staff) {
    let film = e2e::lessons::read(&sample::path("videos/demo.mp4"));
    let courses = staff.call::<ListCourses>(&Nothing {}).or_fail("the courses");
    for (name, kind, titles) in LESSONS {
        let course = courses.iter().find(|course| course.name == name && course.kind == kind).or_fail(name).id;
        let mut after = None;
        for (number, title) in titles.into_iter().enumerate() {
            let id = lesson(staff, course, title, after, &film);
            if number < 2 {
                set_state(staff, course, id, LessonState::Published);
            }
            after = Some(id);
        }
    }
}

fn lesson(staff: &mut Staff, course: CourseId, title: &str, after: Option<LessonId>, film: &[u8]) -> LessonId {
    let form = LessonForm {
        teacher: "蒋文斌".to_owned(),
        summary: "重点难点讲解。看完可以在下面提问，老师两个工作日内回答。".to_owned(),
        required_minutes: "1".to_owned(),
        chapters: "0:00 开场\n0:08 停电、验电、接地\n0:45 小结".to_owned(),
        after,
        ..form(course, title)
    };
    let id = draft(staff, &form);
    let media = media_form(id, &format!("{title}.mp4"), film.len(), FILM_MS);
    upload(staff, &media, film);
    staff.call::<SaveCaptions>(&CaptionsForm { id, text: CAPTIONS.to_owned() }).or_fail("captions");
    id
}

/// A follower who is bound asks about the first lesson that he can see, and is answered for the class.
pub fn talk(portal: &str, simulator: &Simulator, openid: &str, staff: &mut Staff) {
    let mut trainee = Trainee::new(portal, simulator, openid);
    trainee.enter();
    let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
    for enrolment in home.enrolments.iter().filter(|enrolment| enrolment.progress.outcome.is_none()) {
        let request = shared::enrolments::api::EnrolmentRequest { id: enrolment.id };
        let lessons = trainee.call::<shared::lessons::api::GetLessons>(&request).or_fail("the lessons");
        let Some(lesson_id) = lessons.next else { continue };
        let text = "接地电阻为什么一般不超过四欧姆？潮湿的工地要不要更小？".to_owned();
        let ask = AskRequest { enrolment_id: enrolment.id, lesson_id, at_ms: 21_000, text };
        trainee.call::<AskQuestion>(&ask).or_fail("asking");
        let open = staff.call::<ListQuestions>(&ListQuestionsRequest::default()).or_fail("the questions").items;
        let question = open.first().or_fail("a question");
        let answer = AnswerRequest {
            id: question.question.id,
            text: "四欧姆是低压系统的一般要求。潮湿场所除了接地，还要用漏电保护和安全电压，见教材第三章。".to_owned(),
            public: true,
            version: question.version,
        };
        staff.call::<AnswerQuestion>(&answer).or_fail("answering");
        return;
    }
}
