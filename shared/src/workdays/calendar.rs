//! The published calendars of some years, and counting with them.

use serde::{Deserialize, Serialize};

use crate::date::Date;

/// What a notice says about one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 放假: off, though a weekday.
    Off,
    /// 上班: worked, though a weekend day.
    Work,
}

/// One row of a notice: a day that differs from the plain week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    pub day: Date,
    pub kind: DayKind,
}

/// A day found by counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkdayDate {
    pub day: Date,
    /// Some day on the way lies in a year without a published calendar.
    pub estimate: bool,
}

/// The years that have been published and their days that differ from the plain week.
///
/// A day given counts wherever it lies: the notice for 2019 also moved two days of December 2018.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Ascending.
    years: Vec<u16>,
    /// Ascending, each day once, none that the plain week would have as it is.
    days: Vec<CalendarDay>,
}

impl Calendar {
    /// From the rows of the tables, in any order. A weekend day off and a weekday worked say nothing new and are dropped;
    /// of two rows for one day the first counts (the table has each day once).
    pub fn new(years: impl IntoIterator<Item = u16>, days: impl IntoIterator<Item = CalendarDay>) -> Self {
        let mut years: Vec<_> = years.into_iter().collect();
        years.sort_unstable();
        years.dedup();
        let mut days: Vec<_> = days.into_iter().collect();
        days.sort_by_key(|row| row.day);
        days.dedup_by_key(|row| row.day);
        days.retain(|row| row.day.is_weekend() == (row.kind == DayKind::Work));
        Self { years, days }
    }

    /// Whether the calendar of the year is known.
    pub fn is_published(&self, year: u16) -> bool {
        self.years.binary_search(&year).is_ok()
    }

    /// Whether offices work on the day; in a year not published, whether it is no weekend day.
    pub fn is_workday(&self, day: Date) -> bool {
        let known = self.days.binary_search_by_key(&day, |row| row.day).ok().and_then(|at| self.days.get(at));
        known.map_or(!day.is_weekend(), |row| row.kind == DayKind::Work)
    }

    /// The `n`-th working day after `day`, as limits run: the day on which something happens does not count (民法典
    /// art. 201). With 0 (or less) the day itself, working day or not.
    pub fn plus_workdays(&self, day: Date, n: i64) -> WorkdayDate {
        let found = self.walk(day, n, 1);
        WorkdayDate { day: found, estimate: found > day && !self.all_published(day.plus_days(1), found) }
    }

    /// The `n`-th working day before `day`; with 0 (or less) the day itself. From a working day it undoes
    /// [`Self::plus_workdays`].
    pub fn minus_workdays(&self, day: Date, n: i64) -> WorkdayDate {
        let found = self.walk(day, n, -1);
        WorkdayDate { day: found, estimate: found < day && !self.all_published(found, day.plus_days(-1)) }
    }

    /// How many working days come after `from`, up to and including `to`, and whether that is an estimate; 0 if `to` is
    /// not later. Does not walk: what lasts for years costs no more than a day.
    pub fn workdays_between(&self, from: Date, to: Date) -> (i64, bool) {
        if to <= from {
            return (0, false);
        }
        let plain = weekdays_through(to) - weekdays_through(from);
        let moved = self.days.iter().skip(self.days.partition_point(|row| row.day <= from));
        let moved = moved.take_while(|row| row.day <= to).map(|row| match row.kind {
            DayKind::Off => -1,
            DayKind::Work => 1,
        });
        (plain + moved.sum::<i64>(), !self.all_published(from.plus_days(1), to))
    }

    /// Steps day by day until `n` working days were met, or the last day that there is.
    fn walk(&self, from: Date, n: i64, step: i64) -> Date {
        let (mut day, mut left) = (from, n);
        while left > 0 {
            let next = day.plus_days(step);
            if next == day {
                break;
            }
            day = next;
            left -= i64::from(self.is_workday(day));
        }
        day
    }

    fn all_published(&self, first: Date, last: Date) -> bool {
        (first.year()..=last.year()).all(|year| self.is_published(year))
    }
}

