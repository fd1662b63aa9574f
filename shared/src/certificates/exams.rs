//! Results of the exam: theory first, then the practical part; a make-up for each; a passed part counts for a while
//! (`domain.md` D1, 安监总培训〔2013〕104号). All numbers come from the rule set.

use serde::{Deserialize, Serialize};

use super::regime::{RuleSet, StageKey, coded};
use crate::date::Date;
use crate::flat::flat_enum;

coded! {
    /// A part of the exam.
    Part[2] {
        /// 理论
        Theory = "theory",
        /// 实操
        Practical = "practical",
    }
}

impl Part {
    /// The stage at which the part is waited for.
    pub const fn stage(self) -> StageKey {
        match self {
            Self::Theory => StageKey::Theory,
            Self::Practical => StageKey::Practical,
        }
    }
}

/// One result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamResult {
    pub part: Part,
    /// 0 to 100; absent when only the word is known.
    pub score: Option<i64>,
    pub passed: bool,
    /// The day on which the exam was sat.
    pub on: Date,
}

/// An exam that the examining body has set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExamDate {
    pub part: Part,
    pub on: Date,
    /// Time and place as the examining body writes them.
    pub place: String,
}

flat_enum! {
    /// What the results mean.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Standing tagged "standing" {
        /// This part is to be sat. `kept_until`: until when the other part, already passed, counts.
        Sit { part: Part, make_up: bool, kept_until: Option<Date> },
        /// All parts are passed.
        Passed { on: Date },
        /// No make-up is left: the training must be repeated.
        Retrain { part: Part },
    }
    fields {
        part: Part,
        make_up: bool,
        kept_until: Option<Date>,
        on: Date,
    }
}

/// The parts of the exam under these rules, in the order in which they are sat.
pub fn parts(rules: &RuleSet) -> &'static [Part] {
    if rules.practical { &Part::ALL } else { &[Part::Theory] }
}

/// What the results of one round mean on a day, in whatever order they came. A part that was passed counts until
/// `part_valid_months` after it was sat; both parts passed within that time stay passed.
pub fn standing(rules: &RuleSet, results: &[ExamResult], today: Date) -> Standing {
    let parts = parts(rules);
    let newest =
        |part: Part| results.iter().filter(|result| result.part == part && result.passed).map(|result| result.on).max();
    let until = |on: Date| on.plus_months(rules.part_valid_months);
    let passes: Vec<(Part, Option<Date>)> = parts.iter().map(|part| (*part, newest(*part))).collect();
    let days: Vec<Date> = passes.iter().filter_map(|(_, on)| *on).collect();
    let (first, last) = (days.iter().min().copied(), days.iter().max().copied());
    if let (Some(first), Some(last)) = (first, last)
        && days.len() == parts.len()
        && last <= until(first)
    {
        return Standing::Passed { on: last };
    }
    // A part counts as long as the other can still be sat in time: on the day of the last pass, or today.
    let counts_on = last.map_or(today, |last| last.max(today));
    for (part, on) in &passes {
        if on.is_some_and(|on| counts_on <= until(on)) {
            continue;
        }
        // Failures before a pass that has expired belong to it.
        let fails = results
            .iter()
            .filter(|result| result.part == *part && !result.passed && on.is_none_or(|on| result.on > on));
        let fails = i64::try_from(fails.count()).unwrap_or(i64::MAX);
        if fails > rules.make_ups {
            return Standing::Retrain { part: *part };
        }
        let kept_until = passes.iter().filter(|(other, _)| other != part).find_map(|(_, on)| *on).map(until);
        return Standing::Sit {
            part: *part,
            make_up: fails > 0,
            kept_until: kept_until.filter(|until| *until >= today),
        };
    }
    // All parts count today though they were passed too far apart cannot be: the older one has expired then.
    last.map_or(Standing::Sit { part: Part::Theory, make_up: false, kept_until: None }, |on| Standing::Passed { on })
}

/// Where the case goes when a result has come. `None`: it stays.
pub fn stage_after(rules: &RuleSet, results: &[ExamResult], now_at: i64, today: Date) -> Option<StageKey> {
    let key = match standing(rules, results, today) {
        Standing::Passed { .. } => StageKey::Results,
        Standing::Sit { part, .. } => part.stage(),
        Standing::Retrain { .. } => return Some(StageKey::Training),
    };
    rules.stage_of(key).filter(|stage| stage.stage.position > now_at).map(|stage| stage.key)
}

