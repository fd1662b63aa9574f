//! The first page of the trainee app: where do I stand, and what to do now.

mod card;
mod switcher;
mod view;

pub use card::{FeeSummary, course_tags, fee_summary, next_step_line, step_number, step_total};
pub use switcher::trainee_switcher;
pub use view::{HomeView, HomeViewProps, home_view};
