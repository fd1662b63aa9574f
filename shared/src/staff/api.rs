//! Sign-in, sessions and accounts of staff.

use serde::{Deserialize, Serialize};

use crate::endpoint::Nothing;
use crate::endpoints;
use crate::id::StaffId;
use crate::role::Role;
use crate::time::Timestamp;

/// Password and second factor in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInForm {
    pub login: String,
    pub password: String,
    /// Six digits of the authenticator.
    pub code: String,
}

/// The signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub id: StaffId,
    pub login: String,
    pub name: String,
    pub roles: Vec<Role>,
    /// The institution's name for the console's header.
    pub institution: String,
    pub demo: bool,
}

/// A one-time link's token: to choose a password and set up the second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteRequest {
    pub token: String,
}

/// What the invited person sees before finishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    pub login: String,
    pub name: String,
    /// `otpauth://totp/…` to be shown as a QR code (Key URI format).
    pub totp_uri: String,
    /// The same secret in base32 for typing.
    pub totp_secret: String,
    /// Whether the password stays and only the second factor is new.
    pub keeps_password: bool,
}

/// Finishes an invite.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptInviteForm {
    pub token: String,
    /// At least 10 characters; ignored when the password stays.
    pub password: String,
    pub code: String,
}

/// A staff account in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffAccount {
    pub id: StaffId,
    pub login: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub active: bool,
    /// Whether the one-time link has been used.
    pub ready: bool,
    pub last_seen: Option<Timestamp>,
    pub version: i64,
}

/// A staff account as typed. `id` absent: a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<StaffId>,
    pub login: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub active: bool,
    pub version: i64,
}

/// A saved account, with the one-time link's token for a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedStaff {
    pub account: StaffAccount,
    /// Shown once: `/staff/invite#<token>`; valid for three days.
    pub invite_token: Option<String>,
}

/// Resets a colleague's second factor (and password when asked).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResetStaffRequest {
    pub id: StaffId,
    pub password_too: bool,
}

/// One of the caller's sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffSession {
    /// Beginning of the token's hash: enough to revoke it, useless to take it over.
    pub id: String,
    /// Browser and system as the browser named itself, shortened.
    pub device: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub current: bool,
}

/// Which session to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeSessionRequest {
    pub id: String,
}

/// Makes the first administrator; needs the deployment's set-up token, works only while there is no staff account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUpForm {
    pub setup_token: String,
    pub login: String,
    pub name: String,
}

endpoints! {
    /// Creates the first administrator and returns a one-time link's token.
    SetUp = "staff.set_up": Post "/api/setup", Anyone, SetUpForm => SavedStaff;
    /// Signs in with password and second factor; the session comes as a cookie.
    SignIn = "staff.sign_in": Post "/api/staff/sign-in", Anyone, SignInForm => Me;
    /// Ends the current session.
    StaffSignOut = "staff.sign_out": Post "/api/staff/sign-out", AnyStaff, Nothing => Nothing;
    /// Who is signed in.
    GetMe = "staff.get_me": Get "/api/staff/me", AnyStaff, Nothing => Me;
    /// What a one-time link offers. A query: the token must not stand in an address.
    GetInvite = "staff.get_invite": Query "/api/staff/invite", Anyone, InviteRequest => Invite;
    /// Chooses the password and confirms the second factor.
    AcceptInvite = "staff.accept_invite": Post "/api/staff/invite/accept", Anyone, AcceptInviteForm => Nothing;
    /// All accounts.
    ListStaff = "staff.list_staff": Get "/api/staff/accounts", Administrator, Nothing => Vec<StaffAccount>;
    /// Creates or changes an account.
    SaveStaff = "staff.save_staff": Post "/api/staff/accounts", Administrator, StaffForm => SavedStaff;
    /// A colleague's new one-time link.
    ResetStaff = "staff.reset_staff": Post "/api/staff/accounts/{id}/reset", Administrator, ResetStaffRequest => SavedStaff;
    /// The caller's sessions.
    ListSessions = "staff.list_sessions": Get "/api/staff/sessions", AnyStaff, Nothing => Vec<StaffSession>;
    /// Ends one of the caller's sessions.
    RevokeSession = "staff.revoke_session": Post "/api/staff/sessions/revoke", AnyStaff, RevokeSessionRequest => Nothing;
}
