//! Long steps: what is running, for how long, and where its words went.

use crate::failure::{Failure, Outcome};
use crate::{clock, interrupt, process, workspace};
use std::fs::File;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const TICK: Duration = Duration::from_millis(100);
/// Without a terminal: one line each so often, so that a log shows life without filling up.
const QUIET_TICK: Duration = Duration::from_secs(15);
const SPINNER: [&str; 4] = ["|", "/", "-", "\\"];

pub fn say(line: impl AsRef<str>) {
    println!("{}", line.as_ref());
}

pub fn note(line: impl AsRef<str>) {
    println!("  {}", line.as_ref());
}

/// Runs `command` with its words in a log file; shows the step and its elapsed time meanwhile.
/// Returns the log, for those who want to read it.
pub fn run_logged(step: &str, command: &mut Command) -> Outcome<PathBuf> {
    let log = workspace::scratch("logs")?.join(format!("{}.log", slug(step)));
    let out = open_log(&log)?;
    let err = out.try_clone().map_err(|error| Failure::new(format!("cannot write {}: {error}", log.display())))?;
    command.stdout(Stdio::from(out)).stderr(Stdio::from(err));
    let started = clock::now();
    let mut ticker = Ticker::new(step, Some(log.clone()));
    let status = wait(process::start(command)?, || ticker.tick(started))?;
    drop(ticker);
    if status.success() {
        say(format!("{step}: done in {}", seconds(started.elapsed())));
        return Ok(log);
    }
    Err(explain(step, status, started, &log))
}

/// Runs `command` with its words on our own output, where the words are the point (tests).
pub fn run_visible(step: &str, command: &mut Command) -> Outcome {
    say(format!("== {step}"));
    let started = clock::now();
    let status = wait(process::start(command)?, || {})?;
    if status.success() {
        say(format!("== {step}: done in {}", seconds(started.elapsed())));
        return Ok(());
    }
    Err(Failure::new(format!("{step} failed ({status}) after {}", seconds(started.elapsed()))))
}

/// A step of our own code.
pub fn run_step<T>(step: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    interrupt::check()?;
    let started = clock::now();
    let result = work()?;
    say(format!("{step}: done in {}", seconds(started.elapsed())));
    Ok(result)
}

pub fn seconds(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    if tenths >= 600 {
        format!("{} min {:02} s", tenths / 600, tenths / 10 % 60)
    } else {
        format!("{}.{} s", tenths / 10, tenths % 10)
    }
}

fn open_log(log: &Path) -> Outcome<File> {
    File::create(log).map_err(|error| Failure::new(format!("cannot write {}: {error}", log.display())))
}

fn wait(mut child: Child, mut tick: impl FnMut()) -> Outcome<ExitStatus> {
    // Short at first, so that quick steps stay quick.
    let mut pause = Duration::from_millis(2);
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) => {}
            Err(error) => return Err(Failure::new(format!("cannot wait for a program: {error}"))),
        }
        if interrupt::requested() {
            process::stop(&mut child, Duration::from_secs(5));
            return Err(Failure::interrupted());
        }
        tick();
        std::thread::sleep(pause);
        pause = TICK.min(pause * 2);
    }
}

fn explain(step: &str, status: ExitStatus, started: Instant, log: &Path) -> Failure {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    if speaks_of_a_missing_network(&text) {
        return Failure::new(format!(
            "{step}: a package registry could not be reached. Connect this machine to the network and run the command again"
        ))
        .with_log(log);
    }
    for line in telling_part(&text) {
        eprintln!("  | {line}");
    }
    Failure::new(format!("{step} failed ({status}) after {}", seconds(started.elapsed()))).with_log(log)
}

/// What cargo, npm and rustup say when a name cannot be resolved or a host cannot be reached.
fn speaks_of_a_missing_network(log: &str) -> bool {
    const WORDS: [&str; 9] = [
        "Could not resolve host",
        "Could not resolve hostname",
        "Couldn't resolve host",
        "Failed to connect to",
        "spurious network error",
        "ENOTFOUND",
        "EAI_AGAIN",
        "network is unreachable",
        "could not download file",
    ];
    // A retry that succeeded leaves its warning behind; a compile error then is the real reason.
    !log.contains("error: could not compile") && WORDS.iter().any(|words| log.contains(words))
}

