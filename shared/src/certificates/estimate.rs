//! How long a stage takes, and from when on it takes too long.

use serde::{Deserialize, Serialize};

use super::regime::{Limit, LimitUnit};
use crate::date::Date;
use crate::text::InvalidText;
use crate::workdays::Calendar;

/// Fewer cases than this say nothing about the next one.
pub const LEAST_CASES: usize = 20;

/// What the institution's own cases took in one stage. In working days, both by nearest rank: each is the time of a case
/// that was there, never a mean of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// How many cases it rests on.
    pub cases: usize,
    /// Half of the cases took at most this long.
    pub median_days: i64,
    /// Nine in ten took at most this long: the slowest tenth begins after it.
    pub slowest_tenth_days: i64,
}

/// From the working days that recent cases took, in any order; `None` for fewer than [`LEAST_CASES`].
pub fn estimate(days: &[i64]) -> Option<Estimate> {
    let cases = days.len();
    if cases < LEAST_CASES {
        return None;
    }
    let mut sorted = days.to_vec();
    sorted.sort_unstable();
    // Nearest rank: the smallest that at least this share of the cases did not exceed.
    let at_rank = |rank: usize| sorted.get(rank.saturating_sub(1)).copied();
    Some(Estimate { cases, median_days: at_rank(cases.div_ceil(2))?, slowest_tenth_days: at_rank(cases - cases / 10)? })
}

/// What is known about the length of a stage, and from where: the page says which. History is in working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "snake_case", try_from = "FlatExpected")]
pub enum Expected {
    /// The institution's own history.
    History(Estimate),
    /// The limit that the rule in force sets (`domain.md` D1).
    Legal {
        days: i64,
        unit: LimitUnit,
    },
    /// What the institution usually sees or promises.
    Usual {
        days: i64,
        unit: LimitUnit,
    },
    Unknown,
}

/// [`Expected`] as it is read: see [`crate::flat`].
#[derive(Deserialize)]
struct FlatExpected {
    basis: Basis,
    cases: Option<usize>,
    median_days: Option<i64>,
    slowest_tenth_days: Option<i64>,
    days: Option<i64>,
    unit: Option<LimitUnit>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Basis {
    History,
    Legal,
    Usual,
    Unknown,
}

impl TryFrom<FlatExpected> for Expected {
    type Error = InvalidText;
    fn try_from(flat: FlatExpected) -> Result<Self, InvalidText> {
        let days = flat.days.zip(flat.unit);
        let read = match flat.basis {
            Basis::History => flat.cases.zip(flat.median_days).zip(flat.slowest_tenth_days).map(
                |((cases, median_days), slowest_tenth_days)| {
                    Self::History(Estimate { cases, median_days, slowest_tenth_days })
                },
            ),
            Basis::Legal => days.map(|(days, unit)| Self::Legal { days, unit }),
            Basis::Usual => days.map(|(days, unit)| Self::Usual { days, unit }),
            Basis::Unknown => Some(Self::Unknown),
        };
        read.ok_or(InvalidText("complete: a number is missing"))
    }
}

impl Expected {
    /// The institution's own history where it suffices, otherwise what the rule set says of the stage.
    pub fn from_history_or(history: Option<Estimate>, rule: Self) -> Self {
        history.map_or(rule, Self::History)
    }

    /// What a rule set says of a stage.
    pub fn by_rule(limit: Option<Limit>) -> Self {
        match limit {
            Some(Limit { days, unit, legal: true }) => Self::Legal { days, unit },
            Some(Limit { days, unit, legal: false }) => Self::Usual { days, unit },
            None => Self::Unknown,
        }
    }

    /// In what the waiting is counted.
    pub const fn unit(&self) -> LimitUnit {
        match self {
            Self::Legal { unit, .. } | Self::Usual { unit, .. } => *unit,
            Self::History(_) | Self::Unknown => LimitUnit::Working,
        }
    }

    /// Days from one day to another, in this unit, and whether that is an estimate.
    pub fn waited(&self, calendar: &Calendar, since: Date, today: Date) -> (i64, bool) {
        match self.unit() {
            LimitUnit::Working => calendar.workdays_between(since, today),
            LimitUnit::Calendar => (today.days_since(since).max(0), false),
        }
    }

    /// The last day on which a case that has waited since a day is in time, and whether that is an estimate.
    pub fn last_day(&self, calendar: &Calendar, since: Date) -> Option<(Date, bool)> {
        let days = self.late_after()?;
        Some(match self.unit() {
            LimitUnit::Working => {
                let last = calendar.plus_workdays(since, days);
                (last.day, last.estimate)
            }
            LimitUnit::Calendar => (since.plus_days(days), false),
        })
    }

    /// Cases that have waited since a day before this one are stuck today, all others are not: the same as
    /// [`Self::is_stuck`] of [`Self::waited`], for an index.
    pub fn stuck_before(&self, calendar: &Calendar, today: Date) -> Option<Date> {
        let days = self.late_after()?;
        Some(match self.unit() {
            LimitUnit::Working => {
                let last = if calendar.is_workday(today) { today } else { calendar.minus_workdays(today, 1).day };
                calendar.minus_workdays(last, days).day
            }
            LimitUnit::Calendar => today.plus_days(-days),
        })
    }

