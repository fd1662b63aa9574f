//! `cargo xtask build`: front end, its workers, edge, and the stand-in for WeChat. A part whose inputs have not
//! changed since its last success is skipped.

mod assets;
mod edge;
mod frontend;
mod photo;
mod plain;
mod player;
mod programs;
mod reader;
mod slides;

use crate::failure::{Failure, Outcome};
use crate::fingerprint::Inputs;
use crate::{interrupt, progress, tools, workspace};
use std::fs::File;

pub use programs::{SEEDER, SIMULATOR};

pub fn run() -> Outcome {
    let lock = lock()?;
    // Each ends with minutes on a single processor.
    beside(edge_part, frontend_parts)?;
    SIMULATOR.build()?;
    drop(lock);
    Ok(())
}

fn edge_part() -> Outcome {
    if edge::build()? {
        edge::print_size()?;
    }
    Ok(())
}

fn frontend_parts() -> Outcome {
    frontend::build(&frontend::TRAINEE)?;
    frontend::build(&frontend::STAFF)?;
    reader::build()?;
    slides::build()?;
    plain::build()?;
    photo::build()?;
    player::build()?;
    if assets::build()? {
        assets::print_sizes()?;
    }
    Ok(())
}

/// Runs both at the same time. When one fails the other is stopped; what had failed is told.
fn beside(one: fn() -> Outcome, other: fn() -> Outcome) -> Outcome {
    let run = |part: fn() -> Outcome| {
        let done = part();
        if done.is_err() {
            interrupt::give_up();
        }
        done
    };
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(move || run(one));
        let other = run(other);
        (one.join(), other)
    });
    told(one.unwrap_or_else(|_panic| Err(Failure::new("a part of the build broke off"))), other)
}

/// Of two failures the one that stopped the other.
fn told(one: Outcome, other: Outcome) -> Outcome {
    match (one, other) {
        (Err(one), Err(other)) => Err(if one.is_interruption() { other } else { one }),
        (one, other) => one.and(other),
    }
}

/// What a person would have to do when `serve` finds nothing to serve.
pub fn check_there() -> Outcome {
    let needed = [workspace::dist().join("index.html"), edge::module(), SIMULATOR.path()];
    match needed.iter().find(|path| !path.is_file()) {
        None => Ok(()),
        Some(missing) => {
            Err(Failure::new(format!("{} has not been built; run `cargo xtask build`", workspace::shown(missing))))
        }
    }
}

/// Two builds at once would write into the same folders: the second waits and then finds nothing to do.
fn lock() -> Outcome<File> {
    use crate::failure::Context as _;
    let path = workspace::scratch("stamps")?.join("lock");
    let file = File::create(&path).context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        progress::say("waiting for another build to finish");
        file.lock().context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

/// The workspace's manifests: features of our own packages do not stand in the lock file.
const MANIFESTS: [&str; 10] = [
    "Cargo.toml",
    "edge/Cargo.toml",
    "frontend/Cargo.toml",
    "frontend/photo/Cargo.toml",
    "frontend/player/Cargo.toml",
    "frontend/reader/Cargo.toml",
    "frontend/slides/Cargo.toml",
    "frontend/verify/Cargo.toml",
    "proof/Cargo.toml",
    "shared/Cargo.toml",
];

/// What a part is made from: the sources that the compiler read for it (`dep_info`, below the target folder of wasm), and
/// the recipe.
fn inputs_of(dep_info: &str) -> Inputs {
    let versions = tools::FOR_BUILDING.iter().map(|tool| format!("{} {}", tool.package, tool.version));
    Inputs::default()
        .paths(&MANIFESTS)
        .paths(&["Cargo.lock", "rust-toolchain.toml", "package-lock.json", "xtask/src/build"])
        .compiled(workspace::target().join("wasm32-unknown-unknown").join(dep_info))
        .words(versions)
        .words([std::env::var("RUSTFLAGS").unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_that_a_part_can_be_made_of_has_its_manifest_among_the_inputs() {
        let workspace = workspace::read_text(&workspace::root().join("Cargo.toml")).unwrap();
        let members = workspace.lines().find(|line| line.starts_with("members")).unwrap();
        let packages: Vec<_> = members.split('"').skip(1).step_by(2).collect();
        assert!(packages.len() > 10);
        for package in packages {
            let is_tool = package.starts_with("tests/") || package == "xtask";
            assert!(is_tool || MANIFESTS.contains(&format!("{package}/Cargo.toml").as_str()), "{package}");
        }
    }

    #[test]
    fn of_two_parts_the_one_that_failed_is_told() {
        let failed = || Err(Failure::new("does not compile"));
        let stopped = || Err(Failure::interrupted());
        for outcome in [told(failed(), stopped()), told(stopped(), failed()), told(failed(), Ok(()))] {
            assert_eq!(outcome.unwrap_err().to_string(), "does not compile");
        }
        assert!(told(Ok(()), Ok(())).is_ok());
    }
}
