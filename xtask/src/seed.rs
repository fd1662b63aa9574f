//! Demo data for a new portal. It is made through the public HTTP API by the tests' own clients (`tests/e2e`).

use crate::failure::{Context as _, Failure, Outcome};
use crate::portal::Portal;
use crate::{build, process, workspace};
use std::path::Path;

/// Seeds a new portal. The lines that a person needs to sign in are kept and come back at every later start: people
/// forget demo passwords. They are written when seeding is complete.
pub fn once(portal: &Portal, data: &Path) -> Outcome<Vec<String>> {
    let done = data.join("demo.txt");
    if !done.is_file() {
        workspace::write_whole(&done, demo(portal)?)?;
    }
    Ok(workspace::read_text(&done)?.lines().map(str::to_owned).collect())
}

/// Compiles what `once` runs, when it is going to.
pub fn prepare(data: &Path) -> Outcome {
    if !data.join("demo.txt").is_file() {
        build::SEEDER.build()?;
    }
    Ok(())
}

/// Fills a new portal and answers with the lines a person needs to sign in. Never called on a portal with data.
fn demo(portal: &Portal) -> Outcome<String> {
    let program = build::SEEDER.path();
    let output = process::command(&program)
        .args([&portal.links.portal, &portal.links.wechat, &portal.secrets.setup_token])
        .output()
        .context(|| format!("cannot run {}; build it with `cargo xtask dev`", workspace::shown(&program)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let text = String::from_utf8_lossy(&output.stderr);
    let last = text.lines().rev().take(5).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n  ");
    Err(Failure::new(format!("the demo data could not be made; start again with `--fresh`\n  {last}")))
}
