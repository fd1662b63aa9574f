//! Staff accounts: the list, one-time links, the invited person's page, one's own sessions.

mod account_form;
mod account_table;
mod accounts_page;
mod invite_link;
mod invite_page;
mod invite_view;
mod sessions_page;

pub use account_form::{AccountEditor, account_form};
pub use account_table::AccountTable;
pub use accounts_page::AccountsPage;
pub use invite_link::InviteLink;
pub use invite_page::InvitePage;
pub use invite_view::InviteView;
pub use sessions_page::{SessionTable, SessionsPage};
