//! `cargo xtask dev`: from a fresh clone to a running portal with demo data and printed links.

use crate::failure::Outcome;
use crate::portal::{Options, Portal};
use crate::progress::{note, say};
use crate::{build, clock, progress, seed, setup, workspace};
use std::fs;
use std::path::Path;

pub fn run(options: Options, fresh: bool) -> Outcome {
    let started = clock::now();
    // A busy port is said before anything is built.
    crate::portal::Links::of(options.port)?.check_free()?;
    setup::run(&[])?;
    build::run()?;
    if fresh {
        remove_data(&options.data)?;
    }
    let data = options.data.clone();
    seed::prepare(&data)?;
    let mut portal = Portal::start(options)?;
    let credentials = progress::run_step("demo data", || seed::once(&portal, &data))?;
    print_links(&portal, &credentials);
    note(format!("serving after {}; Ctrl-C stops everything", progress::seconds(started.elapsed())));
    portal.supervise(|_restarted| Ok(()))?;
    say("stopping");
    drop(portal);
    Ok(())
}

/// Data and what was sealed with the key go together; the key and the certificate stay.
fn remove_data(data: &Path) -> Outcome {
    say(format!("--fresh: deleting the data in {}", data.display()));
    for folder in ["db", "files", "log"] {
        workspace::remove_dir(&data.join(folder))?;
    }
    let _absent = fs::remove_file(data.join("demo.txt"));
    Ok(())
}

fn print_links(portal: &Portal, credentials: &[String]) {
    say("");
    say(format!("  trainee  {}/", portal.links.wechat));
    say(format!("  staff    {}/staff", portal.links.portal));
    for line in credentials {
        say(format!("           {line}"));
    }
    say(format!("  https    {}/  (a throw-away certificate)", portal.links.https));
    say("");
    note(format!("log {}", portal.log().display()));
}
