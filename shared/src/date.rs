//! Calendar days without a time of day, proleptic Gregorian.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::error::FieldCode;
use crate::text::{self, InvalidText};

/// A day that exists, from 1800-01-01 to 2199-12-31. On the wire and in the database `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Why a text is not a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    Empty,
    /// Not in any form that is read, or without a year.
    Unreadable,
    /// 30 February, month 13.
    Impossible,
    /// Before 1800 or after 2199.
    OutOfRange,
}

impl From<DateError> for FieldCode {
    fn from(error: DateError) -> Self {
        match error {
            DateError::Empty => Self::Required,
            DateError::Unreadable => Self::Format,
            DateError::Impossible => Self::NoSuchDate,
            DateError::OutOfRange => Self::OutOfRange,
        }
    }
}

const FIRST_YEAR: u16 = 1800;
const LAST_YEAR: u16 = 2199;
/// Days from 1899-12-30, Excel's day 0 as seen from its days after February 1900, to 1970-01-01.
const EXCEL_EPOCH_OFFSET: i64 = 25_569;

impl Date {
    pub const FIRST: Self = Self { year: FIRST_YEAR, month: 1, day: 1 };
    pub const LAST: Self = Self { year: LAST_YEAR, month: 12, day: 31 };

    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in_month(year, month) {
            return Err(DateError::Impossible);
        }
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(DateError::OutOfRange);
        }
        Ok(Self { year, month, day })
    }

    pub const fn year(self) -> u16 {
        self.year
    }

    pub const fn month(self) -> u8 {
        self.month
    }

    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01, negative before. Source: the civil-from-days algorithms of Howard Hinnant.
    pub fn days_since_epoch(self) -> i64 {
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day that many days after 1970-01-01; beyond the range the nearest day in it.
    pub fn from_days_since_epoch(days: i64) -> Self {
        if days < Self::FIRST.days_since_epoch() {
            return Self::FIRST;
        }
        if days > Self::LAST.days_since_epoch() {
            return Self::LAST;
        }
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        // In range by the two guards above.
        Self {
            year: u16::try_from(year).unwrap_or(FIRST_YEAR),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// The day that many days later (or earlier), held within the range.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days_since_epoch(self.days_since_epoch().saturating_add(days))
    }

    /// The same day of the month that many calendar months later (or earlier); where the month is too short, its last day.
    /// Held within the range.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let index = i64::from(self.year) * 12 + i64::from(self.month) - 1 + i64::from(months);
        let (year, month) = (index.div_euclid(12), index.rem_euclid(12) + 1);
        let (Ok(year), Ok(month)) = (u16::try_from(year), u8::try_from(month)) else {
            return if months < 0 { Self::FIRST } else { Self::LAST };
        };
        let day = self.day.min(days_in_month(year, month));
        Self::new(year, month, day).unwrap_or(if months < 0 { Self::FIRST } else { Self::LAST })
    }

    /// Saturday or Sunday.
    pub fn is_weekend(self) -> bool {
        // 1970-01-01 was a Thursday: counted from Monday, 3.
        (self.days_since_epoch() + 3).rem_euclid(7) >= 5
    }

    /// Whole days from `earlier` to this day, negative if it comes after.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.days_since_epoch() - earlier.days_since_epoch()
    }

    /// Full years from this day to `on`, as ages are counted; 0 if `on` is before it. Born on 29 February: the year is
    /// complete on 1 March of a common year.
    pub fn years_until(self, on: Self) -> u32 {
        let years = i64::from(on.year) - i64::from(self.year) - i64::from((on.month, on.day) < (self.month, self.day));
        u32::try_from(years).unwrap_or(0)
    }

    /// Excel's day number in the 1900 system: 1 is 1900-01-01, and 60 is the 29 February 1900 that never was, hence
    /// refused. A time of day (the fraction) is dropped.
    pub fn from_excel_serial(serial: f64) -> Result<Self, DateError> {
        if !(1.0..150_000.0).contains(&serial) {
            return Err(DateError::OutOfRange);
        }
        // Below 150,000: the text of the whole part always fits.
        let whole = format!("{:.0}", serial.floor()).parse::<i64>().ok().ok_or(DateError::Unreadable)?;
        match whole {
            60 => Err(DateError::Impossible),
            whole => Ok(Self::from_days_since_epoch(whole + i64::from(whole < 60) - EXCEL_EPOCH_OFFSET)),
        }
    }

    /// Reads `2026-10-05`, `2026.10.5`, `2026/10/5`, `2026年10月5日`, `20261005`, a time of day behind it (dropped), and
    /// Excel's bare day number (`46300`; 20000 to 99999, which is 1954 to 2173).
    pub fn parse(typed: &str) -> Result<Self, DateError> {
        let text = text::normalise(typed);
        if text.is_empty() {
            return Err(DateError::Empty);
        }
        let text = drop_time(&text).replace(' ', "");
        let text = text.trim_end_matches(['日', '号', '.', '。']);
        if text.chars().all(|c| c.is_ascii_digit()) {
            return parse_bare(text);
        }
        let mut parts = text.split(['-', '/', '.', '年', '月', '。', '、', '\\', '—', '–', '−']);
        let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(DateError::Unreadable);
        };
        // Two-digit years are not guessed: 26.10.5 may be a day in October or in 2005.
        if year.len() != 4 || month.len() > 2 || day.len() > 2 {
            return Err(DateError::Unreadable);
        }
        Self::from_digits(year, month, day)
    }

    /// Year, month and day in digits.
    pub(crate) fn from_digits(year: &str, month: &str, day: &str) -> Result<Self, DateError> {
        let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        if !digits(year) || !digits(month) || !digits(day) {
            return Err(DateError::Unreadable);
        }
        let (Ok(year), Ok(month), Ok(day)) = (year.parse(), month.parse(), day.parse()) else {
            return Err(DateError::Unreadable);
        };
        Self::new(year, month, day)
    }
}

