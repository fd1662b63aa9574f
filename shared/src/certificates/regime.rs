//! Rules as data: the way of a certificate with its stages, who acts in each and how long it may take.
//!
//! Source of the numbers: `domain.md` D1 and D3. They are dated: a case keeps the rule set that it began under, and
//! documents name the rule in force.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::enrolments::Stage;
use crate::lang::LocalText;
use crate::time::Timestamp;

/// Defines an enum with a text code for the database and the wire.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident [$count:literal] { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $code)] $variant),+
        }

        impl $name {
            pub const ALL: [Self; $count] = [$(Self::$variant),+];

            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|value| value.code() == code)
            }
        }
    };
}
pub(crate) use coded;

coded! {
    /// What the code calls a stage (环节). A way has some of them, always in this order.
    StageKey[14] {
        /// 报名提交
        Registered = "registered",
        /// 资料审核
        Papers = "papers",
        /// 缴费
        Payment = "payment",
        /// 培训中
        Training = "training",
        /// 培训证明
        Proof = "proof",
        /// 报考提交
        Applied = "applied",
        /// 考试安排
        Scheduled = "scheduled",
        /// 理论考试
        Theory = "theory",
        /// 实操考试
        Practical = "practical",
        /// 成绩公布
        Results = "results",
        /// 制证
        Making = "making",
        /// 电子证书
        Electronic = "electronic",
        /// 可领取
        Ready = "ready",
        /// 已领取
        Done = "done",
    }
}

coded! {
    /// Who has the case in his hands at a stage.
    StageActor[4] {
        Trainee = "trainee",
        /// 培训机构
        Institution = "institution",
        /// 考核机构
        ExaminingBody = "examining_body",
        /// 发证机关
        IssuingAuthority = "issuing_authority",
    }
}

coded! {
    /// How a limit is counted.
    LimitUnit[2] {
        Working = "working",
        Calendar = "calendar",
    }
}

/// How long a stage may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// At least 1.
    pub days: i64,
    pub unit: LimitUnit,
    /// Set by a rule; else only what is usual.
    pub legal: bool,
}

/// A stage of one way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleStage {
    pub stage: Stage,
    pub key: StageKey,
    pub actor: StageActor,
    pub limit: Option<Limit>,
    /// What closes it.
    pub evidence: LocalText,
}

impl RuleStage {
    /// Who has a case there whose fee is settled or not: when it is, nothing but the institution's word is waited for.
    pub fn actor_when(&self, is_settled: bool) -> StageActor {
        if is_settled && self.key == StageKey::Payment { StageActor::Institution } else { self.actor }
    }
}

/// The rules that a case keeps from its first day to its last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSet {
    pub id: i64,
    pub code: String,
    /// The same for rule sets that follow one another: `special_operations.initial`.
    pub pipeline: String,
    pub name: LocalText,
    /// The rule that documents name.
    pub source: LocalText,
    pub effective_from: Date,
    /// When the institution confirmed the numbers.
    pub confirmed_at: Option<Timestamp>,
    /// Of 100 points.
    pub pass_mark: i64,
    /// Further tries after a failed part.
    pub make_ups: i64,
    /// How long a passed part counts.
    pub part_valid_months: i32,
    /// Whether there is a practical part.
    pub practical: bool,
    /// Class hours that are due; 0: none are set.
    pub hours_due: i64,
    /// Minutes of a class hour.
    pub class_minutes: i64,
    /// From issue; 0: the certificate does not end.
    pub valid_years: i32,
    /// 0: no review between issue and end.
    pub review_years: i32,
    /// The application may be made so many days before the day that counts.
    pub window_days: i64,
    /// In order; at least the first and the last.
    pub stages: Vec<RuleStage>,
}

impl RuleSet {
    pub fn stage(&self, position: i64) -> Option<&RuleStage> {
        self.stages.iter().find(|stage| stage.stage.position == position)
    }

    /// Where a case at this position stands for its reader: a position that the way does not have counts as the stage before.
    pub fn standing_at(&self, position: i64) -> Option<&RuleStage> {
        self.stages.iter().rev().find(|stage| stage.stage.position <= position).or(self.stages.first())
    }

    pub fn stage_of(&self, key: StageKey) -> Option<&RuleStage> {
        self.stages.iter().find(|stage| stage.key == key)
    }

    /// Number of a stage as people count, from 1; 0 for one that this way does not have.
    pub fn number(&self, position: i64) -> i64 {
        let place = self.stages.iter().position(|stage| stage.stage.position == position);
        place.and_then(|place| i64::try_from(place + 1).ok()).unwrap_or(0)
    }

    pub fn total(&self) -> i64 {
        i64::try_from(self.stages.len()).unwrap_or(i64::MAX)
    }

    /// What comes after a stage.
    pub fn next(&self, position: i64) -> Option<&RuleStage> {
        self.stages.iter().find(|stage| stage.stage.position > position)
    }
}
