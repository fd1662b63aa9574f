//! The addresses of the staff console.

use shared::id::{ClassId, EnrolmentId, ImportId, TraineeId};
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
    #[at("/staff/classes/:id/items")]
    ClassItems { id: ClassId },
    #[at("/staff/courses")]
    Courses,
    #[at("/staff/trainees")]
    Trainees,
    #[at("/staff/trainees/:id")]
    Trainee { id: TraineeId },
    #[at("/staff/enrolments/:id")]
    Enrolment { id: EnrolmentId },
    #[at("/staff/settings")]
    Settings,
    #[at("/staff/accounts")]
    Accounts,
    #[at("/staff/sessions")]
    Sessions,
    #[not_found]
    #[at("/staff/404")]
    NotFound,
}

impl StaffRoute {
    /// The page of the navigation that this page belongs to.
    #[must_use]
    pub const fn section(&self) -> Self {
        match self {
            Self::Import { .. } | Self::Imports => Self::Imports,
            Self::Class { .. } | Self::Slips { .. } | Self::ClassItems { .. } | Self::Classes => Self::Classes,
            Self::Trainee { .. } | Self::Enrolment { .. } | Self::Trainees => Self::Trainees,
            Self::Courses => Self::Courses,
            Self::Settings => Self::Settings,
            Self::Accounts => Self::Accounts,
            Self::Sessions => Self::Sessions,
            Self::Home => Self::Home,
            Self::Invite => Self::Invite,
            Self::NotFound => Self::NotFound,
        }
    }
}
