//! The clocks of a certificate: when its next review or renewal is due, and when the holder is reminded of it.

use serde::{Deserialize, Serialize};

use crate::date::Date;
use crate::error::FieldCode;

/// A reminder before a due day, the earliest first. Source of the steps: `domain.md` D6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    SixMonths,
    ThreeMonths,
    SixtyDays,
    ThirtyDays,
    SevenDays,
}

impl Step {
    /// In the order in which their days come.
    pub const ALL: [Self; 5] = [Self::SixMonths, Self::ThreeMonths, Self::SixtyDays, Self::ThirtyDays, Self::SevenDays];

    pub const fn code(self) -> &'static str {
        match self {
            Self::SixMonths => "six_months",
            Self::ThreeMonths => "three_months",
            Self::SixtyDays => "sixty_days",
            Self::ThirtyDays => "thirty_days",
            Self::SevenDays => "seven_days",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The day from which on the reminder is sent: calendar months or days before the due day. Six months before
    /// 31 August is the last of February.
    pub fn day(self, due: Date) -> Date {
        match self {
            Self::SixMonths => due.plus_months(-6),
            Self::ThreeMonths => due.plus_months(-3),
            Self::SixtyDays => due.plus_days(-60),
            Self::ThirtyDays => due.plus_days(-30),
            Self::SevenDays => due.plus_days(-7),
        }
    }
}

/// What becomes of the open steps of one due day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    /// To be sent now.
    pub send: Option<Step>,
    /// Never to be sent: a more urgent one has taken their place, or the due day is over. In the order of [`Step::ALL`].
    pub overtaken: Vec<Step>,
}

/// Decides about the steps that are neither sent nor overtaken yet. Of those whose day has come only the most urgent is
/// sent, so that nobody gets three reminders at once after the portal was down; on the due day itself still, after it
/// none. An early step that is found open after a later one has been dealt with is overtaken too.
///
/// Whoever records what comes out, and asks again with what is left, sends each step at most once.
pub fn pick(open: &[Step], due: Date, today: Date) -> Pick {
    let is_open = |step: &Step| open.contains(step);
    if today > due {
        return Pick { send: None, overtaken: Step::ALL.into_iter().filter(is_open).collect() };
    }
    let Some(current) = Step::ALL.into_iter().rfind(|step| step.day(due) <= today) else {
        return Pick::default();
    };
    Pick {
        send: Some(current).filter(is_open),
        overtaken: Step::ALL.into_iter().filter(|step| *step < current && is_open(step)).collect(),
    }
}

/// What a certificate needs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// 复审, in the middle of the term.
    Review,
    /// 换证 (延期复审), at its end.
    Renewal,
}

impl Target {
    pub const ALL: [Self; 2] = [Self::Review, Self::Renewal];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Renewal => "renewal",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.code() == code)
    }
}

/// Why three days are not those of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValidityError {
    /// It ends before, or on the day, it begins.
    EndsBeforeBegin,
    /// The review lies on or before its beginning, or after its end.
    ReviewOutside,
}

impl From<ValidityError> for FieldCode {
    fn from(error: ValidityError) -> Self {
        match error {
            ValidityError::EndsBeforeBegin | ValidityError::ReviewOutside => Self::Inconsistent,
        }
    }
}

/// The days printed on a certificate (有效期限, 应复审日期). All of them count: it is good on its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    from: Date,
    until: Date,
    review_due: Option<Date>,
}

impl Validity {
    /// `review_due` is the review still to be passed: whoever records a passed one takes it away or moves it.
    pub fn new(from: Date, until: Date, review_due: Option<Date>) -> Result<Self, ValidityError> {
        if until <= from {
            return Err(ValidityError::EndsBeforeBegin);
        }
        if review_due.is_some_and(|review| review <= from || review > until) {
            return Err(ValidityError::ReviewOutside);
        }
        Ok(Self { from, until, review_due })
    }

    pub const fn valid_from(self) -> Date {
        self.from
    }

    pub const fn valid_until(self) -> Date {
        self.until
    }

    pub const fn review_due_on(self) -> Option<Date> {
        self.review_due
    }

