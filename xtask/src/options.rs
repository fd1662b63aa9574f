//! The command line, parsed into what it means.

use crate::failure::{Failure, Outcome};
use crate::portal::{Home, Options};
use crate::test::Suite;
use crate::{help, workspace};
use lexopt::prelude::{Long, Short, Value};
use lexopt::{Parser, ValueExt as _};
use std::path::PathBuf;

const PORT: u16 = 8787;
/// The text bindings of `edge/workerd.capnp`, which `--set NAME=…` and the environment (`ANPEI_NAME`) may change.
const SETTINGS: [&str; 8] = [
    "PORTAL_ORIGIN",
    "WECHAT_AUTHORIZE_BASE",
    "WECHAT_API_BASE",
    "DATA_KEY",
    "SETUP_TOKEN",
    "CLIENT_IP_HEADER",
    "DEMO",
    "REPORT_COST",
];

#[derive(Debug)]
pub enum Command {
    Help(&'static str),
    Setup,
    Build,
    Dev { options: Options, fresh: bool },
    Serve { options: Options, ready_file: Option<PathBuf>, demo: bool },
    Test(Option<Suite>),
    Ci,
    Bench { rival: bool, quick: bool },
    Db { data: PathBuf, sql: Option<String> },
    Tidy,
}

/// Everything any command accepts; `finish` refuses what the chosen one does not.
#[derive(Debug, Default)]
struct Given {
    help: bool,
    /// Those without a value, as they were written.
    flags: Vec<&'static str>,
    home: Option<Home>,
    port: Option<u16>,
    data: Option<PathBuf>,
    ready_file: Option<PathBuf>,
    settings: Vec<(String, String)>,
    words: Vec<String>,
}

impl Given {
    /// Whether the flag was given; taken, so that none is left over.
    fn flag(&mut self, name: &str) -> bool {
        let before = self.flags.len();
        self.flags.retain(|flag| *flag != name);
        self.flags.len() < before
    }
}

pub fn parse(mut parser: Parser) -> Outcome<Command> {
    let mut given = Given::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => given.help = true,
            Long("fresh") => given.flags.push("--fresh"),
            Long("rival") => given.flags.push("--rival"),
            Long("quick") => given.flags.push("--quick"),
            Long("demo") => given.flags.push("--demo"),
            Long("cloudflare") => given.home = Some(Home::Cloudflare),
            Long("port") => given.port = Some(parser.value()?.parse()?),
            Long("data") => given.data = Some(PathBuf::from(parser.value()?)),
            Long("ready-file") => given.ready_file = Some(PathBuf::from(parser.value()?)),
            Long("set") => given.settings.push(setting(&parser.value()?.string()?)?),
            Value(word) => given.words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut words = std::mem::take(&mut given.words).into_iter();
    let Some(name) = words.next() else { return Ok(Command::Help(help::ALL)) };
    let text = help::of(&name)
        .ok_or_else(|| Failure::new(format!("there is no command `{name}` (see `cargo xtask --help`)")))?;
    if given.help {
        return Ok(Command::Help(text));
    }
    let command = finish(&name, &mut given, words.next())?;
    refuse_leftovers(&name, &given, words.next())?;
    Ok(command)
}

fn finish(name: &str, given: &mut Given, word: Option<String>) -> Outcome<Command> {
    let command = match name {
        "dev" => Command::Dev { fresh: given.flag("--fresh"), options: dev_options(given) },
        "serve" => {
            let home = given.home.take().unwrap_or(Home::Machine);
            let demo = given.flag("--demo");
            let mut options = portal_options(given, home);
            options.log_to_stderr = true;
            if demo {
                options.settings.push(("DEMO".to_owned(), "1".to_owned()));
            }
            Command::Serve { ready_file: given.ready_file.take(), options, demo }
        }
        "test" => return Ok(Command::Test(word.as_deref().map(Suite::named).transpose()?)),
        "bench" => Command::Bench { rival: given.flag("--rival"), quick: given.flag("--quick") },
        "db" => return Ok(Command::Db { data: data_folder(given), sql: word }),
        "setup" => Command::Setup,
        "build" => Command::Build,
        "ci" => Command::Ci,
        "tidy" => Command::Tidy,
        _ => Command::Help(help::ALL),
    };
    match word {
        None => Ok(command),
        Some(word) => Err(Failure::new(format!("`{name}` takes no `{word}` (see `cargo xtask {name} --help`)"))),
    }
}

fn dev_options(given: &mut Given) -> Options {
    let mut options = portal_options(given, Home::Machine);
    options.settings.push(("DEMO".to_owned(), "1".to_owned()));
    options
}

fn portal_options(given: &mut Given, home: Home) -> Options {
    Options {
        home,
        data: data_folder(given),
        port: given.port.take().unwrap_or(PORT),
        settings: settings_of_environment().chain(std::mem::take(&mut given.settings)).collect(),
        log_to_stderr: false,
    }
}

/// Absolute: the programs that use it do not all run in the same folder.
fn data_folder(given: &mut Given) -> PathBuf {
    let folder = given.data.take().unwrap_or_else(|| workspace::root().join("data"));
    std::path::absolute(&folder).unwrap_or(folder)
}

fn settings_of_environment() -> impl Iterator<Item = (String, String)> {
    SETTINGS.into_iter().filter_map(|name| Some((name.to_owned(), std::env::var(format!("ANPEI_{name}")).ok()?)))
}

fn setting(text: &str) -> Outcome<(String, String)> {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    if SETTINGS.contains(&name) {
        return Ok((name.to_owned(), value.to_owned()));
    }
    Err(Failure::new(format!("--set {text}: the settings are {}", SETTINGS.join(", "))))
}

fn refuse_leftovers(name: &str, given: &Given, word: Option<String>) -> Outcome {
    let left = [
        given.flags.first().copied(),
        given.home.map(|_| "--cloudflare"),
        given.port.map(|_| "--port"),
        given.data.as_ref().map(|_| "--data"),
        given.ready_file.as_ref().map(|_| "--ready-file"),
        (!given.settings.is_empty()).then_some("--set"),
        word.map(|_| "second word"),
    ];
    match left.into_iter().flatten().next() {
        None => Ok(()),
        Some(option) => Err(Failure::new(format!("`{name}` takes no {option} (see `cargo xtask {name} --help`)"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(words: &[&str]) -> Outcome<Command> {
        parse(Parser::from_args(words))
    }

    #[test]
    fn dev_takes_its_options() {
        let Ok(Command::Dev { options, fresh }) = parsed(&["dev", "--port", "9000", "--fresh", "--data", "/x"]) else {
            panic!()
        };
        assert_eq!((options.port, fresh, options.data), (9000, true, PathBuf::from("/x")));
        assert_eq!(options.settings, [("DEMO".to_owned(), "1".to_owned())]);
    }

    #[test]
    fn serve_is_not_a_demo() {
        let Ok(Command::Serve { options, .. }) = parsed(&["serve", "--set", "CLIENT_IP_HEADER=X-Real-IP"]) else {
            panic!()
        };
        assert_eq!(options.port, PORT);
        assert_eq!(options.settings, [("CLIENT_IP_HEADER".to_owned(), "X-Real-IP".to_owned())]);
    }

    #[test]
    fn what_a_command_does_not_know_is_refused() {
        for words in [
            &["setup", "--fresh"][..],
            &["tidy", "now"],
            &["serve", "--set", "PATH=x"],
            &["fly"],
            &["dev", "--port", "x"],
        ] {
            assert!(parsed(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn help_is_never_far() {
        for words in [&[][..], &["--help"], &["dev", "--help"], &["db", "-h"]] {
            assert!(matches!(parsed(words), Ok(Command::Help(_))), "{words:?}");
        }
    }
}