/// Mondays to Fridays from Monday 1969-12-29 to the day, negative before.
fn weekdays_through(day: Date) -> i64 {
    let days = day.days_since_epoch() + 3;
    days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// 国办发明电〔2024〕12号 and 国办发明电〔2025〕7号, typed out once more: the portal's own rows are in its database.
    const OFF: &str = "2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04 \
        2025-05-01 2025-05-02 2025-05-05 2025-06-02 2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08 \
        2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06 \
        2026-05-01 2026-05-04 2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07";
    const WORK: &str = "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 \
        2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10";

    fn calendar() -> Calendar {
        let rows = |days: &'static str, kind| days.split(' ').map(move |day| CalendarDay { day: date(day), kind });
        Calendar::new([2026, 2025], rows(WORK, DayKind::Work).chain(rows(OFF, DayKind::Off)))
    }

    /// Every day from the first to the last.
    fn span(first: &str, last: &str) -> impl Iterator<Item = Date> + Clone {
        let (first, last) = (date(first), date(last));
        (0..=last.days_since(first)).map(move |days| first.plus_days(days))
    }

    #[test]
    fn the_days_around_every_holiday() {
        let calendar = calendar();
        for (first, last, works) in [
            // 2025: x is a day worked. The words of the notices, day by day.
            ("2024-12-30", "2025-01-03", "xx.xx"), // 元旦, Wednesday only
            ("2025-01-24", "2025-02-10", "x.xx........xxxx.x"), // 春节; Sunday 26 Jan and Saturday 8 Feb worked
            ("2025-04-03", "2025-04-07", "x...x"), // 清明节
            ("2025-04-25", "2025-05-06", "x.xxxx.....x"), // 劳动节; Sunday 27 Apr worked
            ("2025-05-30", "2025-06-03", "x...x"), // 端午节
            ("2025-09-26", "2025-10-13", "x.xxx........xxx.x"), // 国庆节 with 中秋节; Sunday 28 Sep, Saturday 11 Oct
            // 2026
            ("2025-12-31", "2026-01-05", "x...xx"), // 元旦; Sunday 4 Jan worked
            ("2026-02-13", "2026-03-02", "xx.........xxxxx.x"), // 春节; Saturdays 14 and 28 Feb worked
            ("2026-04-03", "2026-04-07", "x...x"),  // 清明节
            ("2026-04-30", "2026-05-11", "x.....xxxx.x"), // 劳动节; Saturday 9 May worked
            ("2026-06-18", "2026-06-22", "x...x"),  // 端午节
            ("2026-09-18", "2026-10-12", "x.xxxxx...xxx.......xxx.x"), // 中秋节, 国庆节; Sunday 20 Sep, Saturday 10 Oct
        ] {
            let found: String = span(first, last).map(|day| if calendar.is_workday(day) { 'x' } else { '.' }).collect();
            assert_eq!(found, works, "{first} to {last}");
        }
        // As many as the notices leave: 365 days less 104 weekend days less those off plus those worked.
        assert_eq!(calendar.workdays_between(date("2024-12-31"), date("2025-12-31")), (365 - 104 - 18 + 5, false));
        assert_eq!(calendar.workdays_between(date("2025-12-31"), date("2026-12-31")), (365 - 104 - 19 + 6, false));
    }

    #[test]
    fn limits_across_the_edges() {
        let calendar = calendar();
        // The same sums were made with PyPI chinesecalendar 1.11.0, which knows 2004 to 2026.
        for (from, n, to) in [
            ("2024-12-31", 1, "2025-01-02"),
            ("2024-12-31", 20, "2025-02-05"),
            ("2025-01-24", 1, "2025-01-26"),
            ("2025-01-25", 1, "2025-01-26"),
            ("2025-01-24", 5, "2025-02-07"),
            ("2025-01-27", 1, "2025-02-05"),
            ("2025-02-07", 1, "2025-02-08"),
            ("2025-02-07", 2, "2025-02-10"),
            ("2025-04-03", 1, "2025-04-07"),
            ("2025-04-26", 1, "2025-04-27"),
            ("2025-04-26", 5, "2025-05-06"),
            ("2025-04-30", 1, "2025-05-06"),
            ("2025-05-30", 1, "2025-06-03"),
            ("2025-09-27", 5, "2025-10-10"),
            ("2025-09-30", 1, "2025-10-09"),
            ("2025-09-30", 20, "2025-11-04"),
            ("2025-10-10", 1, "2025-10-11"),
            ("2025-10-10", 2, "2025-10-13"),
            ("2025-12-31", 1, "2026-01-04"),
            ("2025-12-31", 20, "2026-01-29"),
            ("2026-01-02", 1, "2026-01-04"),
            ("2026-02-13", 1, "2026-02-14"),
            ("2026-02-13", 2, "2026-02-24"),
            ("2026-02-14", 5, "2026-02-28"),
            ("2026-02-27", 2, "2026-03-02"),
            ("2026-04-03", 20, "2026-05-07"),
            ("2026-04-30", 1, "2026-05-06"),
            ("2026-05-08", 1, "2026-05-09"),
            ("2026-06-18", 1, "2026-06-22"),
            ("2026-09-18", 1, "2026-09-20"),
            ("2026-09-18", 10, "2026-10-09"),
            ("2026-09-24", 5, "2026-10-09"),
            ("2026-09-30", 1, "2026-10-08"),
            ("2026-10-09", 1, "2026-10-10"),
            ("2026-10-09", 20, "2026-11-05"),
        ] {
            let found = calendar.plus_workdays(date(from), n);
            assert_eq!(found, WorkdayDate { day: date(to), estimate: false }, "{from} + {n}");
            assert_eq!(calendar.workdays_between(date(from), date(to)), (n, false), "{from} to {to}");
        }
        // Day 0 is the day itself, also in the middle of a holiday.
        let itself = WorkdayDate { day: date("2026-10-03"), estimate: false };
        for n in [0, -1, i64::MIN] {
            assert_eq!(calendar.plus_workdays(itself.day, n), itself);
            assert_eq!(calendar.minus_workdays(itself.day, n), itself);
        }
    }

    #[test]
    fn a_year_not_published_has_weekends_only_and_says_so() {
        let calendar = calendar();
        assert!(calendar.is_published(2026) && !calendar.is_published(2027) && !calendar.is_published(2024));
        let plus = |from: &str, n| {
            let found = calendar.plus_workdays(date(from), n);
            (found.day.to_string(), found.estimate)
        };
        // Thursday 31 December is the last day that is known; New Year's Day, a Friday, is taken for a working day.
        assert_eq!(plus("2026-12-30", 1), ("2026-12-31".to_owned(), false));
        assert_eq!(plus("2026-12-31", 1), ("2027-01-01".to_owned(), true));
        assert_eq!(plus("2026-12-31", 2), ("2027-01-04".to_owned(), true));
        assert_eq!(plus("2026-12-31", 0), ("2026-12-31".to_owned(), false));
        // Nothing has been looked at.
        assert_eq!(plus("2027-02-06", 0), ("2027-02-06".to_owned(), false));
        let between = |from: &str, to: &str| calendar.workdays_between(date(from), date(to));
        assert_eq!(between("2026-12-25", "2026-12-31"), (4, false));
        assert_eq!(between("2026-12-25", "2027-01-01"), (5, true));
        assert_eq!(between("2026-12-31", "2027-01-03"), (1, true));
        assert_eq!(between("2024-12-31", "2025-01-02"), (1, false));
        assert_eq!(between("2024-12-30", "2025-01-02"), (2, true));
        assert_eq!(between("2027-03-01", "2026-03-01"), (0, false));
        assert_eq!(between("2027-03-01", "2027-03-01"), (0, false));
        let minus = |from: &str, n| {
            let found = calendar.minus_workdays(date(from), n);
            (found.day.to_string(), found.estimate)
        };
        assert_eq!(minus("2027-01-01", 1), ("2026-12-31".to_owned(), false));
        assert_eq!(minus("2027-01-04", 2), ("2026-12-31".to_owned(), true));
        assert_eq!(minus("2025-01-02", 1), ("2024-12-31".to_owned(), true));
    }

    #[test]
    fn counting_agrees_with_looking_at_each_day() {
        let calendar = calendar();
        let days = span("2024-11-20", "2027-02-10");
        for from in days.clone().step_by(3) {
            let (mut count, mut estimate) = (0, false);
            for to in days.clone().filter(|to| *to > from) {
                count += i64::from(calendar.is_workday(to));
                estimate |= !calendar.is_published(to.year());
                assert_eq!(calendar.workdays_between(from, to), (count, estimate), "{from} to {to}");
            }
        }
    }

    #[test]
    fn back_and_forth_ends_where_it_began() {
        let calendar = calendar();
        for day in span("2024-12-01", "2026-12-31").filter(|day| calendar.is_workday(*day)) {
            for n in [0, 1, 2, 5, 10, 20, 60] {
                let there = calendar.plus_workdays(day, n);
                assert_eq!(calendar.minus_workdays(there.day, n).day, day, "{day} + {n}");
                assert_eq!(calendar.workdays_between(day, there.day).0, n);
                assert!(n == 0 || calendar.is_workday(there.day));
            }
        }
    }

    #[test]
    fn rows_come_in_any_order_and_may_say_nothing_new() {
        let row = |day: &str, kind| CalendarDay { day: date(day), kind };
        let plain = Calendar::new([2026], [row("2026-10-03", DayKind::Off), row("2026-10-12", DayKind::Work)]);
        assert_eq!(plain, Calendar::new([2026, 2026], []));
        assert_eq!(plain.workdays_between(date("2025-12-31"), date("2026-12-31")), (261, false));
        let twice = Calendar::new([2026], [row("2026-10-10", DayKind::Work), row("2026-10-10", DayKind::Off)]);
        assert!(twice.is_workday(date("2026-10-10")));
        // A row outside the published years counts, but the year stays an estimate.
        let early = Calendar::new([2019], [row("2018-12-31", DayKind::Off), row("2018-12-29", DayKind::Work)]);
        assert!(early.is_workday(date("2018-12-29")) && !early.is_workday(date("2018-12-31")));
        assert_eq!(early.workdays_between(date("2018-12-28"), date("2018-12-31")), (1, true));
    }

    #[test]
    fn no_number_makes_it_run_away() {
        let calendar = Calendar::default();
        assert_eq!(
            calendar.plus_workdays(date("2026-10-05"), i64::MAX),
            WorkdayDate { day: Date::LAST, estimate: true }
        );
        assert_eq!(calendar.minus_workdays(date("1800-01-03"), i64::MAX).day, Date::FIRST);
        // 400 years are 20,871 weeks; the first day, a Wednesday, does not count.
        assert_eq!(calendar.workdays_between(Date::FIRST, Date::LAST).0, 20_871 * 5 - 1);
        let row = CalendarDay { day: date("2026-10-10"), kind: DayKind::Work };
        assert_eq!(serde_json::to_string(&row).unwrap(), r#"{"day":"2026-10-10","kind":"work"}"#);
    }
}
