//! Moments. The institution works in one time zone, UTC+8 without summer time, and so does every page.

use serde::{Deserialize, Serialize};

use crate::date::Date;

/// A moment in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// China Standard Time, the only zone in use (国务院: no summer time since 1992).
const ZONE_OFFSET_MS: i64 = 8 * 3_600_000;
const DAY_MS: i64 = 86_400_000;

impl Timestamp {
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MS)))
    }

    /// Whole seconds since 1970, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// The calendar day in China.
    pub fn day(self) -> Date {
        Date::from_days_since_epoch((self.0 + ZONE_OFFSET_MS).div_euclid(DAY_MS))
    }

    /// When a day begins in China.
    pub fn beginning_of(day: Date) -> Self {
        Self(day.days_since_epoch().saturating_mul(DAY_MS).saturating_sub(ZONE_OFFSET_MS))
    }

    /// `2026-10-05T06:03:09.120Z` (RFC 3339), for machines.
    pub fn to_utc_text(self) -> String {
        let (day, rest) = (Date::from_days_since_epoch(self.0.div_euclid(DAY_MS)), self.0.rem_euclid(DAY_MS));
        let (seconds, milliseconds) = (rest / 1000, rest % 1000);
        format!("{day}T{:02}:{:02}:{:02}.{milliseconds:03}Z", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// `2026-10-05 14:03` in China.
    pub fn to_minute_text(self) -> String {
        let minutes = (self.0 + ZONE_OFFSET_MS).rem_euclid(DAY_MS) / 60_000;
        format!("{} {:02}:{:02}", self.day(), minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_before_midnight_utc_is_the_next_morning_in_china() {
        assert_eq!(Timestamp(1_791_158_400_000 - 1).to_minute_text(), "2026-10-05 07:59");
        assert_eq!(Timestamp(1_791_158_400_000 - 1).to_utc_text(), "2026-10-04T23:59:59.999Z");
        assert_eq!(Timestamp(0).to_minute_text(), "1970-01-01 08:00");
        let day = Date::FIRST.plus_days(82_900);
        assert_eq!(Timestamp::beginning_of(day).to_minute_text(), format!("{day} 00:00"));
        assert_eq!(Timestamp(-1).plus_days(1).to_minute_text(), "1970-01-02 07:59");
    }
}
