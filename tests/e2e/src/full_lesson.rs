//! A lesson with much on its pages: long names, time that did not count, objections and questions in every state.

use shared::id::{CourseId, LessonId};
use shared::lessons::api::{
    AnswerQuestion, AnswerRequest, AskQuestion, AskRequest, DecideObjection, DecideObjectionRequest, LessonForm,
    ListObjections, ListObjectionsRequest, ListQuestions, ListQuestionsRequest, Object, ObjectRequest, SendBeat,
};
use shared::lessons::watching::Segment;

use crate::fail::OrFail;
use crate::lessons::{self, FILM_MS, Viewer, beat, film};
use crate::staff::Staff;

const TITLE: &str = "停电作业的安全措施：停电、验电、装设接地线、悬挂标示牌和装设遮栏（含配电线路与变电站）";

/// What there is to see.
#[derive(Clone, Copy, Debug)]
pub struct FullLessons {
    /// Watched in part.
    pub watched: LessonId,
    /// Waits for the other.
    pub closed: LessonId,
}

/// Makes them in a course, and everything that this viewer and the staff say about the first.
#[track_caller]
pub fn make(staff: &mut Staff, course: CourseId, viewer: &mut Viewer) -> FullLessons {
    let form = LessonForm {
        teacher: "阿依古丽·买买提依明".to_owned(),
        summary: "停电、验电、接地的顺序，以及为什么不能颠倒。\n\n先读教材第三章，再看这一课。".to_owned(),
        chapters: "0:00 开场\n0:40 验电器的选择、自检和使用，以及验电时的站位和监护\n1:20 装设接地线".to_owned(),
        ..lessons::form(course, TITLE)
    };
    let watched = lessons::published(staff, &form, &lessons::read(&film()), FILM_MS);
    let form = LessonForm { after: Some(watched), ..lessons::form(course, "倒闸操作票的填写与执行") };
    let closed = lessons::published(staff, &form, &lessons::noise(4_000), 5_400_000);
    watch(viewer, watched);
    talk(staff, viewer, watched);
    FullLessons { watched, closed }
}

/// A second in sight and some that are not.
fn watch(viewer: &mut Viewer, lesson: LessonId) {
    let play = viewer.start(lesson);
    viewer.beat(&play, 1, &[(0, 1_000)]);
    let mut hidden = beat(&play.token, 2, &[]);
    hidden.beat.segments.push(Segment { from: 1_000, to: 42_000, hidden: true });
    hidden.beat.place_ms = 42_000;
    viewer.trainee.call::<SendBeat>(&hidden).or_fail("a heartbeat");
    let play = viewer.start(lesson);
    viewer.beat(&play, 1, &[(42_000, 43_000)]);
}

fn talk(staff: &mut Staff, viewer: &mut Viewer, lesson_id: LessonId) {
    let enrolment_id = viewer.enrolment;
    for text in
        ["上周三晚上八点到九点看了一个小时，手机没电之前都在看，只计了二十分钟", "没有计上", "再说一次：没有计上"]
    {
        let text = format!("{text}。");
        viewer.trainee.call::<Object>(&ObjectRequest { enrolment_id, lesson_id, text }).or_fail("an objection");
    }
    let open = staff.call::<ListObjections>(&ListObjectionsRequest::default()).or_fail("objections").items;
    for (objection, minutes, reason) in [(open.first(), "1", "当晚服务器维护，已核实"), (open.get(1), "", "记录完整")]
    {
        let objection = objection.or_fail("an objection");
        let decision = DecideObjectionRequest {
            id: objection.objection.id,
            minutes: minutes.to_owned(),
            reason: reason.to_owned(),
            version: objection.version,
        };
        staff.call::<DecideObjection>(&decision).or_fail("deciding");
    }
    for text in ["验电之前为什么要先在有电的设备上试一下？如果附近没有有电的设备怎么办？", "接地线先接哪一端？"]
    {
        let request = AskRequest { enrolment_id, lesson_id, at_ms: 61_000, text: text.to_owned() };
        viewer.trainee.call::<AskQuestion>(&request).or_fail("a question");
    }
    let asked = staff.call::<ListQuestions>(&ListQuestionsRequest::default()).or_fail("questions").items;
    let first = asked.first().or_fail("a question");
    let text = "用来确认验电器是好的。附近没有时，用工频高压发生器等方式确认。".to_owned();
    let answer = AnswerRequest { id: first.question.id, text, public: true, version: first.version };
    staff.call::<AnswerQuestion>(&answer).or_fail("answering");
}
