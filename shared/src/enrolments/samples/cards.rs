//! Enrolments on the first page, in every state that it tells apart.

use crate::certificates::case::Outcome;
use crate::certificates::exams::{ExamDate, Part, Standing};
use crate::certificates::regime::StageActor;
use crate::courses::CourseKind;
use crate::date::Date;
use crate::enrolments::api::{EnrolmentCard, HistoryEvent};
use crate::enrolments::{Exam, Facts, Progress, Stage, next_steps};
use crate::id::EnrolmentId;
use crate::items::ItemKind;
use crate::money::Money;
use crate::payments::Dues;

impl EnrolmentCard {
    /// A card with this much due and paid (in fen), at this stage of [`Stage::samples`].
    pub fn sample(due: i64, paid: i64, stage: i64) -> Self {
        let dues = Dues { due: Money::from_fen(due), paid: Money::from_fen(paid) };
        let total = i64::try_from(Stage::samples().len()).unwrap_or(i64::MAX);
        let progress = Progress {
            stage: Stage::sample(stage),
            number: stage + 1,
            total,
            actor: StageActor::sample(stage),
            outcome: (stage + 1 == total).then_some(Outcome::Collected),
            since: Date::new(2026, 10, 5).ok(),
            stuck: false,
            overdue: false,
        };
        Self {
            id: EnrolmentId(7),
            course: "低压电工作业".to_owned(),
            kind: CourseKind::Initial,
            class_code: "2026-D01".to_owned(),
            starts_on: Date::new(2026, 12, 1).ok(),
            ends_on: Date::new(2026, 12, 12).ok(),
            place: "三楼 301 教室".to_owned(),
            dues,
            next_steps: next_steps(dues, &progress, Facts::default()),
            progress,
        }
    }

    pub fn unpaid() -> Self {
        Self::sample(108_000, 0, 0)
    }

    pub fn partly_paid() -> Self {
        Self::sample(108_000, 58_000, 1)
    }

    /// Paid, and the stage asks for something.
    pub fn paid() -> Self {
        Self { id: EnrolmentId(8), ..Self::sample(108_000, 108_000, 1) }
    }

    /// Nothing is due, and the stage only wants waiting.
    pub fn free() -> Self {
        Self { id: EnrolmentId(9), kind: CourseKind::Retraining, ..Self::sample(0, 0, 0) }
    }

    /// At the end of its way.
    pub fn finished() -> Self {
        Self { id: EnrolmentId(10), kind: CourseKind::Review, ..Self::sample(36_000, 36_000, 3) }
    }

    /// As long as the columns allow; no dates, no place.
    pub fn long() -> Self {
        Self {
            id: EnrolmentId(9_007_199_254_740_991),
            course: "危险化学品经营单位主要负责人".repeat(4),
            kind: CourseKind::Renewal,
            class_code: "2026-第十二期-周末-".repeat(3),
            starts_on: None,
            ends_on: None,
            place: String::new(),
            ..Self::sample(100_000_000, 1, 2)
        }
    }

    /// Theory was failed once.
    pub fn make_up() -> Self {
        let card = Self::paid();
        let standing = Some(Standing::Sit { part: Part::Theory, make_up: true, kept_until: None });
        Self { id: EnrolmentId(11), ..card.knowing(Facts { standing, ..Facts::default() }) }
    }

    /// The authority takes longer than it may.
    pub fn stuck() -> Self {
        let card = Self::free();
        Self { id: EnrolmentId(12), progress: Progress { stuck: true, overdue: true, ..card.progress.clone() }, ..card }
    }

    /// Ended without a certificate, and something was still to be paid.
    pub fn withdrawn() -> Self {
        Self { id: EnrolmentId(13), ..Self::partly_paid().ended(Outcome::Withdrawn, "学员要求退出") }
    }

    /// Owes money and papers, after the case was sent back.
    pub fn asked() -> Self {
        let moved =
            HistoryEvent::MovedBack { stage: Stage::sample(1).name, reason: "学历证明看不清".to_owned() };
        let (returned, asked) = (vec![ItemKind::Education], vec![ItemKind::Photo, ItemKind::HealthCommitment]);
        let facts = Facts { moved: Some(moved), returned, asked, ..Facts::default() };
        Self { id: EnrolmentId(14), ..Self::partly_paid().knowing(facts) }
    }

    /// The make-up is set.
    pub fn exam_set() -> Self {
        let place = "09:00 市安全考试中心 二楼".to_owned();
        let exam = ExamDate { part: Part::Theory, on: Date::new(2026, 12, 8).unwrap_or(Date::FIRST), place };
        let standing = Some(Standing::Sit { part: Part::Theory, make_up: true, kept_until: None });
        let facts = Facts { exam: Exam::Ahead(exam), standing, ..Facts::default() };
        Self { id: EnrolmentId(15), ..Self::free().knowing(facts) }
    }

    /// No make-up was left.
    pub fn retrained() -> Self {
        let moved = Some(HistoryEvent::TrainingRepeated { part: Part::Theory });
        Self { id: EnrolmentId(16), ..Self::free().knowing(Facts { moved, ..Facts::default() }) }
    }

    /// The certificate lies at the institution.
    pub fn ready() -> Self {
        let facts = Facts { shelf: Some("A3-12".to_owned()), ..Facts::default() };
        Self { id: EnrolmentId(17), ..Self::sample(36_000, 36_000, 2).knowing(facts) }
    }

    pub fn mailed() -> Self {
        Self { id: EnrolmentId(18), ..Self::sample(36_000, 36_000, 3).ended(Outcome::Mailed, "SF1234567890") }
    }

    /// With this known besides.
    fn knowing(self, facts: Facts) -> Self {
        Self { next_steps: next_steps(self.dues, &self.progress, facts), ..self }
    }

    fn ended(self, outcome: Outcome, reason: &str) -> Self {
        let progress = Progress { outcome: Some(outcome), ..self.progress.clone() };
        let moved = Some(HistoryEvent::Ended { outcome, reason: reason.to_owned() });
        Self { progress, ..self }.knowing(Facts { moved, ..Facts::default() })
    }

    pub fn samples() -> Vec<Self> {
        vec![
            Self::unpaid(),
            Self::partly_paid(),
            Self::paid(),
            Self::free(),
            Self::finished(),
            Self::long(),
            Self::make_up(),
            Self::stuck(),
            Self::withdrawn(),
            Self::asked(),
            Self::exam_set(),
            Self::retrained(),
            Self::ready(),
            Self::mailed(),
        ]
    }
}