    /// What is due next and on which day, today included; `None` once the term is over. A review on the last day of the
    /// term is the renewal.
    ///
    /// After a review that was missed the renewal comes next, though the certificate has lapsed by the rule (Order 30,
    /// art. 26): the portal knows only that no review was recorded here, see [`Self::missed`].
    pub fn next_due(self, today: Date) -> Option<(Target, Date)> {
        let review = self.mid_term_review().map(|day| (Target::Review, day));
        let renewal = (Target::Renewal, self.until);
        review.into_iter().chain([renewal]).find(|(_, day)| *day >= today)
    }

    /// The latest due day that has gone by without a record of what was due.
    pub fn missed(self, today: Date) -> Option<(Target, Date)> {
        if self.until < today {
            return Some((Target::Renewal, self.until));
        }
        self.mid_term_review().filter(|day| *day < today).map(|day| (Target::Review, day))
    }

    fn mid_term_review(self) -> Option<Date> {
        self.review_due.filter(|day| *day < self.until)
    }
}

/// The first day on which the review or renewal can be applied for. `days_before` comes from the rule set: 60 under
/// Order 30, art. 22 (`domain.md` D1).
pub fn window_opens(due: Date, days_before: u16) -> Date {
    due.plus_days(-i64::from(days_before))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    const SENT_FROM: [(&str, [&str; 5]); 5] = [
        ("2026-12-15", ["2026-06-15", "2026-09-15", "2026-10-16", "2026-11-15", "2026-12-08"]),
        ("2026-08-31", ["2026-02-28", "2026-05-31", "2026-07-02", "2026-08-01", "2026-08-24"]),
        ("2024-08-31", ["2024-02-29", "2024-05-31", "2024-07-02", "2024-08-01", "2024-08-24"]),
        ("2026-05-31", ["2025-11-30", "2026-02-28", "2026-04-01", "2026-05-01", "2026-05-24"]),
        ("2024-02-29", ["2023-08-29", "2023-11-29", "2023-12-31", "2024-01-30", "2024-02-22"]),
    ];

    #[test]
    fn steps_come_on_calendar_days() {
        for (due, days) in SENT_FROM {
            assert_eq!(Step::ALL.map(|step| step.day(date(due)).to_string()), days, "{due}");
        }
        let mut due = date("2023-01-01");
        while due < date("2032-01-01") {
            assert!(Step::ALL.is_sorted_by(|a, b| a.day(due) < b.day(due)) && Step::SevenDays.day(due) < due, "{due}");
            due = due.plus_days(1);
        }
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
            assert_eq!(serde_json::to_string(&step).unwrap(), format!("\"{}\"", step.code()));
        }
        for target in Target::ALL {
            assert_eq!(Target::from_code(target.code()), Some(target));
            assert_eq!(serde_json::to_string(&target).unwrap(), format!("\"{}\"", target.code()));
        }
    }

    #[test]
    fn only_the_most_urgent_is_sent() {
        use Step::{SevenDays, SixMonths, SixtyDays, ThirtyDays, ThreeMonths};
        let due = date("2026-12-15");
        for (open, today, send, overtaken) in [
            (&Step::ALL[..], "2026-06-14", None, &[][..]),
            (&Step::ALL, "2026-06-15", Some(SixMonths), &[]),
            (&Step::ALL, "2026-09-14", Some(SixMonths), &[]),
            (&Step::ALL, "2026-09-15", Some(ThreeMonths), &[SixMonths]),
            (&Step::ALL, "2026-11-20", Some(ThirtyDays), &[SixMonths, ThreeMonths, SixtyDays]),
            (&Step::ALL, "2026-12-15", Some(SevenDays), &[SixMonths, ThreeMonths, SixtyDays, ThirtyDays]),
            (&Step::ALL, "2026-12-16", None, &Step::ALL),
            (&[SixtyDays, ThirtyDays, SevenDays], "2026-10-15", None, &[]),
            (&[SixtyDays, ThirtyDays, SevenDays], "2026-10-16", Some(SixtyDays), &[]),
            (&[SevenDays], "2026-12-07", None, &[]),
            (&[SevenDays], "2026-12-16", None, &[SevenDays]),
            // An early one left open behind one already sent.
            (&[SixMonths, SevenDays], "2026-11-20", None, &[SixMonths]),
            // As they came from the table, in no order and twice.
            (&[ThirtyDays, SixtyDays, ThirtyDays, SixMonths], "2026-11-20", Some(ThirtyDays), &[SixMonths, SixtyDays]),
            (&[], "2026-11-20", None, &[]),
            (&[], "2027-11-20", None, &[]),
        ] {
            let picked = pick(open, due, date(today));
            assert_eq!(picked, Pick { send, overtaken: overtaken.to_vec() }, "{open:?} {today}");
        }
    }

    #[test]
    fn whenever_the_portal_runs_each_step_is_settled_once() {
        let mut seed: i64 = 11;
        let mut below = |limit: i64| {
            seed = (seed * 48_271) % 2_147_483_647;
            seed % limit
        };
        for _ in 0..2_000 {
            let due = date("2026-01-01").plus_days(below(1_500));
            let (mut open, mut sent, mut overtaken) = (Step::ALL.to_vec(), Vec::new(), Vec::new());
            let mut today = due.plus_days(-below(400));
            while !open.is_empty() {
                let picked = pick(&open, due, today);
                assert!(picked.send.is_none() || today <= due);
                if let Some(step) = picked.send {
                    assert!(step.day(due) <= today && sent.iter().all(|earlier| *earlier < step));
                    sent.push(step);
                }
                overtaken.extend(picked.overtaken);
                open.retain(|step| !sent.contains(step) && !overtaken.contains(step));
                // Asked again on the same day, nothing more happens.
                assert_eq!(pick(&open, due, today), Pick::default());
                // Mostly the next day, at times after weeks of silence.
                today = today.plus_days(if below(20) == 0 { 1 + below(120) } else { 1 });
            }
            let mut settled = [sent, overtaken].concat();
            settled.sort_unstable();
            assert_eq!(settled, Step::ALL);
        }
    }

    #[test]
    fn what_is_due_next() {
        let validity =
            |review: Option<&str>| Validity::new(date("2024-06-01"), date("2030-05-31"), review.map(date)).unwrap();
        let (review, renewal) = ((Target::Review, "2027-05-31"), (Target::Renewal, "2030-05-31"));
        for (review_due, today, next, missed) in [
            (Some("2027-05-31"), "2024-05-01", Some(review), None),
            (Some("2027-05-31"), "2026-11-26", Some(review), None),
            (Some("2027-05-31"), "2027-05-31", Some(review), None),
            (Some("2027-05-31"), "2027-06-01", Some(renewal), Some(review)),
            (Some("2027-05-31"), "2030-05-31", Some(renewal), Some(review)),
            (Some("2027-05-31"), "2030-06-01", None, Some(renewal)),
            (None, "2026-11-26", Some(renewal), None),
            (None, "2030-05-31", Some(renewal), None),
            (None, "2030-06-01", None, Some(renewal)),
            // The second half of the term: what is printed as review is the renewal.
            (Some("2030-05-31"), "2028-01-01", Some(renewal), None),
            (Some("2030-05-31"), "2030-06-01", None, Some(renewal)),
        ] {
            let validity = validity(review_due);
            let named = |(target, day): (Target, &str)| (target, date(day));
            assert_eq!(validity.next_due(date(today)), next.map(named), "{review_due:?} {today}");
            assert_eq!(validity.missed(date(today)), missed.map(named), "{review_due:?} {today}");
        }
    }

    #[test]
    fn days_that_contradict_each_other_are_refused() {
        for (from, until, review, outcome) in [
            ("2024-06-01", "2024-06-02", None, Ok(())),
            ("2024-06-01", "2024-06-01", None, Err(ValidityError::EndsBeforeBegin)),
            ("2024-06-01", "2018-05-31", None, Err(ValidityError::EndsBeforeBegin)),
            ("2024-06-01", "2030-05-31", Some("2024-06-02"), Ok(())),
            ("2024-06-01", "2030-05-31", Some("2030-05-31"), Ok(())),
            ("2024-06-01", "2030-05-31", Some("2024-06-01"), Err(ValidityError::ReviewOutside)),
            ("2024-06-01", "2030-05-31", Some("2030-06-01"), Err(ValidityError::ReviewOutside)),
        ] {
            let made = Validity::new(date(from), date(until), review.map(date));
            assert_eq!(made.map(|_| ()), outcome, "{from} {until} {review:?}");
        }
    }

    #[test]
    fn the_window_opens_as_the_rule_says() {
        assert_eq!(window_opens(date("2027-05-31"), 60), date("2027-04-01"));
        assert_eq!(window_opens(date("2027-05-31"), 60), Step::SixtyDays.day(date("2027-05-31")));
        assert_eq!(window_opens(date("2027-05-31"), 0), date("2027-05-31"));
    }
}
