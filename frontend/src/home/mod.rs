//! The first page of the trainee app: where do I stand, and what to do now.

mod card;
mod switcher;
mod view;

pub use card::{EnrolmentSummary, FeeSummary, NextStepLine};
pub use switcher::TraineeSwitcher;
pub use view::HomeView;
