//! Rule sets for tests: the ways as the portal ships them, with short texts; and certificates as their holders see them.

use super::api::{CaseRow, Certificate, Certificates, NextDue};
use super::clocks;
use super::regime::{Limit, LimitUnit, RuleSet, RuleStage, StageActor, StageKey};
use crate::courses::{CourseKind, Regime};
use crate::date::Date;
use crate::enrolments::Stage;
use crate::id::{CertificateId, EnrolmentId, TraineeId};
use crate::lang::LocalText;
use crate::roster::check::RosterRow;

const SPECIAL: [StageKey; 14] = StageKey::ALL;
const REVIEW: [StageKey; 13] = [
    StageKey::Registered,
    StageKey::Papers,
    StageKey::Payment,
    StageKey::Training,
    StageKey::Applied,
    StageKey::Scheduled,
    StageKey::Theory,
    StageKey::Practical,
    StageKey::Results,
    StageKey::Making,
    StageKey::Electronic,
    StageKey::Ready,
    StageKey::Done,
];
const PRINCIPALS: [StageKey; 12] = [
    StageKey::Registered,
    StageKey::Papers,
    StageKey::Payment,
    StageKey::Training,
    StageKey::Proof,
    StageKey::Applied,
    StageKey::Scheduled,
    StageKey::Theory,
    StageKey::Results,
    StageKey::Making,
    StageKey::Ready,
    StageKey::Done,
];
const PROOF: [StageKey; 7] = [
    StageKey::Registered,
    StageKey::Papers,
    StageKey::Payment,
    StageKey::Training,
    StageKey::Proof,
    StageKey::Ready,
    StageKey::Done,
];

/// The stages that rosters name, in their order, by their labels.
pub const ROSTER_LABELS: [(&str, StageKey); 11] = [
    ("报名提交", StageKey::Registered),
    ("资料审核", StageKey::Papers),
    ("缴费", StageKey::Payment),
    ("培训中", StageKey::Training),
    ("报考提交", StageKey::Applied),
    ("理论考试", StageKey::Theory),
    ("实操考试", StageKey::Practical),
    ("成绩公布", StageKey::Results),
    ("制证", StageKey::Making),
    ("可领取", StageKey::Ready),
    ("已领取", StageKey::Done),
];

/// The position of the stage that a roster's row names, on the way of its course; `None` when the way does not have it.
pub fn roster_stage(row: &RosterRow) -> Option<i64> {
    let (_, key) = ROSTER_LABELS.get(usize::try_from(row.stage?).ok()?)?;
    // Short names in the sample rosters are those of special operations.
    let regime = match Regime::guess(&row.course) {
        Regime::TrainingProof => Regime::SpecialOperations,
        regime => regime,
    };
    let way = match (regime, row.kind) {
        (Regime::SpecialOperations, CourseKind::Initial) => "special_operations.initial",
        (Regime::SpecialOperations, _) => "special_operations.review",
        (Regime::Principals, CourseKind::Initial) => "principals.initial",
        (Regime::Principals, _) => "principals.retraining",
        (Regime::TrainingProof, _) => "training_proof",
    };
    let rules = RuleSet::samples().into_iter().find(|rules| rules.pipeline == way)?;
    rules.stage_of(*key).map(|stage| stage.stage.position)
}

impl CaseRow {
    /// At a stage of [`RuleSet::sample`], for two weeks.
    pub fn sample(id: i64, stage: StageKey) -> Self {
        Self {
            id: EnrolmentId(id),
            trainee_id: TraineeId(id),
            trainee: format!("测试学员{id}"),
            document_masked: format!("110***********{id:04}"),
            course: "低压电工作业".to_owned(),
            kind: CourseKind::Initial,
            class_code: "2026-D01".to_owned(),
            rule_set: 7,
            stage,
            stage_name: text(stage.code(), stage.code()),
            outcome: None,
            since: Date::new(2026, 11, 6).ok(),
            stuck: false,
            shelf: String::new(),
            hours_done: 0,
            lessons_seconds: 0,
            results: Vec::new(),
            version: 3,
        }
    }
}

impl Certificate {
    /// In force, its review ahead.
    pub fn sample() -> Self {
        let day = |year, month, day| Date::new(year, month, day).unwrap_or(Date::FIRST);
        Self {
            id: CertificateId(5),
            regime: Regime::SpecialOperations,
            number_masked: "T11***************002X".to_owned(),
            category: "电工作业".to_owned(),
            operation: "低压电工作业".to_owned(),
            first_issued_on: Some(day(2024, 6, 1)),
            valid_from: day(2024, 6, 1),
            valid_until: Some(day(2030, 5, 31)),
            review_due_on: Some(day(2027, 5, 31)),
            authority: "测试省应急管理厅".to_owned(),
            replaced: false,
            next: Some(NextDue {
                kind: clocks::Target::Review,
                on: day(2027, 5, 31),
                opens_on: day(2027, 4, 1),
                missed: false,
            }),
        }
    }
}

