//! One message of each kind, for the round trip and for the tests of the page.

use super::MessageContent;
use super::api::Message;
use crate::certificates::case::Outcome;
use crate::certificates::clocks::Target;
use crate::certificates::exams::{Part, Standing};
use crate::date::Date;
use crate::enrolments::Stage;
use crate::enrolments::samples::MOMENT;
use crate::id::{EnrolmentId, LessonId, ProofId};
use crate::items::ItemKind;
use crate::page::Page;

impl MessageContent {
    pub fn samples() -> Vec<Self> {
        let course = || "低压电工作业".to_owned();
        let day = |year, month, day| Date::new(year, month, day).unwrap_or(Date::FIRST);
        let Stage { name: stage, todo, .. } = Stage::sample(1);
        vec![
            Self::StageReached { course: course(), stage: stage.clone(), todo },
            Self::MovedBack { course: course(), stage, reason: "学历证明看不清".to_owned() },
            Self::ExamScheduled {
                course: course(),
                part: Part::Theory,
                on: day(2026, 12, 3),
                place: "09:00 市安全考试中心 二楼".to_owned(),
            },
            Self::ProofIssued {
                course: course(),
                proof: ProofId(4),
                number: "LJ-2026-000004".to_owned(),
                replaces: "LJ-2026-000003".to_owned(),
            },
            Self::ProofRevoked {
                course: course(),
                proof: ProofId(4),
                number: "LJ-2026-000004".to_owned(),
                reason: "学时登记有误".to_owned(),
            },
            Self::ItemsAsked { course: course(), items: vec![ItemKind::Photo, ItemKind::Education] },
            Self::ItemReturned { course: course(), item: ItemKind::Photo, reason: "不是近期照片".to_owned() },
            Self::ExamMissed { course: course(), part: Part::Theory, on: day(2026, 12, 3) },
            Self::Result {
                course: course(),
                part: Part::Practical,
                score: Some(62),
                passed: false,
                standing: Standing::Sit { part: Part::Practical, make_up: true, kept_until: Some(day(2027, 12, 3)) },
            },
            Self::Result {
                course: course(),
                part: Part::Theory,
                score: None,
                passed: false,
                standing: Standing::Retrain { part: Part::Theory },
            },
            Self::Result {
                course: course(),
                part: Part::Practical,
                score: Some(90),
                passed: true,
                standing: Standing::Passed { on: day(2026, 12, 10) },
            },
            Self::CertificateRecorded { operation: course(), valid_until: Some(day(2032, 12, 20)) },
            Self::Ready { course: course(), shelf: "A-12".to_owned() },
            Self::Ended { course: course(), outcome: Outcome::Mailed, reason: "SF1234567890".to_owned() },
            Self::Ended { course: course(), outcome: Outcome::Refused, reason: "不符合年龄条件".to_owned() },
            Self::Reopened { course: course(), reason: "登记有误".to_owned() },
            Self::ObjectionDecided {
                lesson: "触电急救".to_owned(),
                lesson_id: LessonId(3),
                granted_ms: 720_000,
                reason: "网络中断，记录可查".to_owned(),
            },
            Self::ObjectionDecided {
                lesson: "触电急救".to_owned(),
                lesson_id: LessonId(3),
                granted_ms: 0,
                reason: "当时页面在后台".to_owned(),
            },
            Self::QuestionAnswered { lesson: "触电急救".to_owned(), lesson_id: LessonId(3) },
            Self::BindingMoved,
            Self::Due { operation: course(), target: Target::Review, on: day(2027, 5, 31) },
        ]
    }
}

impl Message {
    /// The newest two were not shown before; the last is about no enrolment.
    pub fn samples() -> Vec<Self> {
        let contents = MessageContent::samples();
        let count = contents.len();
        let message = |(place, content)| Self {
            at: MOMENT.plus_days(-i64::try_from(place).unwrap_or_default()),
            new: place < 2,
            enrolment: (place + 1 < count).then_some(EnrolmentId(7)),
            content,
        };
        contents.into_iter().enumerate().map(message).collect()
    }

    /// Nothing; the only page; one that goes on.
    pub fn pages() -> Vec<Page<Self>> {
        let items = Self::samples();
        vec![Page::default(), Page { items: items.clone(), next: None }, Page { items, next: Some("12".to_owned()) }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_wire() {
        for message in Message::samples() {
            let json = serde_json::to_string(&message).unwrap();
            assert_eq!(serde_json::from_str::<Message>(&json).unwrap(), message);
        }
    }
}
