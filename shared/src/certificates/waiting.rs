//! From which day a case waits at its stage. One rule for lists, for staff and for the portal itself: results are waited for
//! from the day of the exam on, and only while an exam is set of which nothing has come yet.

use serde::{Deserialize, Serialize};

use super::estimate::Expected;
use super::exams::{ExamDate, ExamResult, Part, Standing, standing};
use super::regime::{RuleSet, StageActor, StageKey};
use crate::date::Date;

/// Where a case stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    pub actor: StageActor,
    /// From which day the waiting is counted; absent while nothing is waited for, or an exam is still to come.
    pub since: Option<Date>,
    /// Days waited since: working days, unless the limit counts calendar days.
    pub waited: i64,
    pub expected: Expected,
    /// The day by which the stage is expected to end at the latest; `estimated` when a year's calendar is not published.
    pub expected_by: Option<Date>,
    pub estimated: bool,
    /// Past that day.
    pub stuck: bool,
}

/// Something that was told of an exam of the present round: its day was set, or the trainee did not come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    pub part: Part,
    pub on: Date,
    /// Time and place as the examining body writes them.
    pub place: String,
    /// 缺考
    pub missed: bool,
}

/// The exams that count, by day: of each part the last one that was set, unless it was missed. `told`: in the order in which
/// it was told.
pub fn still_set(told: &[Announced]) -> Vec<ExamDate> {
    let last = |part: Part| {
        let set = told.iter().rev().find(|exam| exam.part == part && !exam.missed)?;
        let is_missed = told.iter().any(|exam| exam.part == part && exam.missed && exam.on >= set.on);
        (!is_missed).then(|| ExamDate { part, on: set.on, place: set.place.clone() })
    };
    let mut exams: Vec<ExamDate> = Part::ALL.into_iter().filter_map(last).collect();
    exams.sort_by_key(|exam| exam.on);
    exams
}

/// The exam that a case at one of the exam's stages is about: the one to come, or whose result has not come. It is the last
/// one set for the part that [`standing`] says comes next. Without any result the portal does not know which part that is:
/// then it is the one where the case stands, or the first that is set.
pub fn awaited(rules: &RuleSet, at: i64, results: &[ExamResult], told: &[Announced], today: Date) -> Option<ExamDate> {
    let here = match rules.stage(at).map(|stage| stage.key) {
        Some(StageKey::Scheduled) => None,
        Some(StageKey::Theory) => Some(Part::Theory),
        Some(StageKey::Practical) => Some(Part::Practical),
        _ => return None,
    };
    let Standing::Sit { part: next, .. } = standing(rules, results, today) else { return None };
    let has_come = |exam: &ExamDate| results.iter().any(|result| result.part == exam.part && result.on >= exam.on);
    let set: Vec<ExamDate> = still_set(told).into_iter().filter(|exam| !has_come(exam)).collect();
    let of = |part: Part| set.iter().find(|exam| exam.part == part);
    let known = of(next).or_else(|| match here {
        _ if !results.is_empty() => None,
        Some(part) => of(part),
        None => set.first(),
    });
    known.cloned()
}

/// From which day an open case that came to its stage on a day waits there; `None`: nothing that could be late is waited for.
///
/// Only the stages of the exam have a day other than that of coming: the exam's. Where nothing at all was told of this round,
/// staff who brought the case to a part know more than the portal, and the wait begins when they did.
pub fn waits_from(
    rules: &RuleSet,
    at: i64,
    came_on: Date,
    results: &[ExamResult],
    told: &[Announced],
    today: Date,
) -> Option<Date> {
    let is_at_part = match rules.stage(at).map(|stage| stage.key) {
        Some(StageKey::Scheduled) => false,
        Some(StageKey::Theory | StageKey::Practical) => true,
        _ => return Some(came_on),
    };
    if matches!(standing(rules, results, today), Standing::Passed { .. }) {
        return is_at_part.then_some(came_on);
    }
    let exam = awaited(rules, at, results, told, today).map(|exam| exam.on);
    exam.or_else(|| (is_at_part && results.is_empty() && told.is_empty()).then_some(came_on))
}

/// The day that stands for *nothing is waited for* where a day is stored: never reached, so never late.
pub const NOTHING: Date = Date::LAST;

