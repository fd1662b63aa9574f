//! A running portal: workerd with its data in one folder and, beside it, the stand-in for WeChat.

mod certificate;
pub mod http;
mod ports;
mod programs;
mod secrets;

pub use ports::Links;
pub use secrets::Secrets;

use crate::failure::{Failure, Outcome};
use crate::{clock, interrupt, process, progress, workspace};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

const START_TRIES: u32 = 300;
/// A portal that answers, but not with yes, is given this many tries to find its feet.
const REFUSALS: u32 = 50;
const START_PAUSE: Duration = Duration::from_millis(100);
const HEALTH_PAUSE: Duration = Duration::from_secs(10);
/// So many health checks in a row without an answer, and the portal is replaced.
const DEAF: u32 = 3;
/// One that died sooner is not started again at once, or a crash at each start would keep the machine busy.
const LIVED: Duration = Duration::from_secs(1);
const RESTARTS: u32 = 5;

/// Where the same build runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Plain workerd: for people, and for all tests but one.
    Machine,
    /// `wrangler dev` with the Cloudflare configuration: slow, and only to prove that configuration.
    Cloudflare,
}

#[derive(Debug, Clone)]
pub struct Options {
    pub home: Home,
    pub data: PathBuf,
    pub port: u16,
    /// Bindings that differ from the usual ones, by the names of `edge/workerd.capnp`.
    pub settings: Vec<(String, String)>,
    /// What the programs write goes to our own stderr instead of a file in the data folder.
    pub log_to_stderr: bool,
}

pub struct Portal {
    pub links: Links,
    pub secrets: Secrets,
    options: Options,
    workerd: Child,
    wechat: Child,
    started: Instant,
}

impl Portal {
    /// Starts both programs and waits until `/healthz` says yes.
    pub fn start(options: Options) -> Outcome<Self> {
        let links = Links::of(options.port)?;
        links.check_free()?;
        prepare(&options.data)?;
        let secrets = Secrets::open(&options.data.join("secrets.json"))?.overridden_by(&options.settings);
        let wechat = programs::start_wechat(&options, &links)?;
        let workerd = match programs::start_portal(&options, &links, &secrets) {
            Ok(child) => child,
            Err(failure) => {
                let mut wechat = wechat;
                process::stop(&mut wechat, Duration::from_secs(2));
                return Err(failure);
            }
        };
        let mut portal = Self { links, secrets, options, workerd, wechat, started: clock::now() };
        portal.wait_for_wechat()?;
        portal.wait_until_healthy()?;
        Ok(portal)
    }

    /// One line for programs; `workerd_pid` is the process that serves, `https` is null where there is no such listener.
    pub fn as_json(&self) -> String {
        let links = &self.links;
        let https = (self.options.home == Home::Machine).then_some(&links.https);
        let line = serde_json::json!({
            "portal": links.portal, "https": https, "sim": links.wechat, "workerd_pid": self.workerd.id(),
        });
        line.to_string()
    }

    pub fn log(&self) -> PathBuf {
        self.options.data.join("log/portal.log")
    }

    /// Keeps the portal up until we are asked to stop: a program that died is started again, and one that does not
    /// answer is replaced. `restarted` is told each time.
    pub fn supervise(&mut self, mut restarted: impl FnMut(&Self) -> Outcome) -> Outcome {
        let mut unanswered = 0;
        let mut asked = clock::now();
        while !interrupt::requested() {
            std::thread::sleep(Duration::from_millis(50));
            if ended(&mut self.wechat) {
                eprintln!("wechat-sim ended; starting it again");
                self.wechat = programs::start_wechat(&self.options, &self.links)?;
                self.wait_for_wechat()?;
            }
            let dead = ended(&mut self.workerd);
            if !dead && asked.elapsed() >= HEALTH_PAUSE {
                // The question also wakes the object, which then looks at its outbox.
                unanswered = if self.is_healthy() { 0 } else { unanswered + 1 };
                asked = clock::now();
            }
            if dead || unanswered >= DEAF {
                eprintln!("the portal {}; starting it again", if dead { "ended" } else { "does not answer" });
                self.restart()?;
                restarted(self)?;
                unanswered = 0;
                asked = clock::now();
            }
        }
        Ok(())
    }

    /// At once the first time, then with growing pauses. What does not come up in the end needs a person.
    fn restart(&mut self) -> Outcome {
        if self.started.elapsed() < LIVED {
            interrupt::pause(LIVED)?;
        }
        let mut pause = Duration::from_millis(500);
        for left in (0..RESTARTS).rev() {
            process::stop(&mut self.workerd, Duration::from_secs(2));
            self.workerd = programs::start_portal(&self.options, &self.links, &self.secrets)?;
            self.started = clock::now();
            match self.wait_until_healthy() {
                Err(failure) if left > 0 && !interrupt::requested() => eprintln!("{failure}; trying again"),
                result => return result,
            }
            interrupt::pause(pause)?;
            pause *= 2;
        }
        Ok(())
    }

    fn is_healthy(&self) -> bool {
        http::get(&self.links.portal, "/healthz").is_ok_and(|answer| answer.status == 200)
    }

    fn wait_until_healthy(&mut self) -> Outcome {
        let mut last = String::from("no answer");
        let mut refusals = 0;
        for _ in 0..START_TRIES {
            interrupt::check()?;
            if let Some(status) = self.workerd.try_wait().ok().flatten() {
                self.print_log_end();
                return Err(Failure::new(format!("the portal ended at its start ({status})")).with_log(self.log()));
            }
            match http::get(&self.links.portal, "/healthz") {
                Ok(answer) if answer.status == 200 => return Ok(()),
                Ok(answer) => {
                    last = format!("{} {}", answer.status, answer.text().trim());
                    refusals += 1;
                }
                Err(failure) => last = failure.to_string(),
            }
            if refusals >= REFUSALS {
                break;
            }
            std::thread::sleep(START_PAUSE);
        }
        self.print_log_end();
        Err(Failure::new(format!("the portal is not healthy: /healthz says {last}")).with_log(self.log()))
    }

    fn wait_for_wechat(&mut self) -> Outcome {
        let log = self.options.data.join("log/wechat-sim.log");
        for _ in 0..START_TRIES {
            interrupt::check()?;
            if let Some(status) = self.wechat.try_wait().ok().flatten() {
                return Err(Failure::new(format!("wechat-sim ended at its start ({status})")).with_log(log));
            }
            if self.links.wechat_listens() {
                return Ok(());
            }
            std::thread::sleep(START_PAUSE);
        }
        Err(Failure::new("wechat-sim does not listen").with_log(log))
    }

    fn print_log_end(&self) {
        let text = std::fs::read_to_string(self.log()).unwrap_or_default();
        for line in progress::tail(&text, 15) {
            eprintln!("  | {line}");
        }
    }
}

/// Whoever drops a portal, by whatever way, leaves nothing running.
impl Drop for Portal {
    fn drop(&mut self) {
        process::stop(&mut self.workerd, Duration::from_secs(5));
        process::stop(&mut self.wechat, Duration::from_secs(2));
    }
}

fn prepare(data: &Path) -> Outcome {
    for folder in ["db", "files", "log"] {
        workspace::create_dir(&data.join(folder))?;
    }
    certificate::make_once(&data.join("tls"))
}

fn ended(child: &mut Child) -> bool {
    matches!(child.try_wait(), Ok(Some(_)))
}
