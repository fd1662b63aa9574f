//! Examples of what travels about recorded lessons.

use super::Chapter;
use super::api::{
    Answer, BeatReply, Credit, Decided, Gate, LessonPage, LessonRow, LessonVideo, Lessons, LessonsHead, NextLesson,
    Objection, Play, PlayRow, PlayerRules, Question, SendBeatRequest, Source,
};
use super::watching::{Beat, CheckAnswer, CheckStep, Order, PlayEnd, Segment, Uncounted};
use crate::courses::CourseKind;
use crate::date::Date;
use crate::enrolments::api::TraineeName;
use crate::id::{EnrolmentId, LessonId, ObjectionId, PlayId, QuestionId, TraineeId};
use crate::time::Timestamp;

const AT: Timestamp = Timestamp(1_795_222_800_000);
const MINUTE: i64 = 60_000;
/// As long as staff write them, without a place to break.
const LONG_TITLE: &str =
    "第十二讲 低压成套配电装置的巡视检查与倒闸操作票填写规范（含事故案例分析与现场应急处置方案演练讲评）";

impl Uncounted {
    pub fn samples() -> Vec<Self> {
        let all = Self {
            hidden_ms: 2 * MINUTE,
            too_fast_ms: 61_000,
            repeated_ms: 3 * MINUTE,
            daily_cap_ms: 4 * MINUTE,
            unchecked_ms: 5_500,
            fragments_ms: 7_000,
            outside_ms: 1_000,
        };
        vec![Self::default(), Self { hidden_ms: 2 * MINUTE, ..Self::default() }, all]
    }
}

impl Gate {
    pub fn samples() -> Vec<Self> {
        let on = Date::parse("2026-12-01").unwrap_or(Date::FIRST);
        let title = LONG_TITLE.to_owned();
        vec![
            Self::Open,
            Self::NotPaid,
            Self::After { title },
            Self::NotYet { on },
            Self::Over { on },
            Self::CaseEnded,
            Self::Withdrawn,
        ]
    }
}

impl LessonRow {
    /// One finished, one begun, one not begun, then one behind every gate.
    pub fn samples() -> Vec<Self> {
        let row = Self {
            id: LessonId(1),
            number: 1,
            title: "第一讲 安全用电基础".to_owned(),
            teacher: "蒋文斌".to_owned(),
            length_ms: 45 * MINUTE,
            required_ms: 40 * MINUTE,
            preview: true,
            gate: Gate::Open,
            credit: Credit { counted_ms: 41 * MINUTE, uncounted: Uncounted::default() },
            finished: true,
            place_ms: 45 * MINUTE,
        };
        let begun = Self {
            id: LessonId(2),
            number: 2,
            title: "第二讲 接地电阻的测量".to_owned(),
            preview: false,
            credit: Credit { counted_ms: 23 * MINUTE + 5_000, uncounted: Uncounted::samples().remove(1) },
            finished: false,
            place_ms: 200_000,
            ..row.clone()
        };
        let new = Self {
            id: LessonId(3),
            number: 3,
            title: LONG_TITLE.to_owned(),
            teacher: String::new(),
            credit: Credit::default(),
            place_ms: 0,
            ..begun.clone()
        };
        let closed = |(gate, id)| Self { id: LessonId(id), number: id, gate, ..new.clone() };
        let gates = Gate::samples().into_iter().skip(1).zip(4..).map(closed);
        [row, begun, new.clone()].into_iter().chain(gates).collect()
    }
}