    /// How many days a case may wait before it counts as stuck; `None` where nothing is known.
    pub fn late_after(&self) -> Option<i64> {
        match *self {
            Self::History(estimate) => Some(estimate.slowest_tenth_days),
            Self::Legal { days, .. } | Self::Usual { days, .. } => Some(days),
            Self::Unknown => None,
        }
    }

    /// Whether a case that has waited so many days is stuck. The last day of the limit is still in time.
    pub fn is_stuck(&self, waited: i64) -> bool {
        self.late_after().is_some_and(|days| waited > days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_cases_say_nothing() {
        assert_eq!(estimate(&[]), None);
        assert_eq!(estimate(&[5; LEAST_CASES - 1]), None);
        assert_eq!(
            estimate(&[5; LEAST_CASES]),
            Some(Estimate { cases: LEAST_CASES, median_days: 5, slowest_tenth_days: 5 })
        );
    }

    #[test]
    fn ranks_are_those_of_cases_that_were_there() {
        // How many cases, taking 1, 2, 3 … days: median and slowest tenth.
        for (cases, median_days, slowest_tenth_days) in
            [(20, 10, 18), (21, 11, 19), (29, 15, 27), (30, 15, 27), (31, 16, 28), (100, 50, 90), (101, 51, 91)]
        {
            let days: Vec<i64> = (1..=cases).rev().collect();
            let found = estimate(&days).unwrap();
            assert_eq!((found.median_days, found.slowest_tenth_days), (median_days, slowest_tenth_days), "{cases}");
        }
        // One that took for ever does not move it.
        let mut days = vec![12; 19];
        days.push(400);
        assert_eq!(estimate(&days).unwrap().slowest_tenth_days, 12);
    }

    #[test]
    fn the_sentence_of_the_page_is_true() {
        let mut seed: i64 = 7;
        for cases in LEAST_CASES..200 {
            let days: Vec<i64> = (0..cases)
                .map(|_| {
                    seed = (seed * 48_271) % 2_147_483_647;
                    seed % 40
                })
                .collect();
            let found = estimate(&days).unwrap();
            let within = |limit: i64| days.iter().filter(|taken| **taken <= limit).count();
            // At least the share promised, and not so with one day less.
            assert!(within(found.median_days) * 2 >= cases && within(found.median_days - 1) * 2 < cases);
            assert!(within(found.slowest_tenth_days) * 10 >= cases * 9);
            assert!(within(found.slowest_tenth_days - 1) * 10 < cases * 9);
            assert!(found.median_days <= found.slowest_tenth_days);
            assert!(days.contains(&found.median_days) && days.contains(&found.slowest_tenth_days));
        }
    }

    #[test]
    fn stuck_is_past_the_limit_that_the_page_names() {
        let history = Estimate { cases: 40, median_days: 12, slowest_tenth_days: 21 };
        for (expected, late_after, wire) in [
            (
                Expected::History(history),
                Some(21),
                r#"{"basis":"history","cases":40,"median_days":12,"slowest_tenth_days":21}"#,
            ),
            (
                Expected::Legal { days: 10, unit: LimitUnit::Working },
                Some(10),
                r#"{"basis":"legal","days":10,"unit":"working"}"#,
            ),
            (
                Expected::Usual { days: 5, unit: LimitUnit::Calendar },
                Some(5),
                r#"{"basis":"usual","days":5,"unit":"calendar"}"#,
            ),
            (Expected::Unknown, None, r#"{"basis":"unknown"}"#),
        ] {
            assert_eq!(expected.late_after(), late_after);
            assert_eq!(serde_json::to_string(&expected).unwrap(), wire);
            assert_eq!(serde_json::from_str::<Expected>(wire).unwrap(), expected);
            assert_eq!(expected.is_stuck(i64::MAX), late_after.is_some());
            if let Some(days) = late_after {
                assert!(!expected.is_stuck(days) && expected.is_stuck(days + 1));
            }
            assert_eq!(Expected::from_history_or(None, expected), expected);
            assert_eq!(Expected::from_history_or(Some(history), expected), Expected::History(history));
        }
    }

    #[test]
    fn the_day_for_the_index_says_the_same_as_counting() {
        use crate::workdays::{CalendarDay, DayKind};
        let day = |text: &str| Date::parse(text).unwrap();
        let off = |text| CalendarDay { day: day(text), kind: DayKind::Off };
        let calendar = Calendar::new(
            [2026],
            [
                off("2026-10-01"),
                off("2026-10-02"),
                off("2026-10-05"),
                CalendarDay { day: day("2026-10-10"), kind: DayKind::Work },
            ],
        );
        for unit in LimitUnit::ALL {
            for days in [1, 2, 5, 10, 60] {
                let expected = Expected::Legal { days, unit };
                for ahead in 0..30 {
                    let today = day("2026-09-25").plus_days(ahead);
                    let before = expected.stuck_before(&calendar, today).unwrap();
                    for back in 0..120 {
                        let since = today.plus_days(-back);
                        let stuck = expected.is_stuck(expected.waited(&calendar, since, today).0);
                        assert_eq!(stuck, since < before, "{expected:?} {since} {today}");
                        // On a weekend behind the last day nobody has waited a day more.
                        if unit == LimitUnit::Calendar || calendar.is_workday(today) {
                            assert_eq!(
                                stuck,
                                today > expected.last_day(&calendar, since).unwrap().0,
                                "{since} {today}"
                            );
                        }
                    }
                }
            }
        }
    }
}
