//! Staff: accounts, one-time links, sign-in, sessions.

mod accounts;
pub mod finish_invite;
mod get_invite;
mod get_me;
mod invites;
mod list_sessions;
mod list_staff;
mod lock_out;
pub mod password;
mod reset_staff;
mod revoke_session;
mod rules;
mod save_staff;
mod set_up;
pub mod sign_in;
mod sign_out;
pub mod totp;

use shared::staff::api;

use crate::institution::dispatch::Dispatcher;

/// Use cases of this feature. `staff.sign_in` and `staff.accept_invite` of the contract are answered by the shell, which
/// hashes passwords, over the internal endpoints of [`sign_in`] and [`finish_invite`].
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::SetUp, _>(set_up::set_up);
    dispatcher.on::<api::GetInvite, _>(get_invite::get_invite);
    dispatcher.on::<finish_invite::FinishInvite, _>(finish_invite::finish_invite);
    dispatcher.on::<sign_in::BeginSignIn, _>(sign_in::begin_sign_in);
    dispatcher.on::<sign_in::FinishSignIn, _>(sign_in::finish_sign_in);
    dispatcher.on::<api::StaffSignOut, _>(sign_out::sign_out);
    dispatcher.on::<api::GetMe, _>(get_me::get_me);
    dispatcher.on::<api::ListStaff, _>(list_staff::list_staff);
    dispatcher.on::<api::SaveStaff, _>(save_staff::save_staff);
    dispatcher.on::<api::ResetStaff, _>(reset_staff::reset_staff);
    dispatcher.on::<api::ListSessions, _>(list_sessions::list_sessions);
    dispatcher.on::<api::RevokeSession, _>(revoke_session::revoke_session);
}
