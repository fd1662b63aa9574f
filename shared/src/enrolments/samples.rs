//! Examples of what trainees see, one for each state: for the round trip here and for the tests of the views.

mod cards;

use super::api::{EnrolmentCard, EnrolmentDetail, HistoryEntry, HistoryEvent, Home, Payment, StageStep, TraineeName};
use super::{NextStep, Stage};
use crate::certificates::api::CaseDetail;
use crate::certificates::case::Outcome;
use crate::certificates::estimate::{Estimate, Expected};
use crate::certificates::exams::{ExamDate, ExamResult, Part, Standing as ExamStanding};
use crate::certificates::regime::{LimitUnit, StageActor};
use crate::certificates::waiting::Whereabouts;
use crate::date::Date;
use crate::id::{ProofId, TraineeId};
use crate::lang::LocalText;
use crate::money::Money;
use crate::payments::{PaymentMethod, PaymentSource};
use crate::time::Timestamp;

/// 2026-10-05 14:03 in China.
pub const MOMENT: Timestamp = Timestamp(1_791_180_180_000);

impl Stage {
    /// A pipeline of four stages: waiting, acting, acting, finished. The last but one has no English words.
    pub fn samples() -> Vec<Self> {
        let texts = [
            ["报名提交", "Registered", "报名信息已收到。", "Your registration has arrived.", "", ""],
            [
                "培训中",
                "In training",
                "培训正在进行。",
                "Your training is under way.",
                "请按时上课。",
                "Attend on time.",
            ],
            ["可领取", "", "证书已到机构。", "", "请带身份证领取证书。", ""],
            ["已领取", "Collected", "证书已领取，办证完成。", "You have your certificate: all done.", "", ""],
        ];
        let text = |zh: &str, en: &str| LocalText { zh: zh.to_owned(), en: en.to_owned() };
        let stage = |(position, [name, name_en, meaning, meaning_en, todo, todo_en]): (i64, [&str; 6])| Self {
            position,
            name: text(name, name_en),
            meaning: text(meaning, meaning_en),
            todo: text(todo, todo_en),
        };
        (0..).zip(texts).map(stage).collect()
    }

    /// The sample at a position of the pipeline; the first one outside it.
    pub fn sample(position: i64) -> Self {
        let stages = Self::samples();
        let found = stages.iter().find(|stage| stage.position == position).or(stages.first()).cloned();
        found.unwrap_or(Self {
            position,
            name: LocalText::default(),
            meaning: LocalText::default(),
            todo: LocalText::default(),
        })
    }
}

impl StageActor {
    /// Who acts in a stage of [`Stage::samples`]: whoever has something to do there.
    fn sample(position: i64) -> Self {
        if Stage::sample(position).todo.zh.is_empty() { Self::Institution } else { Self::Trainee }
    }
}

impl CaseDetail {
    /// Waiting for the authority as long as most do; one failed part, the other set.
    pub fn sample(card: &EnrolmentCard) -> Self {
        let failed = card.next_steps.iter().any(|step| matches!(step, NextStep::MakeUp { .. }));
        let day = |month, day| Date::new(2026, month, day).unwrap_or(Date::FIRST);
        Self {
            outcome: card.progress.outcome,
            whereabouts: card.progress.outcome.is_none().then(|| Whereabouts {
                actor: card.progress.actor,
                since: Some(day(10, 5)),
                waited: 9,
                expected: if card.progress.stuck {
                    Expected::Legal { days: 20, unit: LimitUnit::Working }
                } else {
                    Expected::History(Estimate { cases: 48, median_days: 12, slowest_tenth_days: 21 })
                },
                expected_by: Some(day(11, 9)),
                estimated: false,
                stuck: card.progress.stuck,
            }),
            rule: LocalText { zh: "应急管理部令第19号".to_owned(), en: "Order 19".to_owned() },
            pass_mark: 80,
            part_valid_months: 12,
            results: if failed {
                vec![ExamResult { part: Part::Theory, score: Some(62), passed: false, on: day(10, 5) }]
            } else {
                Vec::new()
            },
            earlier: Vec::new(),
            standing: failed.then_some(ExamStanding::Sit { part: Part::Theory, make_up: true, kept_until: None }),
            exams: vec![ExamDate {
                part: Part::Theory, on: day(12, 3), place: "09:00 市安全考试中心 二楼".to_owned()
            }],
            hours_done: 32 * 45 * 60,
            lessons_seconds: 0,
            hours_due: 40,
            class_minutes: 45,
            shelf: String::new(),
        }
    }
}

