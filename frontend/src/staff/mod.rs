//! The staff console: its frame, its addresses, who is signed in, and what every page of it uses.

mod app;
mod browser;
mod console;
mod faces;
mod forms;
mod hooks;
mod kept;
mod language;
mod pages;
mod paging;
mod route;
mod sign_in;

pub use browser::{
    address_fragment, after, copy_text, every, head_value, milliseconds, now, origin, print_page, save_file,
    seconds_since, set_title, sleep, today, whole,
};
pub use console::{Console, may, use_console};
pub use faces::{StaffProblem, problem_face, show};
pub use forms::{Draft, Fields, edit, field_error, problem_summary, use_form};
pub use hooks::{patiently, use_staff_action, use_staff_resource};
pub use kept::{Kept, forget_kept, use_kept};
pub use pages::go_to;
pub use paging::{Paging, use_paging};
pub use route::{OutcomeName, StaffRoute, StageName};
pub use sign_in::{SignInPage, sign_in_form};

/// Starts the console.
pub fn start() {
    let root = web_sys::window().and_then(|window| window.document()).and_then(|page| page.get_element_by_id("app"));
    if let Some(root) = root {
        yew::Renderer::<app::ConsoleApp>::with_root(root).render();
    }
}
