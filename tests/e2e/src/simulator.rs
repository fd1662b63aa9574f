//! WeChat's stand-in as tests see it: started by the portal's supervisor or alone, steered through its control API.

use std::thread;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime;
use wechat_sim::behaviour::Behaviour;
use wechat_sim::control::{Advance, Call, Mint, Minted, Next, Now};
use wechat_sim::server;
use wechat_sim::settings::Settings;

use crate::fail::OrFail;

/// A running simulator.
#[derive(Clone, Debug)]
pub struct Simulator {
    origin: String,
}

impl Simulator {
    /// One that runs already, at `http://localhost:<port>`.
    pub fn at(origin: &str) -> Self {
        Self { origin: origin.trim_end_matches('/').to_owned() }
    }

    /// Starts one in this process, on a port of the system's choice, for a portal that may not exist.
    pub fn start(portal: &str) -> Self {
        let runtime = runtime::Builder::new_current_thread().enable_all().build().or_fail("a runtime");
        let listeners = runtime.block_on(server::bind(0)).or_fail("a port for the simulator");
        let address = listeners.first().or_fail("a listener").local_addr().or_fail("the simulator's address");
        let port = address.port();
        let settings = Settings {
            port,
            portals: vec![portal.to_owned()],
            app_id: "wxdemo".to_owned(),
            secret: "demo-secret".to_owned(),
        };
        // Ends with the test program.
        thread::spawn(move || runtime.block_on(server::run(settings, listeners)));
        Self::at(&format!("http://localhost:{port}"))
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The chat page with the account's menu.
    pub fn chat(&self) -> String {
        format!("{}/", self.origin)
    }

    /// A link that makes a browser this follower and shows the chat page.
    pub fn as_follower(&self, openid: &str) -> String {
        format!("{}/as/{openid}", self.origin)
    }

    /// How the next authorisation of this follower goes.
    #[track_caller]
    pub fn next(&self, openid: &str, behaviour: Behaviour) {
        let _: String = self.post("/control/next", &Next { behaviour, openid: Some(openid.to_owned()) });
    }

    /// A code as if the follower had just come through the authorise page.
    #[track_caller]
    pub fn mint(&self, openid: &str, behaviour: Behaviour) -> String {
        let body = self.post("/control/codes", &Mint { openid: openid.to_owned(), behaviour });
        parse::<Minted>(&body).code
    }

    /// Moves the simulator's clock: codes grow old.
    #[track_caller]
    pub fn advance(&self, seconds: u64) {
        parse::<Now>(&self.post("/control/clock", &Advance { advance_seconds: seconds }));
    }

    /// What arrived at WeChat's addresses, oldest first.
    #[track_caller]
    pub fn calls(&self) -> Vec<Call> {
        let url = format!("{}/control/calls", self.origin);
        let mut answer = ureq::get(&url).call().or_fail(&url);
        parse(&answer.body_mut().read_to_string().or_fail(&url))
    }

    /// How often the exchange was asked with this outcome (`granted`, `40029`, …).
    #[track_caller]
    pub fn exchanges(&self, outcome: &str) -> usize {
        let is_it = |call: &&Call| call.path == "/sns/oauth2/access_token" && call.outcome == outcome;
        self.calls().iter().filter(is_it).count()
    }

    #[track_caller]
    fn post(&self, path: &str, body: &impl Serialize) -> String {
        let url = format!("{}{path}", self.origin);
        ureq::post(&url).send_json(body).or_fail(&url).body_mut().read_to_string().or_fail(&url)
    }
}

#[track_caller]
fn parse<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).or_fail(format_args!("reading the simulator's answer {text}"))
}
