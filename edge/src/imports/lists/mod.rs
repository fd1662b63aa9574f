//! Lists of the authority in the one import: what is known of the people that they name, their preview, and what importing
//! does. The rules for rows are in [`shared::lists`]; moves, history and messages are those of `certificates`.

mod entering;
mod importing;
mod known;
mod planning;
mod undoing;

pub use importing::import_rows;
pub use known::{CaseFacts, known_case};
pub use planning::plan_rows;
pub use undoing::forget;