impl TraineeName {
    pub fn sample() -> Self {
        Self { id: TraineeId(3), name: "测试学员甲".to_owned() }
    }

    /// Somebody else in the family, with the longest name.
    pub fn long() -> Self {
        Self { id: TraineeId(4), name: "阿不都热合曼·买买提依明".repeat(4) }
    }
}

impl Home {
    pub fn sample(enrolments: Vec<EnrolmentCard>) -> Self {
        let trainee = TraineeName::sample();
        Self { switchable: vec![trainee.clone()], trainee, enrolments, unread: 0 }
    }

    /// Nothing yet; everything; a family that shares a phone.
    pub fn samples() -> Vec<Self> {
        let family = vec![TraineeName::sample(), TraineeName::long()];
        vec![
            Self::sample(Vec::new()),
            Self::sample(EnrolmentCard::samples()),
            Self {
                trainee: TraineeName::long(),
                switchable: family,
                enrolments: vec![EnrolmentCard::long()],
                unread: 3,
            },
        ]
    }
}

impl EnrolmentDetail {
    /// What belongs to a card: stages reached up to its own, payments that make up what is paid.
    pub fn sample(card: EnrolmentCard) -> Self {
        let stages = Stage::samples().into_iter().map(|stage| StageStep {
            reached_at: (stage.position <= card.progress.stage.position).then_some(MOMENT),
            actor: StageActor::sample(stage.position),
            stage,
        });
        let payment = |amount: Money| Payment {
            amount,
            method: Some(PaymentMethod::WeChat),
            paid_on: Date::new(2026, 10, 5).ok(),
            source: PaymentSource::CarriedOver,
            recorded_at: MOMENT,
        };
        Self {
            trainee: TraineeName::sample(),
            employer: "测试建设有限公司".to_owned(),
            stages: stages.collect(),
            payments: Some(card.dues.paid).filter(|paid| *paid > Money::ZERO).into_iter().map(payment).collect(),
            history: vec![
                HistoryEntry {
                    at: MOMENT.plus_days(1),
                    event: HistoryEvent::Paid { amount: card.dues.paid },
                    by: None,
                    note: String::new(),
                },
                HistoryEntry { at: MOMENT, event: HistoryEvent::Enrolled, by: None, note: String::new() },
            ],
            case: CaseDetail::sample(&card),
            has_lessons: true,
            proof: (card.id.0 % 2 == 0).then_some(ProofId(42)),
            card,
        }
    }

