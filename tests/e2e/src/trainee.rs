//! A trainee with a phone: an openid at WeChat, cookies at the portal.

use std::ops::{Deref, DerefMut};

use wechat_sim::server::FOLLOWER_COOKIE;

use crate::client::{Answer, Client};
use crate::simulator::Simulator;

/// A [`Client`] that is somebody at WeChat.
pub struct Trainee {
    client: Client,
    openid: String,
    simulator: Simulator,
}

impl Trainee {
    /// Somebody who has not opened the menu yet.
    pub fn new(origin: &str, simulator: &Simulator, openid: &str) -> Self {
        let mut client = Client::new(origin);
        client.set_cookie(simulator.origin(), FOLLOWER_COOKIE, openid);
        Self { client, openid: openid.to_owned(), simulator: simulator.clone() }
    }

    pub fn openid(&self) -> &str {
        &self.openid
    }

    pub fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    /// Opens the menu's link and goes where the redirects lead: to the bind page, or home when bound before.
    #[track_caller]
    pub fn enter(&mut self) -> Answer {
        self.client.follow("/enter")
    }

    /// Opens the menu's link and stops at the redirect that leads back to the portal, which is returned unopened.
    #[track_caller]
    pub fn enter_until_redirect(&mut self) -> String {
        let authorise = self.client.get("/enter").location();
        self.client.get(&authorise).location()
    }

    /// Sends the bind form by name, document number and phone, with the box for the privacy notice ticked.
    #[track_caller]
    pub fn bind(&mut self, name: &str, document_number: &str, phone: &str) -> Answer {
        let version = self.privacy_version();
        let fields = [
            ("by", "details"),
            ("name", name),
            ("document_number", document_number),
            ("phone", phone),
            ("consent", version.as_str()),
        ];
        self.client.post_form("/bind", &fields)
    }

    /// Sends the bind form by the admission slip's claim code.
    #[track_caller]
    pub fn bind_by_claim_code(&mut self, claim_code: &str, last_four: &str) -> Answer {
        let version = self.privacy_version();
        let fields =
            [("by", "claim_code"), ("claim_code", claim_code), ("last_four", last_four), ("consent", version.as_str())];
        self.client.post_form("/bind", &fields)
    }

    #[track_caller]
    fn privacy_version(&mut self) -> String {
        let page = self.client.call::<shared::identity::api::GetBindPage>(&shared::endpoint::Nothing {});
        match page {
            Ok(page) => page.privacy_version.to_string(),
            Err(problem) => panic!("the bind page: {problem:?}"),
        }
    }
}

impl Deref for Trainee {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}

impl DerefMut for Trainee {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}
