//! How long to wait before something that failed is tried again.

use shared::time::Timestamp;

/// Ten seconds after the first failure, then each time twice as long, at most two hours.
pub fn next_try(now: Timestamp, failures: i64) -> Timestamp {
    let doublings = u32::try_from((failures - 1).clamp(0, 10)).unwrap_or(0);
    now.plus_seconds((10 * 2_i64.pow(doublings)).min(7200))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_two_hours() {
        let waits = [0, 1, 2, 3, 10, 11, i64::MAX].map(|failures| next_try(Timestamp(0), failures).0 / 1000);
        assert_eq!(waits, [10, 10, 20, 40, 5120, 7200, 7200]);
    }
}
