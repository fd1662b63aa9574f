//! The addresses of the trainee app.

use shared::id::EnrolmentId;
use yew_router::Routable;

/// Where the navigation leads. The two in the middle are no routes of the app: the browser loads them.
pub const HOME: &str = "/";
pub const CERTIFICATES: &str = "/certificates";
pub const MESSAGES: &str = "/messages";
pub const PROFILE: &str = "/me";

/// A page of the trainee app. Pages that only the edge renders stand in `edge_pages`. Server and browser
/// read addresses with the same type.
#[derive(Clone, Debug, PartialEq, Routable)]
pub enum Route {
    #[at("/")]
    Home,
    #[at("/enrolments/:id")]
    Enrolment { id: EnrolmentId },
    #[at("/me")]
    Profile,
    #[at("/bind")]
    Bind,
    #[at("/privacy")]
    Privacy,
    #[at("/signed-out")]
    SignedOut,
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// The page of a path; an unknown one is [`Route::NotFound`].
    pub fn recognize_path(path: &str) -> Self {
        <Self as Routable>::recognize(path).unwrap_or(Self::NotFound)
    }
}
