//! How often somebody comes who leaves nothing behind that could be counted. Kept in memory, because a row for each would cost
//! more than what is refused; with a new start of the object counting begins anew. The minutes are the clock's: around the turn
//! of one, twice as many come.

use std::cell::RefCell;
use std::collections::HashMap;

use shared::error::{ErrorCode, Problem};
use shared::time::Timestamp;

const WINDOW_MS: i64 = 60_000;

/// Counts within each minute of the clock.
#[derive(Debug, Default)]
pub struct Rate {
    counted: RefCell<Counted>,
}

#[derive(Debug, Default)]
struct Counted {
    minute: i64,
    /// Of those who came in this minute.
    times: HashMap<i64, u32>,
}

impl Rate {
    /// Counts one more of `who`, unless there were `most` in this minute.
    pub fn admit(&self, who: i64, most: u32, now: Timestamp) -> Result<(), Problem> {
        let mut counted = self.counted.borrow_mut();
        let minute = now.0.div_euclid(WINDOW_MS);
        if counted.minute != minute {
            *counted = Counted { minute, times: HashMap::new() };
        }
        let times = counted.times.entry(who).or_default();
        if *times >= most {
            let left_ms = WINDOW_MS - now.0.rem_euclid(WINDOW_MS);
            let retry_after = u32::try_from(left_ms / 1_000 + 1).ok();
            return Err(Problem { retry_after, ..Problem::new(ErrorCode::TooManyTries) });
        }
        *times += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_come_in_a_minute_and_each_is_counted_alone() {
        let rate = Rate::default();
        let now = Timestamp(7 * WINDOW_MS + 20_000);
        for _ in 0..3 {
            rate.admit(1, 3, now).unwrap();
        }
        let refused = rate.admit(1, 3, now).unwrap_err();
        assert_eq!((refused.code, refused.retry_after), (ErrorCode::TooManyTries, Some(41)));
        rate.admit(2, 3, now).unwrap();
        rate.admit(1, 3, now.plus_seconds(40)).unwrap();
    }
}
