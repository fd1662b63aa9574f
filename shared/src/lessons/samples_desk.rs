//! Examples of what travels about recorded lessons between the portal and the staff's desk.

use super::api::{
    Answer, AnswerRequest, ClassReport, Credit, DecideObjectionRequest, Decided, Evidence, Gate, LessonRow,
    LessonsHead, ListObjectionsRequest, ListQuestionsRequest, Objection, PlayRow, Question, RecordReportRequest,
    RecordedReport, ReportCredit, ReportLesson, ReportRow, StaffObjection, StaffQuestion,
};
use super::watching::{PlayEnd, Uncounted};
use crate::courses::CourseKind;
use crate::date::Date;
use crate::enrolments::api::TraineeName;
use crate::id::{ClassId, EnrolmentId, LessonId, ObjectionId, PlayId, QuestionId, TraineeId};
use crate::time::Timestamp;

/// 2026-11-03 09:00 in China.
const MORNING: Timestamp = Timestamp(1_793_667_600_000);

const COURSE: &str = "低压电工作业";
const CLASS: &str = "2026-11-D01";

/// One of each reason, each another length.
const EVERY_REASON: Uncounted = Uncounted {
    outside_ms: 1_000,
    hidden_ms: 2_000,
    repeated_ms: 3_000,
    unchecked_ms: 4_000,
    too_fast_ms: 5_000,
    daily_cap_ms: 6_000,
    fragments_ms: 7_000,
};

fn lessons() -> Vec<ReportLesson> {
    let lesson = |id, title: &str, teacher: &str, length_ms, required_ms| ReportLesson {
        id: LessonId(id),
        title: title.to_owned(),
        teacher: teacher.to_owned(),
        length_ms,
        required_ms,
    };
    vec![lesson(3, "触电急救", "蒋老师", 900_000, 900_000), lesson(4, "接地电阻的测量", "覃老师", 1_500_000, 1_200_000)]
}

fn credit(
    lesson: i64,
    counted_ms: i64,
    uncounted: Uncounted,
    plays: i64,
    first_at: Timestamp,
    minutes: i64,
) -> ReportCredit {
    ReportCredit {
        lesson_id: LessonId(lesson),
        credit: Credit { counted_ms, uncounted },
        granted_ms: 0,
        finished: counted_ms >= 900_000,
        plays,
        first_at,
        last_at: first_at.plus_seconds(minutes * 60),
    }
}

impl ClassReport {
    /// A class of three: one has finished, one has begun, one, by other rules, has not. Then one without anything.
    pub fn samples() -> Vec<Self> {
        let repeated = Uncounted { repeated_ms: 60_000, ..Uncounted::default() };
        let finished = ReportRow {
            enrolment_id: EnrolmentId(7),
            name: "孔冬志".to_owned(),
            document_masked: "450***********1234".to_owned(),
            employer: "桂林市平乐县供电局".to_owned(),
            done_seconds: 216_000,
            lessons_seconds: 2_400,
            due_seconds: 216_000,
            class_minutes: 45,
            lessons: vec![
                credit(3, 900_000, repeated, 2, MORNING, 30),
                credit(4, 1_500_000, Uncounted::default(), 1, MORNING.plus_days(1), 25),
            ],
        };
        let begun = ReportRow {
            enrolment_id: EnrolmentId(8),
            name: "韦小燕".to_owned(),
            document_masked: "E76***321".to_owned(),
            employer: String::new(),
            done_seconds: 1_230,
            lessons_seconds: 330,
            due_seconds: 216_000,
            class_minutes: 45,
            lessons: vec![ReportCredit {
                granted_ms: 120_000,
                ..credit(3, 330_500, EVERY_REASON, 3, MORNING.plus_seconds(2 * 86_400 + 11 * 3_600), 60)
            }],
        };
        let not_begun = ReportRow {
            enrolment_id: EnrolmentId(9),
            name: "莫".to_owned(),
            document_masked: String::new(),
            done_seconds: 0,
            lessons_seconds: 0,
            // Began under other rules than the class.
            due_seconds: 288_000,
            class_minutes: 60,
            lessons: Vec::new(),
            ..begun.clone()
        };
        let class = Self {
            institution: "桂林市安培安全生产培训中心".to_owned(),
            class_code: CLASS.to_owned(),
            course: COURSE.to_owned(),
            course_kind: CourseKind::Initial,
            starts_on: Date::parse("2026-11-02").ok(),
            ends_on: Date::parse("2026-11-20").ok(),
            class_minutes: 45,
            due_seconds: 216_000,
            lessons: lessons(),
            rows: vec![finished, begun, not_begun],
            next: Some("9".to_owned()),
        };
        let bare = Self { starts_on: None, ends_on: None, lessons: vec![], rows: vec![], next: None, ..class.clone() };
        let whole = Self { next: None, ..class.clone() };
        vec![whole, class, bare]
    }
}

