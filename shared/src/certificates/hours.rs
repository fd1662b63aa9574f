//! Class hours (学时): due and done. Kept in seconds, because lessons credit seconds and the length of a class hour is
//! a matter of the rule in force; shown in class hours.

use serde::{Deserialize, Serialize};

use crate::error::FieldCode;
use crate::text;

/// How long one class hour is, 1 to 120 minutes: dated data of a rule set. On the wire the minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct ClassHour {
    minutes: u16,
}

impl ClassHour {
    /// 45 minutes, the usual length where a rule set names none (`domain.md` D3, to be confirmed by the institution).
    pub const USUAL: Self = Self { minutes: 45 };
    const MOST_MINUTES: u16 = 120;

    /// `None` for no length at all and for more than two hours.
    pub fn new(minutes: u16) -> Option<Self> {
        (1..=Self::MOST_MINUTES).contains(&minutes).then_some(Self { minutes })
    }

    pub const fn minutes(self) -> u16 {
        self.minutes
    }

    /// Seconds in a tenth of a class hour: whole for every whole number of minutes, so one decimal is exact.
    fn tenth(self) -> i64 {
        i64::from(self.minutes) * 6
    }
}

impl TryFrom<u16> for ClassHour {
    type Error = text::InvalidText;
    fn try_from(minutes: u16) -> Result<Self, Self::Error> {
        Self::new(minutes).ok_or(text::InvalidText("the length of a class hour in minutes"))
    }
}

impl From<ClassHour> for u16 {
    fn from(hour: ClassHour) -> Self {
        hour.minutes
    }
}

/// Why a text is not a number of class hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursError {
    Empty,
    /// Not a number, or in words.
    Unreadable,
    Negative,
    /// More than one decimal that is not a zero.
    Fraction,
    /// More than [`ClassHours::MOST`] class hours: a slip.
    TooMany,
}

impl From<HoursError> for FieldCode {
    fn from(error: HoursError) -> Self {
        match error {
            HoursError::Empty => Self::Required,
            HoursError::Unreadable | HoursError::Fraction => Self::Format,
            HoursError::Negative | HoursError::TooMany => Self::OutOfRange,
        }
    }
}

/// An amount of training in seconds, never negative. On the wire and in the database the whole number of seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "i64", into = "i64")]
pub struct ClassHours(i64);

impl ClassHours {
    pub const ZERO: Self = Self(0);
    /// The most class hours that a person may type: the longest syllabus has fewer than 200 (`domain.md` D3).
    pub const MOST: u16 = 1_000;

    /// Below zero counts as none.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(if seconds < 0 { 0 } else { seconds })
    }

    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// That many whole class hours, as syllabuses demand them.
    pub fn whole(class_hours: u16, hour: ClassHour) -> Self {
        Self(i64::from(class_hours) * hour.tenth() * 10)
    }

    /// Reads what people and spreadsheets write: `32`, `32.5`, `32.50`, `32.5学时`, full-width digits.
    ///
    /// ```
    /// # use shared::certificates::hours::{ClassHour, ClassHours};
    /// assert_eq!(ClassHours::parse("32.5", ClassHour::USUAL), Ok(ClassHours::from_seconds(87_750)));
    /// ```
    pub fn parse(typed: &str, hour: ClassHour) -> Result<Self, HoursError> {
        let text = text::squash(typed);
        let text = text.strip_suffix("学时").or_else(|| text.strip_suffix("课时")).unwrap_or(&text);
        if text.is_empty() {
            return Err(HoursError::Empty);
        }
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        if !is_number(whole) || !is_number(fraction) {
            return Err(HoursError::Unreadable);
        }
        let (tenth, rest) = fraction.split_at(1);
        if rest.chars().any(|c| c != '0') {
            return Err(HoursError::Fraction);
        }
        // At most nine digits: no overflow below.
        if whole.trim_start_matches('0').len() > 8 {
            return Err(if negative { HoursError::Negative } else { HoursError::TooMany });
        }
        let tenths = format!("{whole}{tenth}").parse::<i64>().ok().ok_or(HoursError::Unreadable)?;
        match tenths {
            0 => Ok(Self::ZERO),
            _ if negative => Err(HoursError::Negative),
            tenths if tenths > i64::from(Self::MOST) * 10 => Err(HoursError::TooMany),
            tenths => Ok(Self(tenths * hour.tenth())),
        }
    }

    /// In class hours with at most one decimal: `32`, `32.5`. What is not a whole tenth is rounded down, so that nobody
    /// reads *8* who has a minute less than eight; what was typed is shown as it was.
    pub fn show(self, hour: ClassHour) -> String {
        show_tenths(self.0.div_euclid(hour.tenth()))
    }

    /// As [`Self::show`], but rounded up: for what is still missing, which never reads *0* while something is.
    pub fn show_rounded_up(self, hour: ClassHour) -> String {
        let tenths = self.0.div_euclid(hour.tenth()) + i64::from(self.0.rem_euclid(hour.tenth()) > 0);
        show_tenths(tenths)
    }
}

impl From<i64> for ClassHours {
    fn from(seconds: i64) -> Self {
        Self::from_seconds(seconds)
    }
}

impl From<ClassHours> for i64 {
    fn from(hours: ClassHours) -> Self {
        hours.0
    }
}

fn show_tenths(tenths: i64) -> String {
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

/// The class hours of one case: 应修学时 and 实修学时 (`domain.md` D1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub due: ClassHours,
    pub done: ClassHours,
}

