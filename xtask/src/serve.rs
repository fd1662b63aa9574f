//! `cargo xtask serve`: the portal as it was built, without set-up, build, seed or talk. For tests and for a
//! supervisor: one JSON line on stdout when it is healthy, and again after each restart in `--ready-file`.

use crate::failure::Outcome;
use crate::portal::{Options, Portal};
use crate::{build, seed, workspace};
use std::path::Path;

pub fn run(options: Options, ready_file: Option<&Path>, demo: bool) -> Outcome {
    let data = options.data.clone();
    build::check_there()?;
    let mut portal = Portal::start(options)?;
    if demo {
        seed::once(&portal, &data)?;
    }
    let tell = |portal: &Portal| match ready_file {
        Some(path) => workspace::write_whole(path, portal.as_json()),
        None => Ok(()),
    };
    tell(&portal)?;
    println!("{}", portal.as_json());
    portal.supervise(tell)
}