/// One play for each way in which it can end, and one that goes on; newest first.
fn plays() -> Vec<PlayRow> {
    let ends = PlayEnd::ALL.into_iter().map(Some).chain([None]).zip(41..);
    let play = |(ended, id): (Option<PlayEnd>, i64)| {
        let started_at = MORNING.plus_seconds((id - 41) * 3_600);
        PlayRow {
            id: PlayId(id),
            lesson_id: LessonId(3),
            started_at,
            last_at: started_at.plus_seconds(605),
            ended,
            device:
                "Mozilla/5.0 (Linux; Android 14; V2318A) AppleWebKit/537.36 (KHTML, like Gecko) MicroMessenger/8.0.47"
                    .to_owned(),
            counted_ms: if ended == Some(PlayEnd::Withdrawn) { 0 } else { 110_000 },
            uncounted: if ended == Some(PlayEnd::Finished) { EVERY_REASON } else { Uncounted::default() },
            round: 1,
        }
    };
    let mut plays: Vec<_> = ends.map(play).collect();
    plays.reverse();
    plays
}

impl Evidence {
    /// With plays, with lessons only, with nothing.
    pub fn samples() -> Vec<Self> {
        let head = LessonsHead {
            enrolment_id: EnrolmentId(8),
            trainee: TraineeName { id: TraineeId(5), name: "韦小燕".to_owned() },
            course: COURSE.to_owned(),
            course_kind: CourseKind::Initial,
            class_code: CLASS.to_owned(),
            class_minutes: 45,
            due_seconds: 216_000,
            done_seconds: 1_230,
            lessons_seconds: 330,
        };
        let row = |(lesson, number): (ReportLesson, i64)| LessonRow {
            id: lesson.id,
            number,
            title: lesson.title,
            teacher: lesson.teacher,
            length_ms: lesson.length_ms,
            required_ms: lesson.required_ms,
            preview: number == 1,
            gate: Gate::Open,
            credit: Credit::default(),
            finished: false,
            place_ms: 0,
        };
        let unwatched: Vec<_> = lessons().into_iter().zip(1..).map(row).collect();
        let mut watched = unwatched.clone();
        if let Some(first) = watched.first_mut() {
            first.credit = Credit { counted_ms: 330_500, uncounted: EVERY_REASON };
        }
        vec![
            Self { head: head.clone(), lessons: watched, plays: plays() },
            Self { head: head.clone(), lessons: unwatched, plays: Vec::new() },
            Self { head, lessons: Vec::new(), plays: Vec::new() },
        ]
    }
}

impl StaffObjection {
    /// Open, granted, refused.
    pub fn samples() -> Vec<Self> {
        let decided_at = MORNING.plus_days(2);
        let ways = [
            Decided::Open { due_at: MORNING.plus_days(10) },
            Decided::Granted { decided_at, granted_ms: 300_000, reason: "网络中断，记录可查".to_owned() },
            Decided::Refused { decided_at, reason: "当时页面在后台，按规定不计时".to_owned() },
        ];
        let of = |(decided, id): (Decided, i64)| Self {
            by: (!matches!(decided, Decided::Open { .. })).then(|| "王老师".to_owned()),
            objection: Objection {
                id: ObjectionId(id),
                at: MORNING,
                text: "我看完了这一课，但是只计了五分钟。".to_owned(),
                decided,
            },
            enrolment_id: EnrolmentId(8),
            trainee_name: "韦小燕".to_owned(),
            course: COURSE.to_owned(),
            class_code: CLASS.to_owned(),
            lesson_id: LessonId(3),
            lesson: "触电急救".to_owned(),
            length_ms: 900_000,
            counted_ms: 330_500,
            plays: plays(),
            version: 1,
        };
        ways.into_iter().zip(21..).map(of).collect()
    }
}