    /// Every kind of event, and a payment of which little is known.
    pub fn eventful() -> Self {
        let events = [
            HistoryEvent::EmployerChanged,
            HistoryEvent::FeeChanged { from: Money::from_fen(98_000), to: Money::from_fen(108_000) },
            HistoryEvent::Paid { amount: Money::from_fen(58_000) },
            HistoryEvent::StageReached { stage: Stage::sample(1).name },
            HistoryEvent::MovedBack { stage: Stage::sample(0).name, reason: "资料有误".to_owned() },
            HistoryEvent::ExamScheduled {
                part: Part::Practical,
                on: Date::new(2026, 12, 3).unwrap_or(Date::FIRST),
                place: String::new(),
            },
            HistoryEvent::ExamMissed { part: Part::Theory, on: Date::new(2026, 10, 30).unwrap_or(Date::FIRST) },
            HistoryEvent::ResultRecorded {
                part: Part::Theory,
                score: Some(62),
                passed: false,
                on: Date::new(2026, 11, 3).unwrap_or(Date::FIRST),
            },
            HistoryEvent::TrainingRepeated { part: Part::Theory },
            HistoryEvent::HoursRecorded { seconds: 32 * 45 * 60 },
            HistoryEvent::ProofIssued { number: "PX-2026-00042".to_owned(), replaces: String::new() },
            HistoryEvent::ProofRevoked { number: "PX-2026-00042".to_owned(), reason: "培训类型写错".to_owned() },
            HistoryEvent::CertificateRecorded {
                number_masked: "T110105********002X".to_owned(),
                operation: "低压电工作业".to_owned(),
            },
            HistoryEvent::Shelved { shelf: "A-12".to_owned() },
            HistoryEvent::Ended { outcome: Outcome::Mailed, reason: "SF1234567890".to_owned() },
            HistoryEvent::NameCorrected { old_name: "孔冬".to_owned(), new_name: "孔冬志".to_owned() },
            HistoryEvent::Reopened { reason: "登记有误".to_owned() },
            HistoryEvent::Enrolled,
        ];
        let scarce = Payment {
            amount: Money::from_fen(58_000),
            method: None,
            paid_on: None,
            source: PaymentSource::CarriedOver,
            recorded_at: MOMENT,
        };
        Self {
            payments: vec![scarce],
            history: events
                .into_iter()
                .map(|event| HistoryEntry { at: MOMENT, event, by: None, note: String::new() })
                .collect(),
            ..Self::sample(EnrolmentCard::partly_paid())
        }
    }

    /// Nothing but the enrolment itself.
    pub fn bare() -> Self {
        let card = EnrolmentCard { starts_on: None, ends_on: None, place: String::new(), ..EnrolmentCard::unpaid() };
        Self { employer: String::new(), history: Vec::new(), ..Self::sample(card) }
    }

    pub fn samples() -> Vec<Self> {
        let special = [Self::eventful(), Self::bare()];
        EnrolmentCard::samples().into_iter().map(Self::sample).chain(special).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::payments::Standing;

    #[test]
    fn what_trainees_see_survives_the_wire() {
        for home in Home::samples() {
            assert_eq!(serde_json::from_str::<Home>(&serde_json::to_string(&home).unwrap()).unwrap(), home);
        }
        for detail in EnrolmentDetail::samples() {
            let json = serde_json::to_string(&detail).unwrap();
            assert_eq!(serde_json::from_str::<EnrolmentDetail>(&json).unwrap(), detail);
        }
    }

    #[test]
    fn an_event_is_read_from_its_name_and_its_own_fields_only() {
        let read = |json: &str| serde_json::from_str::<HistoryEvent>(json).ok();
        let result = r#"{"event":"result_recorded","part":"theory","passed":true,"on":"2026-11-03"}"#;
        let on = Date::new(2026, 11, 3).unwrap();
        assert_eq!(
            read(result),
            Some(HistoryEvent::ResultRecorded { part: Part::Theory, score: None, passed: true, on })
        );
        assert_eq!(read(r#"{"event":"enrolled","shelf":"A-12","unknown":1}"#), Some(HistoryEvent::Enrolled));
        for broken in [
            r#"{"event":"result_recorded","part":"theory","on":"2026-11-03"}"#,
            r#"{"event":"shelved"}"#,
            r#"{"event":"nothing"}"#,
            r#"{"shelf":"A-12"}"#,
            r#""enrolled""#,
        ] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }

    #[test]
    fn samples_are_what_they_are_called() {
        let standings = EnrolmentCard::samples().iter().map(|card| card.dues.standing()).collect::<Vec<_>>();
        let expected = [
            Standing::Unpaid,
            Standing::Partial,
            Standing::Paid,
            Standing::Free,
            Standing::Paid,
            Standing::Partial,
            Standing::Paid,
            Standing::Free,
            Standing::Partial,
            Standing::Partial,
            Standing::Free,
            Standing::Free,
            Standing::Paid,
            Standing::Paid,
        ];
        assert_eq!(standings, expected);
        assert_eq!(MOMENT.to_minute_text(), "2026-10-05 14:03");
        assert!(TraineeName::long().name.chars().count() <= crate::text::PersonName::MAX_CHARS);
        assert!(EnrolmentCard::long().course.chars().count() <= crate::roster::check::MAX_COURSE_CHARS);
    }
}