impl LessonsHead {
    pub fn samples() -> Vec<Self> {
        let usual = Self {
            enrolment_id: EnrolmentId(5),
            trainee: TraineeName { id: TraineeId(1), name: "孔冬志".to_owned() },
            course: "低压电工作业".to_owned(),
            course_kind: CourseKind::Initial,
            class_code: "2026-D13期".to_owned(),
            class_minutes: 45,
            due_seconds: 80 * 2_700,
            done_seconds: 12 * 2_700 + 270,
            lessons_seconds: 64 * 60,
        };
        let long = Self {
            trainee: TraineeName {
                id: TraineeId(2), name: "古丽米热·艾合买提江·阿卜杜热西提".to_owned()
            },
            course: "金属非金属矿山主要负责人和安全生产管理人员年度再培训（地下矿山、露天矿山、尾矿库）".to_owned(),
            course_kind: CourseKind::Retraining,
            due_seconds: 0,
            done_seconds: 0,
            lessons_seconds: 0,
            ..usual.clone()
        };
        vec![usual, long]
    }
}

impl Lessons {
    pub fn samples() -> Vec<Self> {
        let [usual, long] = [0, 1].map(|index| LessonsHead::samples().swap_remove(index));
        let done: Vec<_> = LessonRow::samples().into_iter().take(1).collect();
        vec![
            Self { head: usual.clone(), lessons: LessonRow::samples(), next: Some(LessonId(2)) },
            Self { head: usual, lessons: done, next: None },
            Self { head: long, lessons: Vec::new(), next: None },
        ]
    }
}

impl PlayRow {
    /// One that goes on, then one for every end.
    pub fn samples() -> Vec<Self> {
        let on = Self {
            id: PlayId(1),
            lesson_id: LessonId(2),
            started_at: AT,
            last_at: AT.plus_seconds(600),
            ended: None,
            device: "Mozilla/5.0 (Linux; Android 14; V2284A) MicroMessenger/8.0.50".to_owned(),
            counted_ms: 9 * MINUTE,
            uncounted: Uncounted::samples().remove(1),
            round: 1,
        };
        let ended =
            |(end, id)| Self { id: PlayId(id), ended: Some(end), uncounted: Uncounted::default(), ..on.clone() };
        core::iter::once(on.clone()).chain(PlayEnd::ALL.into_iter().zip(2..).map(ended)).collect()
    }
}

impl Objection {
    pub fn samples() -> Vec<Self> {
        let decided = [
            Decided::Open { due_at: AT.plus_days(10) },
            Decided::Granted {
                decided_at: AT, granted_ms: 10 * MINUTE, reason: "服务器当晚维护，已核实".to_owned()
            },
            Decided::Refused { decided_at: AT, reason: "记录显示当时在播放另一课".to_owned() },
        ];
        let of = |(decided, id)| Self {
            id: ObjectionId(id),
            at: AT,
            text: "昨晚 <八点> 到九点看完了，只计了 20 分钟".to_owned(),
            decided,
        };
        decided.into_iter().zip(1..).map(of).collect()
    }
}

impl Question {
    pub fn samples() -> Vec<Self> {
        let own = Self {
            id: QuestionId(1),
            own: true,
            at_ms: 200_000,
            text: "这里为什么要 <先> 断开负荷侧？".to_owned(),
            asked_at: AT,
            answer: None,
        };
        let answer = |public| {
            Some(Answer { text: "防止带负荷拉闸产生电弧。".to_owned(), at: AT.plus_seconds(3_600), public })
        };
        vec![
            Self { id: QuestionId(2), answer: answer(false), ..own.clone() },
            Self { id: QuestionId(3), own: false, at_ms: 0, answer: answer(true), ..own.clone() },
            own,
        ]
    }
}

impl Source {
    pub fn samples() -> Vec<Self> {
        vec![Self { address: "/media/2f6c/1795226400/5b1e?x=1&y=2".to_owned(), expires_at: AT.plus_seconds(3_600) }]
    }
}

impl PlayerRules {
    pub fn samples() -> Vec<Self> {
        let usual = Self { beat_seconds: 15, speed_percent: 100, hidden_counts: false, checks: true };
        vec![usual, Self { speed_percent: 150, hidden_counts: true, checks: false, ..usual }]
    }
}

