//! The simulator's clock: the machine's, moved forward by tests that wait for something to expire.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Seconds since 1970.
pub type Seconds = u64;

#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    ahead: Seconds,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the simulator reads the machine's clock")]
    pub fn now(self) -> Seconds {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        since.as_secs().saturating_add(self.ahead)
    }

    pub fn advance(&mut self, by: Seconds) {
        self.ahead = self.ahead.saturating_add(by);
    }
}
