//! Ctrl-C, a polite kill and a closed terminal all set one flag, which every wait looks at.

use crate::clock;
use crate::failure::{Context as _, Failure, Outcome};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

static STOP: OnceLock<Arc<AtomicBool>> = OnceLock::new();

/// Call once, before the first child is started. A second Ctrl-C ends the program at once; its children
/// still go, because they are told when their parent dies (`process`).
pub fn listen() -> Outcome {
    let flag = STOP.get_or_init(Arc::default);
    for signal in [SIGINT, SIGTERM, SIGHUP] {
        // The order matters: the conditional shutdown must see the flag of an earlier signal only.
        signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(flag))
            .context(|| "cannot listen for signals".to_owned())?;
        signal_hook::flag::register(signal, Arc::clone(flag)).context(|| "cannot listen for signals".to_owned())?;
    }
    Ok(())
}

pub fn requested() -> bool {
    STOP.get().is_some_and(|flag| flag.load(Ordering::Relaxed))
}

/// Stops everything that runs beside something that has failed.
pub fn give_up() {
    STOP.get_or_init(Arc::default).store(true, Ordering::Relaxed);
}

/// Waits, unless we are asked to stop.
pub fn pause(duration: Duration) -> Outcome {
    let begun = clock::now();
    while begun.elapsed() < duration {
        check()?;
        std::thread::sleep(Duration::from_millis(20));
    }
    check()
}

pub fn check() -> Outcome {
    if requested() { Err(Failure::interrupted()) } else { Ok(()) }
}