/// From the first error of a compiler, else the end.
fn telling_part(log: &str) -> Vec<&str> {
    const LINES: usize = 25;
    let from_error: Vec<_> = log.lines().skip_while(|line| !line.starts_with("error")).take(LINES).collect();
    if from_error.is_empty() { tail(log, LINES).collect() } else { from_error }
}

pub fn tail(text: &str, lines: usize) -> impl Iterator<Item = &str> {
    let all = text.lines().count();
    text.lines().skip(all.saturating_sub(lines))
}

fn slug(step: &str) -> String {
    let text: String =
        step.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    text.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// A terminal has one line for what is running: of steps at the same time the first that came has it.
static LINE_IS_TAKEN: AtomicBool = AtomicBool::new(false);

struct Ticker {
    step: String,
    log: Option<PathBuf>,
    terminal: bool,
    has_line: bool,
    turns: usize,
    spoken: Duration,
    shown: bool,
}

impl Ticker {
    fn new(step: &str, log: Option<PathBuf>) -> Self {
        let terminal = std::io::stdout().is_terminal();
        Self { step: step.to_owned(), log, terminal, has_line: false, turns: 0, spoken: Duration::ZERO, shown: false }
    }

    fn tick(&mut self, started: Instant) {
        let elapsed = started.elapsed();
        if self.terminal && elapsed >= Duration::from_millis(300) {
            self.has_line = self.has_line || !LINE_IS_TAKEN.swap(true, Ordering::Relaxed);
            if !self.has_line {
                return;
            }
            let wheel = SPINNER.get(self.turns % SPINNER.len()).copied().unwrap_or_default();
            self.turns += 1;
            print!("\r\x1b[2K{wheel} {} {}  {}", self.step, seconds(elapsed), self.last_words());
            flush();
            self.shown = true;
        } else if !self.terminal && elapsed >= self.spoken + QUIET_TICK {
            self.spoken = elapsed;
            say(format!("{} … {}  {}", self.step, seconds(elapsed), self.last_words()));
        }
    }

    /// The last line the program wrote, cut to fit.
    fn last_words(&self) -> String {
        use std::io::{Read as _, Seek as _, SeekFrom};
        let Some(mut file) = self.log.as_ref().and_then(|log| File::open(log).ok()) else { return String::new() };
        let length = file.metadata().map_or(0, |data| data.len());
        let mut end = Vec::new();
        let from = SeekFrom::Start(length.saturating_sub(400));
        if file.seek(from).is_err() || file.read_to_end(&mut end).is_err() {
            return String::new();
        }
        let end = String::from_utf8_lossy(&end);
        let line = end.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        line.chars().filter(|c| !c.is_control()).take(60).collect()
    }

    fn clear(&mut self) {
        if self.shown {
            print!("\r\x1b[2K");
            flush();
        }
        if std::mem::take(&mut self.has_line) {
            LINE_IS_TAKEN.store(false, Ordering::Relaxed);
        }
    }
}

impl Drop for Ticker {
    fn drop(&mut self) {
        self.clear();
    }
}

fn flush() {
    // A terminal that has gone is noticed by the next line.
    let _gone = std::io::stdout().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(seconds(Duration::from_millis(1_449)), "1.4 s");
        assert_eq!(seconds(Duration::from_secs(59)), "59.0 s");
        assert_eq!(seconds(Duration::from_secs(61)), "1 min 01 s");
    }

    #[test]
    fn a_step_names_its_log() {
        assert_eq!(slug("install trunk 0.21.14"), "install-trunk-0-21-14");
    }

    #[test]
    fn the_tail_is_the_end() {
        assert_eq!(tail("a\nb\nc", 2).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(tail("a", 5).collect::<Vec<_>>(), ["a"]);
    }

    #[test]
    fn a_failure_is_told_from_its_first_error() {
        assert_eq!(telling_part("Compiling a\nerror[E1]: b\n --> c\n"), ["error[E1]: b", " --> c"]);
        assert_eq!(telling_part("one\ntwo\n"), ["one", "two"]);
    }

    #[test]
    fn a_missing_network_is_recognised() {
        assert!(speaks_of_a_missing_network("warning: spurious network error (3 tries remaining)"));
        assert!(!speaks_of_a_missing_network("error[E0308]: mismatched types"));
    }
}
