//! WebKit as Debian packs it, `MiniBrowser`, through its driver, on a display of its own.

use std::process::Command;
use std::time::Duration;

use serde_json::json;

use super::driver::{Driver, Permit};
use super::{Browser, Engine, Look};
use crate::process::Process;
use crate::{ports, wait};

const DRIVER: &str = "/usr/bin/WebKitWebDriver";
const DISPLAY_SERVER: &str = "/usr/bin/Xvfb";
const START_LIMIT: Duration = Duration::from_secs(30);

#[track_caller]
pub fn start() -> Browser {
    let permit = Permit::wait();
    let mut command = Command::new(DISPLAY_SERVER);
    // It chooses a free display itself and says which: `xvfb-run -a` races when two start at once.
    command.args(["-displayfd", "1", "-screen", "0", "800x900x24", "-nolisten", "tcp"]);
    let mut display = Process::start("Xvfb", command);
    let number: u32 = display.wait_for_line(START_LIMIT, |line| line.trim().parse().ok());

    let port = ports::free(1);
    let mut command = Command::new(DRIVER);
    command.arg(format!("--port={port}")).env("DISPLAY", format!(":{number}"));
    // Neither a GPU nor a session bus is there to be found.
    command.env("WEBKIT_DISABLE_COMPOSITING_MODE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1").env("NO_AT_BRIDGE", "1");
    let process = Process::start("WebKitWebDriver", command);
    let base = format!("http://127.0.0.1:{port}");
    wait::until("WebKitWebDriver", || ureq::get(format!("{base}/status")).call().ok());
    // The portal's https listener has a throw-away certificate.
    let driver = Driver::connect(&base, &json!({ "acceptInsecureCerts": true }), true);
    Browser {
        engine: Engine::WebKit,
        look: Look::desk(),
        driver,
        _processes: vec![process, display],
        _profile: None,
        _permit: permit,
    }
}