impl Certificates {
    /// None; one in force, one whose review was missed, one that has expired, one that was replaced, one of which little
    /// is known.
    pub fn samples() -> Vec<Self> {
        let sample = Certificate::sample();
        let missed = |kind| sample.next.map(|next| NextDue { kind, missed: true, ..next });
        let certificates = vec![
            sample.clone(),
            Certificate { id: CertificateId(4), next: missed(clocks::Target::Review), ..sample.clone() },
            Certificate {
                id: CertificateId(3),
                regime: Regime::Principals,
                operation: "危险化学品经营单位主要负责人".repeat(4),
                next: missed(clocks::Target::Renewal),
                ..sample.clone()
            },
            Certificate { id: CertificateId(2), replaced: true, next: None, ..sample.clone() },
            Certificate {
                id: CertificateId(1),
                category: String::new(),
                first_issued_on: None,
                valid_until: None,
                review_due_on: None,
                authority: String::new(),
                next: None,
                ..sample
            },
        ];
        vec![Self { certificates: Vec::new() }, Self { certificates }]
    }
}

fn text(zh: &str, en: &str) -> LocalText {
    LocalText { zh: zh.to_owned(), en: en.to_owned() }
}

fn stage(key: StageKey) -> RuleStage {
    let place = StageKey::ALL.iter().position(|known| *known == key).unwrap_or_default();
    let (actor, limit) = match key {
        StageKey::Payment | StageKey::Training | StageKey::Scheduled | StageKey::Ready => (StageActor::Trainee, None),
        StageKey::Applied => {
            (StageActor::ExaminingBody, Some(Limit { days: 60, unit: LimitUnit::Calendar, legal: true }))
        }
        StageKey::Theory | StageKey::Practical => {
            (StageActor::ExaminingBody, Some(Limit { days: 10, unit: LimitUnit::Working, legal: true }))
        }
        StageKey::Making | StageKey::Electronic => {
            (StageActor::IssuingAuthority, Some(Limit { days: 20, unit: LimitUnit::Working, legal: true }))
        }
        _ => (StageActor::Institution, Some(Limit { days: 5, unit: LimitUnit::Working, legal: false })),
    };
    RuleStage {
        stage: Stage {
            position: 100 + 10 * i64::try_from(place).unwrap_or_default(),
            name: text(key.code(), key.code()),
            meaning: text("说明", "What it means"),
            todo: if actor == StageActor::Trainee { text("请处理", "Please act") } else { LocalText::default() },
        },
        key,
        actor,
        limit,
        evidence: LocalText::default(),
    }
}

impl RuleSet {
    fn of(id: i64, code: &str, keys: &[StageKey], hours_due: i64, years: (i32, i32)) -> Self {
        Self {
            id,
            code: code.to_owned(),
            pipeline: code.rsplit_once('.').map_or(code, |(pipeline, _)| pipeline).to_owned(),
            name: text("特种作业操作证·初训", "Special operations, initial"),
            source: text("应急管理部令第19号", "Order 19"),
            effective_from: Date::new(2026, 6, 1).unwrap_or(Date::FIRST),
            confirmed_at: None,
            pass_mark: 80,
            make_ups: 1,
            part_valid_months: 12,
            practical: keys.contains(&StageKey::Practical),
            hours_due,
            class_minutes: 45,
            valid_years: years.0,
            review_years: years.1,
            window_days: 60,
            stages: keys.iter().map(|key| stage(*key)).collect(),
        }
    }

    /// The longest way: special operations, initial.
    pub fn sample() -> Self {
        Self::of(7, "special_operations.initial.2026", &SPECIAL, 0, (6, 3))
    }

    /// One for each way.
    pub fn samples() -> Vec<Self> {
        vec![
            Self::sample(),
            Self::of(8, "special_operations.review.2026", &REVIEW, 8, (6, 3)),
            Self::of(9, "special_operations.renewal.2026", &REVIEW, 8, (6, 3)),
            Self::of(4, "principals.initial.2015", &PRINCIPALS, 32, (3, 0)),
            Self::of(5, "principals.retraining.2015", &PROOF, 12, (1, 0)),
            Self::of(6, "training_proof.2015", &PROOF, 0, (0, 0)),
        ]
    }
}