/// Where the case goes when a part of its exam is set. `None`: it stays.
pub fn stage_when_scheduled(rules: &RuleSet, part: Part, now_at: i64) -> Option<StageKey> {
    let to = rules.stage_of(StageKey::Scheduled).or(rules.stage_of(part.stage()));
    to.filter(|to| to.stage.position > now_at).map(|to| to.key)
}

/// Where the case goes when its certificate is issued. `None`: it stays.
pub fn stage_when_issued(rules: &RuleSet, now_at: i64) -> Option<StageKey> {
    let to = rules.stage_of(StageKey::Electronic).or(rules.stage_of(StageKey::Making));
    to.filter(|to| to.stage.position > now_at).map(|to| to.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn result(part: Part, passed: bool, on: &str) -> ExamResult {
        ExamResult { part, score: None, passed, on: day(on) }
    }

    #[test]
    fn results_mean_one_thing() {
        use Part::{Practical, Theory};
        let rules = RuleSet::sample();
        let today = day("2026-11-21");
        let sit = |part, make_up, kept: Option<&str>| Standing::Sit { part, make_up, kept_until: kept.map(day) };
        for (results, expected) in [
            (vec![], sit(Theory, false, None)),
            (vec![result(Theory, false, "2026-11-01")], sit(Theory, true, None)),
            (
                vec![result(Theory, false, "2026-11-01"), result(Theory, false, "2026-11-15")],
                Standing::Retrain { part: Theory },
            ),
            (vec![result(Theory, true, "2026-11-01")], sit(Practical, false, Some("2027-11-01"))),
            (
                vec![
                    result(Theory, false, "2026-10-01"),
                    result(Theory, true, "2026-11-01"),
                    result(Practical, false, "2026-11-10"),
                ],
                sit(Practical, true, Some("2027-11-01")),
            ),
            (
                vec![
                    result(Theory, true, "2026-11-01"),
                    result(Practical, false, "2026-11-10"),
                    result(Practical, false, "2026-11-20"),
                ],
                Standing::Retrain { part: Practical },
            ),
            (
                vec![result(Theory, true, "2026-11-01"), result(Practical, true, "2026-11-10")],
                Standing::Passed { on: day("2026-11-10") },
            ),
            // Passed long ago stays passed.
            (
                vec![result(Theory, true, "2020-11-01"), result(Practical, true, "2020-11-10")],
                Standing::Passed { on: day("2020-11-10") },
            ),
            // Twelve months to the day still count; a day later the first part must be sat again.
            (vec![result(Theory, true, "2025-11-21")], sit(Practical, false, Some("2026-11-21"))),
            (vec![result(Theory, true, "2025-11-20")], sit(Theory, false, None)),
            (
                vec![result(Theory, true, "2025-01-10"), result(Practical, true, "2026-11-10")],
                sit(Theory, false, Some("2027-11-10")),
            ),
            // The order in which they came does not matter.
            (
                vec![result(Practical, true, "2026-11-10"), result(Theory, true, "2026-11-01")],
                Standing::Passed { on: day("2026-11-10") },
            ),
        ] {
            assert_eq!(standing(&rules, &results, today), expected, "{results:?}");
        }
    }

    #[test]
    fn without_a_practical_part_theory_is_all() {
        let rules = RuleSet::samples().into_iter().find(|rules| rules.code.starts_with("principals.initial")).unwrap();
        assert_eq!(parts(&rules), [Part::Theory]);
        let results = [result(Part::Theory, true, "2026-11-01")];
        assert_eq!(standing(&rules, &results, day("2028-01-01")), Standing::Passed { on: day("2026-11-01") });
    }

    #[test]
    fn a_result_moves_the_case_forward_or_back_to_training() {
        let rules = RuleSet::sample();
        let today = day("2026-11-21");
        let at = |key| rules.stage_of(key).unwrap().stage.position;
        let failed = result(Part::Theory, false, "2026-11-01");
        let passed = result(Part::Theory, true, "2026-11-15");
        for (results, now, expected) in [
            (vec![failed], StageKey::Scheduled, Some(StageKey::Theory)),
            (vec![failed], StageKey::Theory, None),
            (vec![failed, passed], StageKey::Theory, Some(StageKey::Practical)),
            (vec![failed, passed], StageKey::Practical, None),
            (vec![failed, failed], StageKey::Theory, Some(StageKey::Training)),
            (vec![passed, result(Part::Practical, true, "2026-11-20")], StageKey::Practical, Some(StageKey::Results)),
            (vec![passed, result(Part::Practical, true, "2026-11-20")], StageKey::Making, None),
        ] {
            assert_eq!(stage_after(&rules, &results, at(now), today), expected);
        }
    }
}
