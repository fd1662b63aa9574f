//! A portal of a test's own: workerd with a fresh data folder, WeChat's stand-in beside it, on free ports.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rusqlite::Connection;
use serde::Deserialize;
use tempfile::TempDir;

use crate::browser::Browser;
use crate::client::Client;
use crate::fail::OrFail;
use crate::process::{Process, kill_one};
use crate::simulator::Simulator;
use crate::staff::Staff;
use crate::trainee::Trainee;
use crate::{ports, template, wait, workspace};

/// Secret of the tests' portals that lets them make their first administrator.
pub const SETUP_TOKEN: &str = "e2e-setup-token-0123456789";

/// The trusted header in which the tests' portals look for the client's address.
pub const ADDRESS_HEADER: &str = "X-Test-Client-Address";

/// wrangler packs the Worker first.
const START_LIMIT: Duration = Duration::from_mins(2);

/// What a test wants of its portal.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Text bindings that differ from the usual ones, by their names in `edge/workerd.capnp`.
    pub settings: Vec<(&'static str, String)>,
    /// The same build under `wrangler dev` with the Cloudflare configuration: slow, and without an https listener.
    pub cloudflare: bool,
}

/// A portal that is running, or was stopped by the test. Everything goes when it is dropped.
pub struct Portal {
    options: Options,
    port: u16,
    data: TempDir,
    running: Option<Running>,
    simulator: Simulator,
    origin: String,
    https: String,
}

struct Running {
    process: Process,
    workerd: u32,
}

/// The line that `xtask serve` prints when the portal is healthy.
#[derive(Debug, Deserialize)]
struct Serving {
    portal: String,
    https: Option<String>,
    sim: String,
    workerd_pid: u32,
}

impl Portal {
    /// Starts an empty one and returns when it is healthy: no staff, no settings, no courses.
    #[track_caller]
    pub fn start(options: Options) -> Self {
        let data = tempfile::Builder::new().prefix("anpei-e2e-").tempdir().or_fail("a data folder");
        Self::start_on(options, data)
    }

    /// A portal with an administrator, who is signed in, settings, a course and a class ([`crate::institution`]). The
    /// work is done once in a test program, and the data copied.
    #[track_caller]
    pub fn set_up() -> (Self, Staff) {
        Self::set_up_with(Options::default())
    }

    /// As [`Portal::set_up`], with bindings of its own.
    #[track_caller]
    pub fn set_up_with(options: Options) -> (Self, Staff) {
        template::copy(options)
    }

    #[track_caller]
    pub(crate) fn start_on(options: Options, data: TempDir) -> Self {
        workspace::require_built_product();
        let mut portal = Self {
            options,
            port: ports::free(3),
            data,
            running: None,
            simulator: Simulator::at(""),
            origin: String::new(),
            https: String::new(),
        };
        portal.start_again();
        portal
    }

    /// `http://127.0.0.1:N`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// `https://127.0.0.1:N+1`, with a throw-away certificate.
    pub fn https(&self) -> &str {
        &self.https
    }

    pub fn simulator(&self) -> &Simulator {
        &self.simulator
    }

    /// An address of the portal.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Somebody without any cookie.
    pub fn visitor(&self) -> Client {
        Client::new(&self.origin)
    }

    /// A follower who has opened the menu: on the bind page, or at home when bound before.
    #[track_caller]
    pub fn trainee(&self, openid: &str) -> Trainee {
        let mut trainee = self.follower(openid);
        trainee.enter().expect_status(200);
        trainee
    }

    /// A follower who has not opened the menu yet.
    pub fn follower(&self, openid: &str) -> Trainee {
        Trainee::new(&self.origin, &self.simulator, openid)
    }

    /// Opens the account's menu in a browser as this follower and goes on to the portal.
    #[track_caller]
    pub fn enter_in(&self, browser: &Browser, openid: &str) {
        browser.open(&self.simulator.as_follower(openid));
        browser.find(".menu").click();
        wait::until("the way through WeChat back to the portal", || {
            browser.url().starts_with(&self.origin).then_some(())
        });
    }

