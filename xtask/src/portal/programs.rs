//! The programs behind a portal and how each is started.

use super::{Home, Links, Options, Secrets};
use crate::failure::{Context as _, Outcome};
use crate::{build, npm, process, workspace};
use std::fs::File;
use std::process::{Child, Command, Stdio};

/// The account that the stand-in for WeChat knows. Not a secret: it exists on this machine only.
pub const DEMO_APP_ID: &str = "wxdemo";
pub const DEMO_APP_SECRET: &str = "demo-secret";

pub fn start_portal(options: &Options, links: &Links, secrets: &Secrets) -> Outcome<Child> {
    let mut command = match options.home {
        Home::Machine => workerd(options, links, secrets),
        Home::Cloudflare => wrangler(options, links, secrets),
    };
    into_log(&mut command, options, "portal.log")?;
    process::start(&mut command)
}

fn workerd(options: &Options, links: &Links, secrets: &Secrets) -> Command {
    let data = &options.data;
    let mut command = process::command(npm::workerd());
    command
        .args(["serve", "--experimental"])
        // `embed "/tls/…"` in the configuration is looked up here.
        .arg("--import-path")
        .arg(data)
        .args(["--socket-addr", &format!("http=127.0.0.1:{}", links.port)])
        .args(["--socket-addr", &format!("https=127.0.0.1:{}", links.https_port)])
        .args(["--external-addr", &format!("wechat=localhost:{}", links.wechat_port)]);
    for (name, folder) in [("assets", workspace::dist()), ("db", data.join("db")), ("files", data.join("files"))] {
        command.arg("--directory-path").arg(format!("{name}={}", folder.display()));
    }
    command.arg(workspace::root().join("edge/workerd.capnp"));
    let bindings = bindings(options, links, secrets);
    command.envs(bindings.into_iter().map(|(name, value)| (format!("ANPEI_{name}"), value)));
    command
}

fn wrangler(options: &Options, links: &Links, secrets: &Secrets) -> Command {
    let mut command = process::command(workspace::node_bin().join("wrangler"));
    command
        .args(["dev", "--local", "--ip", "127.0.0.1", "--port", &links.port.to_string()])
        .args(["--config", "edge/wrangler.toml", "--show-interactive-dev-session=false", "--persist-to"])
        .arg(options.data.join("db"))
        .env("WRANGLER_SEND_METRICS", "false");
    for (name, value) in bindings(options, links, secrets) {
        command.args(["--var", &format!("{name}:{value}")]);
    }
    command
}

/// The portal's text bindings: `edge/workerd.capnp` takes each from the environment variable `ANPEI_<name>`. All are
/// given, an unused one as nothing: workerd would make an unset one `null`, on which the `worker` crate panics. Of two
/// with the same name the later one wins.
fn bindings(options: &Options, links: &Links, secrets: &Secrets) -> Vec<(String, String)> {
    let mut bindings = vec![
        ("CLIENT_IP_HEADER".to_owned(), String::new()),
        ("DEMO".to_owned(), String::new()),
        ("REPORT_COST".to_owned(), String::new()),
        ("PORTAL_ORIGIN".to_owned(), format!("{},{}", links.portal, links.https)),
        ("WECHAT_AUTHORIZE_BASE".to_owned(), links.wechat.clone()),
        ("WECHAT_API_BASE".to_owned(), links.wechat.clone()),
        ("DATA_KEY".to_owned(), secrets.data_key.clone()),
        ("SETUP_TOKEN".to_owned(), secrets.setup_token.clone()),
    ];
    bindings.extend(options.settings.iter().cloned());
    bindings
}

pub fn start_wechat(options: &Options, links: &Links) -> Outcome<Child> {
    let mut command = process::command(build::SIMULATOR.path());
    command.args(["--port", &links.wechat_port.to_string(), "--portal", &links.portal]);
    command.args(["--app-id", DEMO_APP_ID, "--secret", DEMO_APP_SECRET]);
    into_log(&mut command, options, "wechat-sim.log")?;
    process::start(&mut command)
}

/// Appends, so that what happened before a restart can still be read.
fn into_log(command: &mut Command, options: &Options, name: &str) -> Outcome {
    if options.log_to_stderr {
        command.stdout(Stdio::from(std::io::stderr())).stderr(Stdio::inherit());
        return Ok(());
    }
    let path = options.data.join("log").join(name);
    let log = File::options().create(true).append(true).open(&path);
    let out = log.context(|| format!("cannot write {}", path.display()))?;
    let err = out.try_clone().context(|| format!("cannot write {}", path.display()))?;
    command.stdout(Stdio::from(out)).stderr(Stdio::from(err));
    Ok(())
}
