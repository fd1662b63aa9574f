//! Waiting for a condition, with a deadline. Nothing in the tests sleeps for a fixed time.

use std::fmt::Display;
use std::thread;
use std::time::{Duration, Instant};

/// How long anything in a test may take. Generous, because two cores may be busy with other tests.
pub const DEADLINE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(20);

/// Asks again and again until there is something.
#[track_caller]
pub fn until<T>(what: impl Display, ask: impl FnMut() -> Option<T>) -> T {
    match within(DEADLINE, ask) {
        Some(value) => value,
        None => panic!("waited {} s for {what}", DEADLINE.as_secs()),
    }
}

/// As [`until`], but the caller decides what it means that nothing came.
pub fn within<T>(limit: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let begin = now();
    loop {
        if let Some(value) = ask() {
            return Some(value);
        }
        if begin.elapsed() > limit {
            return None;
        }
        thread::sleep(PAUSE);
    }
}

#[expect(clippy::disallowed_methods, reason = "the harness runs on the host and measures real time")]
pub fn now() -> Instant {
    Instant::now()
}
