//! The institution's own training proof (培训证明): what it says, which state it is in, how its QR code says it.
//!
//! It is the institution's word about training it gave (domain.md D1: trade, period, hours due and done, signature and
//! seal), never a certificate of the state.

pub mod api;
#[cfg(any(test, feature = "samples"))]
pub mod samples;
pub mod signed;

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::courses::CourseKind;
use crate::date::Date;
use crate::time::Timestamp;

/// Class hours as documents show them, in tenths. What is done counts in seconds
/// ([`crate::certificates::hours::ClassHours`]); a document is frozen, so it also keeps what a class hour was then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrintedHours(pub i64);

impl PrintedHours {
    pub const fn whole(hours: i64) -> Self {
        Self(hours.saturating_mul(10))
    }

    /// Rounded down: a document never says more than was done. `minutes` is the length of a class hour.
    pub const fn from_seconds(seconds: i64, minutes: i64) -> Self {
        match seconds.saturating_mul(10).checked_div(minutes.saturating_mul(60)) {
            Some(tenths) => Self(tenths),
            None => Self(0),
        }
    }
}

/// `82`, `82.5`.
impl fmt::Display for PrintedHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 10, self.0 % 10) {
            (hours, 0) => hours.fmt(f),
            (hours, tenths) => write!(f, "{hours}.{}", tenths.abs()),
        }
    }
}

/// Everything that stands on a proof. Frozen when it is issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofFields {
    pub number: String,
    /// In the QR code masked: see [`masked_name`].
    pub name: String,
    /// The document number, masked.
    pub document: String,
    pub course: String,
    pub kind: CourseKind,
    pub class_code: String,
    pub trained_from: Option<Date>,
    pub trained_to: Option<Date>,
    /// 应修学时; zero when the rule sets none.
    pub hours_due: PrintedHours,
    /// 实修学时
    pub hours_done: PrintedHours,
    /// The rule in force on the day of issue (domain.md D0).
    pub rule: String,
    pub institution: String,
    pub signatory: String,
    pub issued_on: Date,
}

impl ProofFields {
    /// A proof of nobody, to look at seal and signatory.
    pub fn specimen(number: String, institution: String, signatory: String, today: Date) -> Self {
        Self {
            number,
            name: "样张".to_owned(),
            document: "110***********0000".to_owned(),
            course: "低压电工作业".to_owned(),
            kind: CourseKind::Initial,
            class_code: "样张".to_owned(),
            trained_from: Some(today.plus_days(-30)),
            trained_to: Some(today),
            hours_due: PrintedHours::whole(80),
            hours_done: PrintedHours::whole(80),
            rule: "仅供预览，不是培训证明".to_owned(),
            institution,
            signatory,
            issued_on: today,
        }
    }

    /// As the QR code carries them.
    #[must_use]
    pub fn masked(self) -> Self {
        Self { name: masked_name(&self.name), ..self }
    }
}

/// A day as a proof prints it, in whatever language its reader looks at it: it is compared with the paper.
pub fn printed_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// First and last day of a training as a proof prints them; empty where neither is known.
pub fn printed_period(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from != to => format!("{} 至 {}", printed_day(from), printed_day(to)),
        (Some(only), _) | (None, Some(only)) => printed_day(only),
        (None, None) => String::new(),
    }
}

/// At most so many stars: the length of a long name is nobody's business.
const MOST_STARS: usize = 4;

/// `张*`, `欧**娜`: enough to compare with the person who shows the proof, too little to learn a name from a picture of
/// the code.
pub fn masked_name(name: &str) -> String {
    let length = name.chars().count();
    let stars = |count: usize| "*".repeat(count.clamp(1, MOST_STARS));
    let first = name.chars().take(1);
    match length {
        0 | 1 => stars(1),
        2 => first.chain(stars(1).chars()).collect(),
        _ => first.chain(stars(length - 2).chars()).chain(name.chars().last()).collect(),
    }
}

/// What became of a proof. The bytes stay in every state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum ProofState {
    /// In force.
    Issued,
    /// Another one says it better: a name was corrected.
    Superseded { at: Timestamp, by: String },
    /// Taken back. The reason is for the trainee and for staff, not for those who check.
    Revoked { at: Timestamp, reason: String },
}

/// Only a proof in force can be replaced or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotInForce;

impl ProofState {
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Superseded { .. } => "superseded",
            Self::Revoked { .. } => "revoked",
        }
    }

    pub const fn is_in_force(&self) -> bool {
        matches!(self, Self::Issued)
    }

    /// Replaced by the proof of this number.
    pub fn superseded(self, at: Timestamp, by: String) -> Result<Self, NotInForce> {
        self.ended(Self::Superseded { at, by })
    }

    /// Taken back.
    pub fn revoked(self, at: Timestamp, reason: String) -> Result<Self, NotInForce> {
        self.ended(Self::Revoked { at, reason })
    }

    fn ended(self, end: Self) -> Result<Self, NotInForce> {
        if self.is_in_force() { Ok(end) } else { Err(NotInForce) }
    }
}

