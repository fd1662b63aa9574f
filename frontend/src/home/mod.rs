//! The first page of the trainee app: where do I stand, and what to do now.

mod card;
mod next_steps;
mod switcher;
mod view;

pub use card::{FeeSummary, course_tags, fee_summary, step_number, step_total};
pub use next_steps::next_steps;
pub use switcher::trainee_switcher;
pub use view::{HomeView, HomeViewProps, home_view};
