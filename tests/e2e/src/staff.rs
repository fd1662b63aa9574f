//! A member of staff: made through the portal's own one-time links, signed in with password and authenticator.

use std::ops::{Deref, DerefMut};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use shared::endpoint::Nothing;
use shared::role::Role;
use shared::staff::api::{
    AcceptInvite, AcceptInviteForm, GetInvite, InviteRequest, Me, SaveStaff, SetUp, SetUpForm, SignIn, SignInForm,
    StaffForm,
};

use wechat_sim::totp;

use crate::client::Client;
use crate::fail::OrFail;
use crate::wait;

/// Long enough for any rule, and nobody's real one.
pub const PASSWORD: &str = "correct-horse-battery-安培";

/// Two steps of an authenticator.
const CODE_LIMIT: Duration = Duration::from_mins(1);

/// A [`Client`] with a staff session.
pub struct Staff {
    client: Client,
    pub login: String,
    pub totp_secret: String,
    password: String,
    /// The last time step whose code was used: a code counts only once.
    used_step: u64,
}

impl Staff {
    /// The first administrator of a portal without staff, by the deployment's set-up token.
    #[track_caller]
    pub fn first_administrator(origin: &str, setup_token: &str, login: &str) -> Self {
        Self::set_up(origin, setup_token, login, login, PASSWORD)
    }

    /// As [`Staff::first_administrator`], with a name and password of one's own.
    #[track_caller]
    pub fn set_up(origin: &str, setup_token: &str, login: &str, name: &str, password: &str) -> Self {
        let mut client = Client::new(origin);
        let form = SetUpForm { setup_token: setup_token.to_owned(), login: login.to_owned(), name: name.to_owned() };
        let saved = client.call::<SetUp>(&form).or_fail("setting up the first administrator");
        Self::accept(client, login, &saved.invite_token.or_fail("a one-time link"), password)
    }

    /// A colleague with these roles, invited by an administrator.
    #[must_use]
    #[track_caller]
    pub fn invite(&mut self, login: &str, roles: &[Role]) -> Self {
        let form = StaffForm {
            id: None,
            login: login.to_owned(),
            name: login.to_owned(),
            roles: roles.to_vec(),
            active: true,
            version: 0,
        };
        let saved = self.call::<SaveStaff>(&form).or_fail("inviting a colleague");
        let token = saved.invite_token.or_fail("a one-time link");
        Self::accept(Client::new(self.client.origin()), login, &token, PASSWORD)
    }

    /// A code that has not been used: a code counts only once. Those of the next step are accepted already, so that one
    /// rarely has to wait.
    #[track_caller]
    pub fn next_code(&mut self) -> String {
        let step = wait::within(CODE_LIMIT, || {
            let current = totp::step(unix_seconds());
            (self.used_step <= current).then(|| current.max(self.used_step + 1))
        });
        self.used_step = step.or_fail("the clock stands still");
        totp::code(&self.totp_secret, self.used_step).or_fail("a secret in base32")
    }

    /// Signs in with password and authenticator, for a new session.
    #[track_caller]
    pub fn sign_in(&mut self) -> Me {
        let form = SignInForm { login: self.login.clone(), password: self.password.clone(), code: self.next_code() };
        self.client.call::<SignIn>(&form).or_fail("signing in")
    }

    /// The same person with the same session in a second window.
    #[must_use]
    pub fn again(&self) -> Self {
        self.at(self.client.origin())
    }

    /// The same person with the same session in a copy of the portal, for [`crate::Portal::set_up`].
    pub(crate) fn at(&self, origin: &str) -> Self {
        Self {
            client: self.client.at(origin),
            login: self.login.clone(),
            totp_secret: self.totp_secret.clone(),
            password: self.password.clone(),
            used_step: self.used_step,
        }
    }

    /// Somebody with this authenticator, who is not signed in.
    pub fn with_authenticator(origin: &str, login: &str, totp_secret: &str) -> Self {
        Self {
            client: Client::new(origin),
            login: login.to_owned(),
            totp_secret: totp_secret.to_owned(),
            password: PASSWORD.to_owned(),
            used_step: 0,
        }
    }

    #[track_caller]
    fn accept(mut client: Client, login: &str, token: &str, password: &str) -> Self {
        let request = InviteRequest { token: token.to_owned() };
        let invite = client.call::<GetInvite>(&request).or_fail("opening the one-time link");
        let mut staff = Self {
            client,
            login: login.to_owned(),
            totp_secret: invite.totp_secret,
            password: password.to_owned(),
            used_step: 0,
        };
        let code = staff.next_code();
        let form = AcceptInviteForm { token: token.to_owned(), password: password.to_owned(), code };
        let Nothing {} = staff.client.call::<AcceptInvite>(&form).or_fail("choosing a password");
        staff.sign_in();
        staff
    }
}

impl Deref for Staff {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}

impl DerefMut for Staff {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

#[expect(clippy::disallowed_methods, reason = "an authenticator has a clock")]
fn unix_seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).or_fail("a clock after 1970").as_secs()
}