/// What stands in the way of a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofObstacle {
    /// Institution, signatory or seal are not in the settings yet.
    Settings,
    /// The case has not come to the training.
    BeforeTraining,
    /// Refused, withdrawn or lapsed.
    CaseEnded,
    HoursMissing,
    /// No hours are recorded, and the rule sets none.
    NoHours,
    /// The class has no dates.
    NoDates,
    /// The class ends on a day to come: a proof never says what has not been.
    ClassRuns,
}

impl ProofObstacle {
    pub const ALL: [Self; 7] = [
        Self::Settings,
        Self::BeforeTraining,
        Self::CaseEnded,
        Self::HoursMissing,
        Self::NoHours,
        Self::NoDates,
        Self::ClassRuns,
    ];
}

/// What decides whether a proof may be issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that are independent of each other")]
pub struct ProofBasis {
    pub settings_complete: bool,
    /// The case stands at the training or later.
    pub in_training: bool,
    /// The case has ended without a certificate.
    pub failed: bool,
    pub has_dates: bool,
    /// The class ends after today.
    pub runs: bool,
    pub hours_due: PrintedHours,
    pub hours_done: PrintedHours,
}

/// Everything that stands in the way, so that staff see all of it at once.
pub fn obstacles(basis: &ProofBasis) -> Vec<ProofObstacle> {
    let none_done = basis.hours_done <= PrintedHours(0);
    [
        (!basis.settings_complete, ProofObstacle::Settings),
        (basis.failed, ProofObstacle::CaseEnded),
        (!basis.in_training, ProofObstacle::BeforeTraining),
        (!basis.has_dates, ProofObstacle::NoDates),
        (basis.runs, ProofObstacle::ClassRuns),
        (basis.hours_done < basis.hours_due, ProofObstacle::HoursMissing),
        (none_done && basis.hours_due <= PrintedHours(0), ProofObstacle::NoHours),
    ]
    .into_iter()
    .filter(|(stands, _)| *stands)
    .map(|(_, obstacle)| obstacle)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_meets_every_command() {
        let (at, later) = (Timestamp(1), Timestamp(2));
        let states = [
            ProofState::Issued,
            ProofState::Superseded { at, by: "2".into() },
            ProofState::Revoked { at, reason: "写错".into() },
        ];
        for state in states {
            let (superseded, revoked) =
                (state.clone().superseded(later, "3".into()), state.clone().revoked(later, "重复".into()));
            if state == ProofState::Issued {
                assert_eq!(superseded, Ok(ProofState::Superseded { at: later, by: "3".into() }));
                assert_eq!(revoked, Ok(ProofState::Revoked { at: later, reason: "重复".into() }));
            } else {
                assert_eq!((superseded, revoked), (Err(NotInForce), Err(NotInForce)), "{}", state.code());
            }
            let json = serde_json::to_string(&state).unwrap();
            assert!(json.contains(state.code()));
            assert_eq!(serde_json::from_str::<ProofState>(&json).unwrap(), state);
        }
    }

    #[test]
    fn hours_are_never_rounded_up() {
        for (seconds, minutes, text) in [
            (0, 45, "0"),
            (2_700, 45, "1"),
            (2_699, 45, "0.9"),
            (80 * 2_700 + 1_350, 45, "80.5"),
            (3_600, 0, "0"),
            (3_599, 60, "0.9"),
        ] {
            assert_eq!(PrintedHours::from_seconds(seconds, minutes).to_string(), text);
        }
        assert_eq!(PrintedHours::whole(32).to_string(), "32");
    }

    #[test]
    fn a_masked_name_keeps_its_ends() {
        for (name, masked) in [
            ("", "*"),
            ("张", "*"),
            ("张三", "张*"),
            ("孔冬志", "孔*志"),
            ("欧阳娜娜", "欧**娜"),
            ("阿不都热合曼·买买提", "阿****提"),
            ("𠅤明", "𠅤*"),
        ] {
            assert_eq!(masked_name(name), masked);
        }
    }

    #[test]
    fn a_proof_is_issued_only_for_hours_that_were_done() {
        let good = ProofBasis {
            settings_complete: true,
            in_training: true,
            failed: false,
            has_dates: true,
            runs: false,
            hours_due: PrintedHours::whole(8),
            hours_done: PrintedHours::whole(8),
        };
        let none = PrintedHours(0);
        for (basis, expected) in [
            (good, vec![]),
            (ProofBasis { hours_done: PrintedHours(79), ..good }, vec![ProofObstacle::HoursMissing]),
            (ProofBasis { hours_due: none, hours_done: PrintedHours(1), ..good }, vec![]),
            (ProofBasis { hours_due: none, hours_done: none, ..good }, vec![ProofObstacle::NoHours]),
            (ProofBasis { failed: true, ..good }, vec![ProofObstacle::CaseEnded]),
            (ProofBasis { runs: true, ..good }, vec![ProofObstacle::ClassRuns]),
            (ProofBasis { has_dates: false, ..good }, vec![ProofObstacle::NoDates]),
            (
                ProofBasis { settings_complete: false, in_training: false, hours_done: none, ..good },
                vec![ProofObstacle::Settings, ProofObstacle::BeforeTraining, ProofObstacle::HoursMissing],
            ),
        ] {
            assert_eq!(obstacles(&basis), expected, "{basis:?}");
        }
    }
}
