//! Rules as an administrator types them.

use serde::{Deserialize, Serialize};

use crate::certificates::regime::{LimitUnit, StageKey};

/// A rule set as staff confirm or change it. Another `effective_from` makes a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetForm {
    /// The one that it follows.
    pub id: i64,
    pub source: String,
    pub effective_from: String,
    pub pass_mark: String,
    pub make_ups: String,
    pub part_valid_months: String,
    pub hours_due: String,
    pub class_minutes: String,
    pub valid_years: String,
    pub review_years: String,
    pub window_days: String,
    /// Stages that are not named keep their limit. An error about one is named by its stage.
    #[serde(default)]
    pub limits: Vec<StageLimitForm>,
}

/// One rule set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleSetRequest {
    pub id: i64,
}

/// How long a stage may take, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageLimitForm {
    pub stage: StageKey,
    /// 1 to 365, or empty: no limit.
    pub days: String,
    pub unit: LimitUnit,
    pub legal: bool,
}
