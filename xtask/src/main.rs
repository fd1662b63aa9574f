//! Sets up, builds, runs, tests and checks the product. `cargo xtask --help` lists the commands.

#![expect(clippy::print_stdout, reason = "a program for the command line: its output is what it is for")]

mod bench;
mod budget;
mod build;
mod ci;
mod clock;
mod db;
mod debian;
mod dev;
mod failure;
mod fingerprint;
mod help;
mod interrupt;
mod npm;
mod options;
mod portal;
mod process;
mod progress;
mod seed;
mod serve;
mod setup;
mod test;
mod tidy;
mod tools;
mod workspace;

use failure::Outcome;
use options::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    match options::parse(lexopt::Parser::from_env()).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

fn run(command: Command) -> Outcome {
    interrupt::listen()?;
    match command {
        Command::Help(text) => {
            println!("{text}");
            Ok(())
        }
        Command::Setup => setup::run(&[]),
        Command::Build => setup::run(&[]).and_then(|()| build::run()),
        Command::Dev { options, fresh } => dev::run(options, fresh),
        Command::Serve { options, ready_file, demo } => serve::run(options, ready_file.as_deref(), demo),
        Command::Test(suite) => test::run(suite),
        Command::Ci => ci::run(),
        Command::Bench { rival, quick } => bench::run(rival, quick),
        Command::Db { data, sql } => db::run(&data, sql.as_deref()),
        Command::Tidy => tidy::run(),
    }
}