impl LessonPage {
    /// One with everything, one with nothing, then one behind every gate.
    pub fn samples() -> Vec<Self> {
        let [finished, begun] = [0, 1].map(|index| LessonRow::samples().swap_remove(index));
        let video = LessonVideo {
            source: Source::samples().remove(0),
            bytes: 125_829_120,
            width: 1280,
            height: 720,
            has_captions: true,
            poster: Some("/media/poster".to_owned()),
            slides: vec!["/media/slide-1".to_owned(), "/media/slide-2".to_owned()],
        };
        let full = Self {
            head: LessonsHead::samples().remove(0),
            lesson: begun,
            summary: "接地电阻为什么要测。\n\n怎么 <测>。".to_owned(),
            chapters: vec![
                Chapter { at_ms: 0, title: "开场".to_owned() },
                Chapter { at_ms: 200_000, title: LONG_TITLE.to_owned() },
            ],
            video: Some(video.clone()),
            watching: PlayerRules::samples().remove(0),
            plays: PlayRow::samples(),
            objection_until: Some(AT.plus_days(20)),
            objections: Objection::samples(),
            questions: Question::samples(),
            next: Some(NextLesson { id: LessonId(3), title: LONG_TITLE.to_owned(), gate: Gate::Open }),
        };
        let bare = Self {
            head: LessonsHead::samples().remove(1),
            lesson: finished,
            summary: String::new(),
            chapters: Vec::new(),
            video: Some(LessonVideo { has_captions: false, poster: None, slides: Vec::new(), ..video }),
            watching: PlayerRules::samples().remove(1),
            plays: Vec::new(),
            objection_until: None,
            objections: Vec::new(),
            questions: Vec::new(),
            next: None,
        };
        let closed = |gate: Gate| Self {
            lesson: LessonRow { gate: gate.clone(), ..full.lesson.clone() },
            video: None,
            next: Some(NextLesson { id: LessonId(3), title: LONG_TITLE.to_owned(), gate }),
            ..full.clone()
        };
        let closed: Vec<_> = Gate::samples().into_iter().skip(1).map(closed).collect();
        [full, bare].into_iter().chain(closed).collect()
    }
}

impl Play {
    pub fn samples() -> Vec<Self> {
        vec![Self {
            token: "5a".repeat(32),
            source: Source::samples().remove(0),
            place_ms: 200_000,
            rules: PlayerRules::samples().remove(0),
            credit: Credit { counted_ms: 23 * MINUTE, uncounted: Uncounted::samples().remove(2) },
        }]
    }
}

impl SendBeatRequest {
    pub fn samples() -> Vec<Self> {
        let segment = |from, to, hidden| Segment { from, to, hidden };
        let beat = Beat {
            seq: 7,
            segments: vec![segment(0, 15_000, false), segment(15_000, 16_250, true)],
            place_ms: 16_250,
            check: Some(CheckAnswer { id: 3, what: CheckStep::Answered }),
            last: true,
        };
        let empty = Beat { seq: 1, segments: Vec::new(), place_ms: 0, check: None, last: false };
        let of = |beat| Self { token: "5a".repeat(32), beat };
        [beat, empty].map(of).into()
    }
}

impl BeatReply {
    pub fn samples() -> Vec<Self> {
        let credit = Credit { counted_ms: 23 * MINUTE, uncounted: Uncounted::samples().remove(2) };
        let check = |shown| Order::Check { id: 3, shown, answer_seconds: 60 };
        let ends = PlayEnd::ALL.into_iter().map(Order::Stop);
        let orders = [Order::GoOn, check(false), check(true)].into_iter().chain(ends);
        orders.map(|order| Self { ack: 7, order, credit, finished: order == Order::GoOn }).collect()
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;

    fn survives<T: Serialize + DeserializeOwned + PartialEq + core::fmt::Debug>(values: Vec<T>) {
        assert!(!values.is_empty());
        for value in values {
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
        }
    }

    #[test]
    fn what_travels_comes_back() {
        survives(Lessons::samples());
        survives(LessonPage::samples());
        survives(Play::samples());
        survives(SendBeatRequest::samples());
        survives(BeatReply::samples());
    }
}