    /// The first administrator of an empty portal, signed in. Others come by [`Staff::invite`].
    #[track_caller]
    pub fn first_administrator(&self) -> Staff {
        Staff::first_administrator(&self.origin, SETUP_TOKEN, "admin")
    }

    /// The process that serves it.
    #[track_caller]
    pub fn workerd(&self) -> u32 {
        self.running.as_ref().or_fail("the portal is running").workerd
    }

    /// Stops it in an orderly way. The data stays.
    #[track_caller]
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.process.interrupt();
            kill_one(running.workerd);
        }
    }

    /// SIGKILL to everything, as a power cut does. The data stays.
    pub fn kill(&mut self) {
        if let Some(mut running) = self.running.take() {
            // The supervisor first: it would start workerd again.
            kill_one(running.process.id());
            kill_one(running.workerd);
            running.process.kill();
        }
    }

    /// SIGKILL to workerd alone; returns when the supervisor has it serving again.
    #[track_caller]
    pub fn crash(&mut self) {
        let path = self.ready_file();
        let running = self.running.as_mut().or_fail("the portal is running");
        kill_one(running.workerd);
        running.workerd = wait::until("the supervisor to start workerd again", || {
            let text = fs::read_to_string(&path).ok()?;
            let serving: Serving = serde_json::from_str(&text).ok()?;
            (serving.workerd_pid != running.workerd).then_some(serving.workerd_pid)
        });
    }

    /// Starts it on the same data and ports after [`Portal::stop`] or [`Portal::kill`].
    #[track_caller]
    pub fn start_again(&mut self) {
        assert!(self.running.is_none(), "the portal is running");
        let ports = self.port..self.port + 3;
        wait::until(format_args!("ports {ports:?} to be free"), || ports.clone().all(ports::is_free).then_some(()));
        let mut command = Command::new(workspace::xtask());
        command.arg("serve").arg("--data").arg(self.data.path()).arg("--port").arg(self.port.to_string());
        command.arg("--ready-file").arg(self.ready_file());
        let usual = [("SETUP_TOKEN", SETUP_TOKEN.to_owned()), ("CLIENT_IP_HEADER", ADDRESS_HEADER.to_owned())];
        for (name, value) in usual.iter().chain(&self.options.settings) {
            command.arg("--set").arg(format!("{name}={value}"));
        }
        if self.options.cloudflare {
            command.arg("--cloudflare");
        }
        command.current_dir(workspace::root());
        let mut process = Process::start("xtask serve", command);
        let serving = process.wait_for_line(START_LIMIT, |line| serde_json::from_str::<Serving>(line).ok());
        self.origin = serving.portal;
        self.https = serving.https.unwrap_or_default();
        self.simulator = Simulator::at(&serving.sim);
        self.running = Some(Running { process, workerd: serving.workerd_pid });
    }

    /// The SQLite file, while the portal is stopped.
    #[track_caller]
    pub fn database(&self) -> Connection {
        assert!(self.running.is_none(), "stop the portal before opening its database");
        crate::database::open(self.data.path())
    }

    /// Stops it, lets the test look or write, starts it again.
    #[track_caller]
    pub fn with_database<T>(&mut self, work: impl FnOnce(&mut Connection) -> T) -> T {
        self.stop();
        let mut connection = self.database();
        let result = work(&mut connection);
        connection.close().map_err(|(_, error)| error).or_fail("closing the database");
        self.start_again();
        result
    }

    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// The last lines that the running portal has logged.
    pub fn log(&self) -> String {
        self.running.as_ref().map(|running| running.process.last_lines()).unwrap_or_default()
    }

    fn ready_file(&self) -> PathBuf {
        self.data.path().join("ready.json")
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the portal's last lines:\n{}", self.log());
        }
        self.kill();
    }
}
