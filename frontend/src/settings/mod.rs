//! The settings of the institution.

mod settings_form;
mod settings_page;

pub use settings_form::settings_form;
pub use settings_page::SettingsPage;