impl Hours {
    /// The rule for *hours met*: to the second, not as shown.
    pub fn is_met(self) -> bool {
        self.done >= self.due
    }

    /// What is still to be done, zero when met.
    pub fn missing(self) -> ClassHours {
        ClassHours::from_seconds(self.due.0.saturating_sub(self.done.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_hours_are_read_to_the_second() {
        for (typed, seconds) in [
            ("0", 0),
            ("-0", 0),
            ("0.0", 0),
            ("8", 21_600),
            ("08", 21_600),
            ("8.0", 21_600),
            ("8.5", 22_950),
            ("8.50", 22_950),
            ("0.1", 270),
            ("32.5", 87_750),
            (" ３２．５ 学时", 87_750),
            ("170课时", 459_000),
            ("1000", 2_700_000),
        ] {
            assert_eq!(ClassHours::parse(typed, ClassHour::USUAL), Ok(ClassHours::from_seconds(seconds)), "{typed}");
        }
        assert_eq!(ClassHours::parse("8.5", ClassHour::new(50).unwrap()), Ok(ClassHours::from_seconds(25_500)));
        assert_eq!(ClassHours::whole(8, ClassHour::USUAL).seconds(), 21_600);
    }

    #[test]
    fn what_is_no_number_of_hours_is_refused_with_its_reason() {
        for (typed, error) in [
            ("", HoursError::Empty),
            ("学时", HoursError::Empty),
            ("八", HoursError::Unreadable),
            ("8h", HoursError::Unreadable),
            ("8,5", HoursError::Unreadable),
            ("8.", HoursError::Unreadable),
            (".5", HoursError::Unreadable),
            ("8.5.1", HoursError::Unreadable),
            ("8/12", HoursError::Unreadable),
            ("1e2", HoursError::Unreadable),
            ("+8", HoursError::Unreadable),
            ("--8", HoursError::Unreadable),
            ("8.٥", HoursError::Unreadable),
            ("-8", HoursError::Negative),
            ("-99999999999999999999", HoursError::Negative),
            ("8.25", HoursError::Fraction),
            ("1000.1", HoursError::TooMany),
            ("99999999999999999999", HoursError::TooMany),
        ] {
            assert_eq!(ClassHours::parse(typed, ClassHour::USUAL), Err(error), "{typed}");
        }
    }

    #[test]
    fn what_was_typed_is_shown_again_whatever_an_hour_is() {
        for minutes in 1..=120 {
            let hour = ClassHour::new(minutes).unwrap();
            for tenths in (0..=10_000).step_by(7) {
                let typed = show_tenths(tenths);
                let read = ClassHours::parse(&typed, hour).unwrap();
                assert_eq!(read.show(hour), typed);
                assert_eq!(read.show_rounded_up(hour), typed);
            }
        }
    }

    #[test]
    fn rounding_never_gives_a_second_away() {
        for hour in [45, 50, 60, 1, 120].map(|minutes| ClassHour::new(minutes).unwrap()) {
            for seconds in (0..200_000).step_by(13) {
                let done = ClassHours::from_seconds(seconds);
                let shown = ClassHours::parse(&done.show(hour), hour);
                let up = ClassHours::parse(&done.show_rounded_up(hour), hour);
                if let (Ok(shown), Ok(up)) = (shown, up) {
                    assert!(shown <= done && done.seconds() - shown.seconds() < hour.tenth());
                    assert!(up >= done && up.seconds() - done.seconds() < hour.tenth());
                }
                // Whoever reads as many hours as are due has them.
                let hours = Hours { due: ClassHours::whole(8, hour), done };
                assert_eq!(hours.is_met(), shown.is_err() || shown.is_ok_and(|shown| shown >= hours.due));
                assert_eq!(hours.is_met(), hours.missing().show_rounded_up(hour) == "0");
            }
        }
        assert_eq!(ClassHours::from_seconds(21_599).show(ClassHour::USUAL), "7.9");
    }

    #[test]
    fn met_is_met_to_the_second() {
        for (due, done, met, missing) in [
            (21_600, 21_600, true, 0),
            (21_600, 21_599, false, 1),
            (21_600, 30_000, true, 0),
            (0, 0, true, 0),
            (21_600, -5, false, 21_600),
            (i64::MAX, 0, false, i64::MAX),
        ] {
            let hours = Hours { due: ClassHours::from_seconds(due), done: ClassHours::from_seconds(done) };
            assert_eq!((hours.is_met(), hours.missing().seconds()), (met, missing), "{due} {done}");
        }
    }

    #[test]
    fn the_wire_has_seconds_and_minutes() {
        let hours = Hours { due: ClassHours::whole(8, ClassHour::USUAL), done: ClassHours::ZERO };
        assert_eq!(serde_json::to_string(&hours).unwrap(), r#"{"due":21600,"done":0}"#);
        assert_eq!(serde_json::from_str::<ClassHours>("-3").unwrap(), ClassHours::ZERO);
        assert_eq!(serde_json::to_string(&ClassHour::USUAL).unwrap(), "45");
        assert_eq!(serde_json::from_str::<ClassHour>("50").unwrap(), ClassHour::new(50).unwrap());
        for minutes in ["0", "121", "-45", "45.5"] {
            assert!(serde_json::from_str::<ClassHour>(minutes).is_err(), "{minutes}");
        }
    }
}