impl StaffQuestion {
    /// Open, overdue, answered to one, answered to all.
    pub fn samples() -> Vec<Self> {
        let answer = |public| {
            let text = "见教材第三章。\n\n验电器每六个月检验一次。".to_owned();
            Some(Answer { text, at: MORNING.plus_days(1), public })
        };
        let of = |(id, overdue, answer): (i64, bool, Option<Answer>)| Self {
            question: Question {
                id: QuestionId(id),
                own: false,
                at_ms: 61_000,
                text: "接地电阻为什么不能超过四欧姆？".to_owned(),
                asked_at: MORNING,
                answer,
            },
            trainee_name: "韦小燕".to_owned(),
            class_code: CLASS.to_owned(),
            course: COURSE.to_owned(),
            lesson_id: LessonId(4),
            lesson: "接地电阻的测量".to_owned(),
            overdue,
            version: 1,
        };
        let all = [(31, false, None), (32, true, None), (33, false, answer(false)), (34, false, answer(true))];
        all.into_iter().map(of).collect()
    }
}

impl RecordReportRequest {
    pub fn samples() -> Vec<Self> {
        vec![Self { class_id: ClassId(2), sha256: "5a".repeat(32) }]
    }
}

impl RecordedReport {
    pub fn samples() -> Vec<Self> {
        vec![Self { at: MORNING.plus_days(18) }]
    }
}

impl ListObjectionsRequest {
    pub fn samples() -> Vec<Self> {
        vec![Self::default(), Self { decided: Some("yes".to_owned()), after: Some("[1,2]".to_owned()) }]
    }
}

impl DecideObjectionRequest {
    pub fn samples() -> Vec<Self> {
        let reason = "网络中断，记录可查".to_owned();
        vec![Self { id: ObjectionId(21), minutes: "5".to_owned(), reason, version: 1 }]
    }
}

impl ListQuestionsRequest {
    pub fn samples() -> Vec<Self> {
        let found = Self { search: "接地".to_owned(), after: Some("[0,31]".to_owned()), ..Self::default() };
        vec![Self::default(), Self { answered: true, ..Self::default() }, found]
    }
}

impl AnswerRequest {
    pub fn samples() -> Vec<Self> {
        vec![Self { id: QuestionId(31), text: "见教材第三章。".to_owned(), public: true, version: 1 }]
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;

    fn survive<T: Serialize + DeserializeOwned + PartialEq + Debug>(samples: Vec<T>) {
        assert!(!samples.is_empty());
        for sample in samples {
            let json = serde_json::to_string(&sample).unwrap();
            assert_eq!(serde_json::from_str::<T>(&json).unwrap(), sample);
        }
    }

    #[test]
    fn what_the_desk_reads_and_sends_survives_the_wire() {
        survive(ClassReport::samples());
        survive(Evidence::samples());
        survive(StaffObjection::samples());
        survive(StaffQuestion::samples());
        survive(RecordReportRequest::samples());
        survive(RecordedReport::samples());
        survive(ListObjectionsRequest::samples());
        survive(DecideObjectionRequest::samples());
        survive(ListQuestionsRequest::samples());
        survive(AnswerRequest::samples());
    }

    #[test]
    fn samples_are_what_they_are_called() {
        assert_eq!(MORNING.to_minute_text(), "2026-11-03 09:00");
        assert_eq!(EVERY_REASON.total_ms(), 28_000);
        let ways: Vec<_> = plays().iter().map(|play| play.ended).collect();
        assert_eq!(ways.len(), PlayEnd::ALL.len() + 1);
        assert_eq!(ways.first(), Some(&None), "the newest goes on");
    }
}
