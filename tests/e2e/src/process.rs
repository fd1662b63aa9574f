//! Programs that a test starts: each in its own process group, so that nothing survives the test.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

use crate::fail::OrFail;
use crate::wait;

/// A running program. Dropping it kills its whole group.
pub struct Process {
    name: String,
    child: Child,
    lines: Receiver<String>,
    /// The last lines of both outputs, for the message when something goes wrong.
    tail: Arc<Mutex<VecDeque<String>>>,
}

const TAIL_LINES: usize = 60;

impl Process {
    pub fn start(name: &str, mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        let mut child = command.spawn().or_fail(format_args!("starting {name} ({command:?})"));
        let tail = Arc::default();
        let (sender, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            read_lines(stdout, Arc::clone(&tail), Some(sender));
        }
        if let Some(stderr) = child.stderr.take() {
            read_lines(stderr, Arc::clone(&tail), None);
        }
        Self { name: name.to_owned(), child, lines, tail }
    }

    /// The next line on standard output for which `pick` finds something.
    #[track_caller]
    pub fn wait_for_line<T>(&mut self, limit: Duration, pick: impl FnMut(&str) -> Option<T>) -> T {
        match self.find_line(limit, pick) {
            Ok(value) => value,
            Err(error) => panic!("{} is not ready: {error}; its last lines:\n{}", self.name, self.last_lines()),
        }
    }

    /// The same for a program that may end before it says so.
    ///
    /// # Errors
    /// `Disconnected` when it has ended, `Timeout` when it is too slow.
    pub fn find_line<T>(
        &mut self,
        limit: Duration,
        mut pick: impl FnMut(&str) -> Option<T>,
    ) -> Result<T, RecvTimeoutError> {
        let begin = wait::now();
        loop {
            if let Some(value) = pick(&self.lines.recv_timeout(limit.saturating_sub(begin.elapsed()))?) {
                return Ok(value);
            }
        }
    }

    /// The program's last lines on both outputs.
    pub fn last_lines(&self) -> String {
        let tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        tail.iter().cloned().collect::<Vec<_>>().join("\n")
    }

    /// Asks it to stop, as Ctrl-C does, and waits until it has.
    #[track_caller]
    pub fn interrupt(mut self) {
        if let Some(pid) = Pid::from_raw(i32::try_from(self.child.id()).or_fail("a process id")) {
            kill_process(pid, Signal::INT).or_fail(format_args!("stopping {}", self.name));
        }
        let name = self.name.clone();
        wait::until(format_args!("{name} to stop"), || self.child.try_wait().or_fail("waiting for a process"));
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills it and everything it started, without warning.
    pub fn kill(&mut self) {
        kill_group(self.child.id());
        // It is gone or was gone before: either way there is nothing left to wait for.
        drop(self.child.wait());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// SIGKILL to one process, which may be gone already.
pub fn kill_one(pid: u32) {
    if let Some(pid) = i32::try_from(pid).ok().and_then(Pid::from_raw) {
        let _ = kill_process(pid, Signal::KILL);
    }
}

fn kill_group(leader: u32) {
    if let Some(pid) = i32::try_from(leader).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(pid, Signal::KILL);
    }
}

fn read_lines(
    stream: impl Read + Send + 'static,
    tail: Arc<Mutex<VecDeque<String>>>,
    sender: Option<mpsc::Sender<String>>,
) {
    thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            {
                let mut tail = tail.lock().unwrap_or_else(PoisonError::into_inner);
                if tail.len() >= TAIL_LINES {
                    tail.pop_front();
                }
                tail.push_back(line.clone());
            }
            if let Some(sender) = &sender {
                // Nobody may be waiting for lines any more.
                drop(sender.send(line));
            }
        }
    });
}
