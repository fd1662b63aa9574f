//! The addresses of the staff console.

use std::fmt;
use std::str::FromStr;

use shared::certificates::case::Outcome;
use shared::certificates::regime::StageKey;
use shared::id::{ClassId, CourseId, EnrolmentId, ImportId, TraineeId};
use yew_router::Routable;

/// A page of the staff console.
#[derive(Clone, Debug, PartialEq, Routable)]
pub enum StaffRoute {
    /// The first page that the roles allow.
    #[at("/staff")]
    Home,
    /// A one-time link; its token stands behind `#` and never reaches the server's log.
    #[at("/staff/invite")]
    Invite,
    #[at("/staff/imports")]
    Imports,
    #[at("/staff/imports/:id")]
    Import { id: ImportId },
    #[at("/staff/classes")]
    Classes,
    #[at("/staff/classes/:id")]
    Class { id: ClassId },
    #[at("/staff/classes/:id/slips")]
    Slips { id: ClassId },
    #[at("/staff/classes/:id/proofs")]
    ClassProofs { id: ClassId },
    #[at("/staff/classes/:id/items")]
    ClassItems { id: ClassId },
    #[at("/staff/classes/:id/lessons")]
    ClassLessons { id: ClassId },
    #[at("/staff/courses")]
    Courses,
    #[at("/staff/courses/:id/lessons")]
    CourseLessons { id: CourseId },
    #[at("/staff/trainees")]
    Trainees,
    #[at("/staff/trainees/:id")]
    Trainee { id: TraineeId },
    #[at("/staff/enrolments/:id")]
    Enrolment { id: EnrolmentId },
    /// Filters stand behind `?`: [`crate::cases::CaseFilter`].
    #[at("/staff/cases")]
    Cases,
    #[at("/staff/cases/scan")]
    Scan,
    #[at("/staff/cases/:rule_set/:stage")]
    Stage { rule_set: i64, stage: StageName },
    #[at("/staff/cases/:rule_set/ready/list")]
    Collection { rule_set: i64 },
    /// Cases that have ended in one way.
    #[at("/staff/cases/:rule_set/ended/:outcome")]
    Ended { rule_set: i64, outcome: OutcomeName },
    /// What trainees object to in recorded lessons.
    #[at("/staff/objections")]
    Objections,
    #[at("/staff/questions")]
    Questions,
    #[at("/staff/rules")]
    Rules,
    #[at("/staff/item-rules")]
    ItemRules,
    #[at("/staff/settings")]
    Settings,
    #[at("/staff/settings/proofs")]
    ProofSettings,
    #[at("/staff/settings/lessons")]
    LessonSettings,
    #[at("/staff/accounts")]
    Accounts,
    #[at("/staff/sessions")]
    Sessions,
    #[not_found]
    #[at("/staff/404")]
    NotFound,
}

/// A stage in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageName(pub StageKey);

impl fmt::Display for StageName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

/// The address names no stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchStage;

impl FromStr for StageName {
    type Err = NoSuchStage;
    fn from_str(code: &str) -> Result<Self, NoSuchStage> {
        StageKey::from_code(code).map(Self).ok_or(NoSuchStage)
    }
}

/// How cases have ended, in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutcomeName(pub Outcome);

impl fmt::Display for OutcomeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code())
    }
}

/// The address names no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchOutcome;

impl FromStr for OutcomeName {
    type Err = NoSuchOutcome;
    fn from_str(code: &str) -> Result<Self, NoSuchOutcome> {
        Outcome::from_code(code).map(Self).ok_or(NoSuchOutcome)
    }
}

impl StaffRoute {
    /// The page of the navigation that this page belongs to.
    #[must_use]
    pub const fn section(&self) -> Self {
        match self {
            Self::Import { .. } | Self::Imports => Self::Imports,
            Self::Class { .. }
            | Self::ClassProofs { .. }
            | Self::ClassItems { .. }
            | Self::ClassLessons { .. }
            | Self::Slips { .. }
            | Self::Classes => Self::Classes,
            Self::Trainee { .. } | Self::Enrolment { .. } | Self::Trainees => Self::Trainees,
            Self::Cases | Self::Scan | Self::Stage { .. } | Self::Ended { .. } | Self::Collection { .. } => Self::Cases,
            Self::Objections => Self::Objections,
            Self::Questions => Self::Questions,
            Self::Rules | Self::ItemRules => Self::Rules,
            Self::Courses | Self::CourseLessons { .. } => Self::Courses,
            Self::Settings | Self::ProofSettings | Self::LessonSettings => Self::Settings,
            Self::Accounts => Self::Accounts,
            Self::Sessions => Self::Sessions,
            Self::Home => Self::Home,
            Self::Invite => Self::Invite,
            Self::NotFound => Self::NotFound,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_they_came_from() {
        let stage = StageName(StageKey::Ready);
        for (route, path) in [
            (StaffRoute::Cases, "/staff/cases"),
            (StaffRoute::Scan, "/staff/cases/scan"),
            (StaffRoute::Stage { rule_set: 7, stage }, "/staff/cases/7/ready"),
            (StaffRoute::Collection { rule_set: 7 }, "/staff/cases/7/ready/list"),
            (StaffRoute::Ended { rule_set: 7, outcome: OutcomeName(Outcome::Mailed) }, "/staff/cases/7/ended/mailed"),
            (StaffRoute::CourseLessons { id: CourseId(3) }, "/staff/courses/3/lessons"),
            (StaffRoute::ClassLessons { id: ClassId(3) }, "/staff/classes/3/lessons"),
            (StaffRoute::Objections, "/staff/objections"),
            (StaffRoute::Questions, "/staff/questions"),
            (StaffRoute::Rules, "/staff/rules"),
            (StaffRoute::ItemRules, "/staff/item-rules"),
        ] {
            assert_eq!(route.to_path(), path);
            assert_eq!(StaffRoute::recognize(path), Some(route));
        }
    }

    #[test]
    fn what_is_no_stage_is_not_found() {
        for path in ["/staff/cases/7/nowhere", "/staff/cases/x/ready"] {
            assert_eq!(StaffRoute::recognize(path), Some(StaffRoute::NotFound), "{path}");
        }
    }
}