/// Since when a case has been waiting, by the day that is stored for it: nothing before that day has come.
pub fn since(stored: Date, today: Date) -> Option<Date> {
    (stored <= today).then_some(stored)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn set(part: Part, on: &str) -> Announced {
        Announced { part, on: day(on), place: String::new(), missed: false }
    }

    fn missed(part: Part, on: &str) -> Announced {
        Announced { missed: true, ..set(part, on) }
    }

    fn sat(part: Part, passed: bool, on: &str) -> ExamResult {
        ExamResult { part, score: None, passed, on: day(on) }
    }

    #[test]
    fn the_last_day_counts_unless_it_was_missed() {
        use Part::{Practical, Theory};
        for (told, expected) in [
            (vec![], &[][..]),
            (vec![set(Theory, "2026-11-05"), set(Practical, "2026-11-12")], &["2026-11-05", "2026-11-12"]),
            // Set anew: to a later day, to an earlier one.
            (vec![set(Theory, "2026-11-05"), set(Theory, "2026-11-09")], &["2026-11-09"]),
            (vec![set(Theory, "2026-11-09"), set(Theory, "2026-11-05")], &["2026-11-05"]),
            (vec![set(Theory, "2026-11-05"), missed(Theory, "2026-11-05")], &[]),
            // On another day than was planned.
            (vec![set(Theory, "2026-11-05"), missed(Theory, "2026-11-06")], &[]),
            (vec![set(Theory, "2026-11-05"), missed(Practical, "2026-11-06")], &["2026-11-05"]),
            (vec![set(Theory, "2026-11-05"), missed(Theory, "2026-11-05"), set(Theory, "2026-11-19")], &["2026-11-19"]),
            // An earlier plan does not come back.
            (vec![set(Theory, "2026-11-25"), set(Theory, "2026-11-05"), missed(Theory, "2026-11-05")], &[]),
        ] {
            let days: Vec<String> = still_set(&told).iter().map(|exam| exam.on.to_string()).collect();
            assert_eq!(days, expected, "{told:?}");
        }
    }

    #[test]
    fn results_are_waited_for_from_the_exam_on() {
        use Part::{Practical, Theory};
        use StageKey::{Applied, Making, Scheduled, Theory as AtTheory};
        let at_practical = StageKey::Practical;
        let rules = RuleSet::sample();
        let (came, today) = (day("2026-11-01"), day("2026-11-21"));
        let both = || vec![set(Theory, "2026-11-05"), set(Practical, "2026-12-03")];
        let failed = sat(Theory, false, "2026-11-05");
        let passed = sat(Theory, true, "2026-11-05");
        for (at, results, told, expected) in [
            // Elsewhere the wait begins with coming there, whatever is set.
            (Applied, vec![], vec![], Some("2026-11-01")),
            (Applied, vec![], both(), Some("2026-11-01")),
            (Making, vec![passed], both(), Some("2026-11-01")),
            // An exam is set: from its day on, the part that comes next.
            (Scheduled, vec![], both(), Some("2026-11-05")),
            (Scheduled, vec![passed], both(), Some("2026-12-03")),
            (AtTheory, vec![], both(), Some("2026-11-05")),
            (at_practical, vec![passed], both(), Some("2026-12-03")),
            (at_practical, vec![passed], vec![set(Theory, "2026-11-05")], None),
            // Moved to another day, earlier or later: the last one counts.
            (AtTheory, vec![], vec![set(Theory, "2026-11-25"), set(Theory, "2026-11-05")], Some("2026-11-05")),
            // The result is there; the make-up is not set yet, then it is.
            (AtTheory, vec![failed], both(), None),
            (AtTheory, vec![failed], [both(), vec![set(Theory, "2026-11-19")]].concat(), Some("2026-11-19")),
            (at_practical, vec![passed, sat(Practical, false, "2026-12-03")], both(), None),
            // Did not come.
            (AtTheory, vec![], vec![set(Theory, "2026-11-05"), missed(Theory, "2026-11-05")], None),
            (AtTheory, vec![], vec![missed(Theory, "2026-11-05")], None),
            // The theory that was passed has expired: it comes next, also for who stands at the practical part.
            (
                at_practical,
                vec![sat(Theory, true, "2025-11-05")],
                vec![set(Practical, "2026-12-03"), set(Theory, "2026-11-28")],
                Some("2026-11-28"),
            ),
            // Nothing was told: staff brought it there. At the plan itself nothing is waited for.
            (AtTheory, vec![], vec![], Some("2026-11-01")),
            (at_practical, vec![], vec![], Some("2026-11-01")),
            (Scheduled, vec![], vec![], None),
            (at_practical, vec![], vec![set(Practical, "2026-12-03")], Some("2026-12-03")),
            (Scheduled, vec![], vec![set(Practical, "2026-12-03")], Some("2026-12-03")),
            (AtTheory, vec![], vec![set(Practical, "2026-12-03")], None),
            // All is passed: what is waited for now has nothing to do with an exam.
            (at_practical, vec![passed, sat(Practical, true, "2026-11-12")], both(), Some("2026-11-01")),
            (Scheduled, vec![passed, sat(Practical, true, "2026-11-12")], both(), None),
            // No make-up is left.
            (AtTheory, vec![failed, sat(Theory, false, "2026-11-12")], both(), None),
        ] {
            let position = rules.stage_of(at).unwrap().stage.position;
            let found = waits_from(&rules, position, came, &results, &told, today);
            assert_eq!(found, expected.map(day), "{at:?} {results:?} {told:?}");
        }
    }

    #[test]
    fn without_a_practical_part_theory_is_waited_for() {
        let rules = RuleSet::samples().into_iter().find(|rules| rules.code.starts_with("principals.initial")).unwrap();
        let position = rules.stage_of(StageKey::Scheduled).unwrap().stage.position;
        let told = [set(Part::Theory, "2026-11-05")];
        let today = day("2026-11-21");
        assert_eq!(waits_from(&rules, position, today, &[], &told, today), Some(day("2026-11-05")));
    }

    #[test]
    fn nothing_is_never_late() {
        let today = day("2026-11-21");
        assert_eq!(since(NOTHING, today), None);
        assert_eq!((since(today, today), since(today.plus_days(1), today)), (Some(today), None));
    }
}