fn parse_bare(digits: &str) -> Result<Date, DateError> {
    match digits.len() {
        8 => {
            let (year, rest) = digits.split_at(4);
            let (month, day) = rest.split_at(2);
            Date::from_digits(year, month, day)
        }
        5 => digits
            .parse::<f64>()
            .ok()
            .filter(|serial| *serial >= 20_000.0)
            .map_or(Err(DateError::Unreadable), Date::from_excel_serial),
        _ => Err(DateError::Unreadable),
    }
}

/// `2026-10-05 14:03:00`, `2026-10-05T00:00:00.000Z` → the part before the time.
fn drop_time(text: &str) -> &str {
    let Some((day, time)) = text.split_once([' ', 'T']) else {
        return text;
    };
    let is_time = time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | '+'));
    if is_time { day } else { text }
}

/// The time of day behind a day as [`Date::parse`] reads it: `09:30` of `2026-12-08 09:30:00`. Midnight is none: that is
/// how spreadsheets write a day without a time.
pub fn time_of_day(text: &str) -> Option<String> {
    let text = text::normalise(text);
    let day = drop_time(&text);
    let time = text.get(day.len() + 1..)?;
    let mut parts = time.split([':', '.', 'Z', '+']);
    let (hour, minute): (u8, u8) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ((hour, minute) != (0, 0) && hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Date {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        let mut parts = text.split('-');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day), None) if text.len() == 10 && year.len() == 4 && month.len() == 2 => {
                Self::from_digits(year, month, day).map_err(|_reason| InvalidText("a day"))
            }
            _ => Err(InvalidText("a day in the form YYYY-MM-DD")),
        }
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_day() {
        for typed in [
            "2026-10-05",
            "2026-10-5",
            "2026.10.5",
            "2026.10.05.",
            "2026/10/5",
            "2026年10月5日",
            "2026年10月5号",
            "2026 年 10 月 5 日",
            "２０２６．１０．５",
            "20261005",
            "2026-10-05 00:00:00",
            "2026/10/5 8:30",
            "2026-10-05T00:00:00.000Z",
            "46300",
        ] {
            assert_eq!(Date::parse(typed).map(|day| day.to_string()).as_deref(), Ok("2026-10-05"), "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_reason() {
        for (typed, error) in [
            ("", DateError::Empty),
            ("10月5日", DateError::Unreadable),
            ("26.10.5", DateError::Unreadable),
            ("昨天", DateError::Unreadable),
            ("2026-10", DateError::Unreadable),
            ("2026.10", DateError::Unreadable),
            ("2026-10-05 上午", DateError::Unreadable),
            ("12345", DateError::Unreadable),
            ("1", DateError::Unreadable),
            ("2026-13-01", DateError::Impossible),
            ("2026.2.30", DateError::Impossible),
            ("20260229", DateError::Impossible),
            ("2026-10-00", DateError::Impossible),
            ("1799-12-31", DateError::OutOfRange),
            ("2200-01-01", DateError::OutOfRange),
        ] {
            assert_eq!(Date::parse(typed), Err(error), "{typed}");
        }
    }

    #[test]
    fn day_numbers_go_both_ways() {
        for (text, days) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-10-05", 20_731)] {
            let date = Date::parse(text).unwrap();
            assert_eq!(date.days_since_epoch(), days);
            assert_eq!(Date::from_days_since_epoch(days), date);
        }
        let mut date = Date::FIRST;
        while date < Date::LAST {
            let next = date.plus_days(1);
            assert!(next > date && next.days_since(date) == 1);
            assert_eq!(
                Date::from_digits(&format!("{:04}", next.year()), &next.month().to_string(), &next.day().to_string()),
                Ok(next)
            );
            date = next;
        }
        assert_eq!(Date::LAST.plus_days(1), Date::LAST);
        assert_eq!(Date::from_days_since_epoch(i64::MIN), Date::FIRST);
    }

    #[test]
    fn months_end_where_the_month_does() {
        for (from, months, to) in [
            ("2026-10-05", 0, "2026-10-05"),
            ("2026-10-05", 3, "2027-01-05"),
            ("2026-01-05", -1, "2025-12-05"),
            ("2026-08-31", -6, "2026-02-28"),
            ("2024-08-31", -6, "2024-02-29"),
            ("2026-05-31", -3, "2026-02-28"),
            ("2026-12-31", -3, "2026-09-30"),
            ("2026-12-31", -6, "2026-06-30"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2024-02-29", 48, "2028-02-29"),
            ("2100-03-31", -1, "2100-02-28"),
            ("2000-03-31", -1, "2000-02-29"),
            ("2026-03-15", -27, "2023-12-15"),
            ("2199-12-01", 1, "2199-12-31"),
            ("1800-01-15", -1, "1800-01-01"),
            ("2026-10-05", i32::MAX, "2199-12-31"),
            ("2026-10-05", i32::MIN, "1800-01-01"),
        ] {
            assert_eq!(Date::parse(from).unwrap().plus_months(months).to_string(), to, "{from} {months:+}");
        }
    }

    #[test]
    fn weeks_have_two_days_of_weekend() {
        for (text, weekend) in [
            ("2026-10-02", false),
            ("2026-10-03", true),
            ("2026-10-04", true),
            ("2026-10-05", false),
            ("1969-12-28", true),
            ("1800-01-01", false),
            ("1800-01-04", true),
        ] {
            assert_eq!(Date::parse(text).unwrap().is_weekend(), weekend, "{text}");
        }
    }

    #[test]
    fn excel_serials_know_the_day_that_never_was() {
        for (serial, text) in
            [(1.0, "1900-01-01"), (59.0, "1900-02-28"), (61.0, "1900-03-01"), (46_300.75, "2026-10-05")]
        {
            assert_eq!(Date::from_excel_serial(serial).unwrap().to_string(), text);
        }
        assert_eq!(Date::from_excel_serial(60.0), Err(DateError::Impossible));
        for serial in [0.0, -1.0, 1e9, f64::NAN, f64::INFINITY] {
            assert_eq!(Date::from_excel_serial(serial), Err(DateError::OutOfRange));
        }
    }

    #[test]
    fn the_wire_takes_one_form_only() {
        assert_eq!(serde_json::to_string(&Date::new(2026, 1, 2).unwrap()).unwrap(), "\"2026-01-02\"");
        for text in ["2026-1-2", "2026-02-30", "20260102", "", "2026-01-2x", "+026-01-02"] {
            assert!(serde_json::from_str::<Date>(&format!("\"{text}\"")).is_err(), "{text}");
        }
    }
}
