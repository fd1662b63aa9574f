//! My certificates, as facts told by the authority. Rendered by the edge only.

mod calendar_page;
mod view;

pub use calendar_page::{CalendarPage, calendar_page};
pub use view::certificates_view;
