//! The two browser applications, built by Trunk into folders of their own and joined by `assets`.

use super::inputs_of;
use crate::failure::Outcome;
use crate::{fingerprint, process, progress, tools, workspace};
use std::path::PathBuf;

pub struct App {
    /// Also the name of the program and of the feature in `frontend/Cargo.toml`.
    pub name: &'static str,
    page: &'static str,
    pub public_url: &'static str,
}

pub const TRAINEE: App = App { name: "trainee", page: "frontend/index.html", public_url: "/" };
pub const STAFF: App = App { name: "staff", page: "frontend/staff.html", public_url: "/staff-app/" };

impl App {
    pub fn output(&self) -> PathBuf {
        workspace::root().join("target/xtask-trunk").join(self.name)
    }
}

pub fn build(app: &App) -> Outcome<bool> {
    workspace::scratch("trunk")?;
    let inputs = inputs_of(&format!("web/{}.d", app.name))
        .paths(&["Trunk.toml", app.page, "frontend/styles", "frontend/assets"])
        .words([app.page, app.public_url]);
    fingerprint::unless_made(app.name, &inputs, &[app.output().join("index.html")], || {
        let mut trunk = process::command(tools::TRUNK.path()?);
        trunk
            .args(["build", "--config", "Trunk.toml", "--skip-version-check", "--color", "never"])
            .args(["--features", app.name, "--public-url", app.public_url, "--dist"])
            .arg(app.output())
            .arg(app.page)
            // Trunk takes NO_COLOR=1, as some terminals set it, for a malformed flag.
            .env_remove("NO_COLOR");
        progress::run_logged(&format!("build the {} application", app.name), &mut trunk)?;
        Ok(())
    })
}
