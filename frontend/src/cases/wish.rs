//! What can be wanted for selected cases, and what is offered first.

use core::cmp::Ordering;

use shared::certificates::api::{CaseRow, Way};
use shared::certificates::case::{Outcome, Target};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::lang::{Lang, LocalText};

use crate::i18n::cases::{self, MoveText};

/// The names of stages: ways name them alike.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageNames(Vec<(StageKey, LocalText)>);

impl StageNames {
    pub fn of_ways(ways: &[Way]) -> Self {
        Self(ways.iter().flat_map(|way| &way.stages).map(|stage| (stage.key, stage.name.clone())).collect())
    }

    pub fn of_rules(rules: &[RuleSet]) -> Self {
        Self(rules.iter().flat_map(|set| &set.stages).map(|stage| (stage.key, stage.stage.name.clone())).collect())
    }

    pub fn name(&self, lang: Lang, key: StageKey) -> String {
        let found = self.0.iter().find(|(known, _)| *known == key);
        found.map_or_else(|| key.code().to_owned(), |(_, name)| name.in_lang(lang).to_owned())
    }
}

/// One thing that can be done with selected cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Go(Target),
    /// Enter class hours.
    Hours,
    /// Enter where the certificates lie, without moving anything.
    Shelf,
}

impl Wish {
    /// As the value of a choice.
    pub fn code(self) -> String {
        match self {
            Self::Go(Target::Stage(key)) => format!("stage:{}", key.code()),
            Self::Go(Target::End(outcome)) => format!("end:{}", outcome.code()),
            Self::Go(Target::Reopen) => "reopen".to_owned(),
            Self::Hours => "hours".to_owned(),
            Self::Shelf => "shelf".to_owned(),
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code.split_once(':') {
            Some(("stage", key)) => Self::Go(Target::Stage(StageKey::from_code(key)?)),
            Some(("end", outcome)) => Self::Go(Target::End(Outcome::from_code(outcome)?)),
            _ if code == "reopen" => Self::Go(Target::Reopen),
            _ if code == "hours" => Self::Hours,
            _ if code == "shelf" => Self::Shelf,
            _ => return None,
        })
    }

    pub fn text(self, lang: Lang, names: &StageNames, direction: Ordering) -> String {
        match self {
            Self::Go(Target::Stage(key)) => cases::to_stage(lang, &names.name(lang, key), direction),
            Self::Go(target) => cases::target(lang, target, |key| names.name(lang, key)),
            Self::Hours => MoveText::EnterHours.text(lang).to_owned(),
            Self::Shelf => MoveText::EnterShelf.text(lang).to_owned(),
        }
    }
}

/// The way that a case follows.
fn set_of<'a>(rules: &'a [RuleSet], row: &CaseRow) -> Option<&'a RuleSet> {
    rules.iter().find(|set| set.id == row.rule_set)
}

/// How a stage lies to those of the cases: all behind it, all beyond it, or neither.
pub fn direction(rules: &[RuleSet], rows: &[CaseRow], key: StageKey) -> Ordering {
    let of = |row: &CaseRow| {
        let set = set_of(rules, row)?;
        Some(set.stage_of(key)?.stage.position.cmp(&set.stage_of(row.stage)?.stage.position))
    };
    let mut all = rows.iter().filter_map(of);
    let Some(first) = all.next() else { return Ordering::Equal };
    if all.all(|other| other == first) { first } else { Ordering::Equal }
}

/// What is offered for these cases, the usual one first. What the portal would refuse for each of them is left out.
pub fn wishes(rules: &[RuleSet], rows: &[CaseRow]) -> Vec<Wish> {
    let ends = |outcomes: &[Outcome]| outcomes.iter().map(|how| Wish::Go(Target::End(*how))).collect::<Vec<_>>();
    let ended = rows.iter().filter(|row| row.outcome.is_some()).count();
    if ended > 0 && ended == rows.len() {
        return vec![Wish::Go(Target::Reopen)];
    }
    let open = || rows.iter().filter(|row| row.outcome.is_none());
    // Ways without the stage hand over whenever the proof is there.
    let ready = open().any(|row| {
        row.stage == StageKey::Ready || set_of(rules, row).is_some_and(|set| set.stage_of(StageKey::Ready).is_none())
    });
    let on_a_way =
        |key: &StageKey| open().any(|row| set_of(rules, row).is_some_and(|set| set.stage_of(*key).is_some()));
    let elsewhere = |key: &StageKey| open().any(|row| row.stage != *key);
    let mut stages: Vec<StageKey> =
        StageKey::ALL.into_iter().filter(|key| *key != StageKey::Done && on_a_way(key) && elsewhere(key)).collect();
    // What lies before all of them comes first, the next stage on top; what lies behind all of them last.
    stages.sort_by_key(|key| direction(rules, rows, *key).reverse());
    let stages = stages.into_iter().map(|key| Wish::Go(Target::Stage(key)));
    let hand_over = if ready { ends(&[Outcome::Collected, Outcome::Mailed]) } else { Vec::new() };
    let shelf = open().all(|row| row.stage == StageKey::Ready).then_some(Wish::Shelf);
    hand_over
        .into_iter()
        .chain(shelf)
        .chain(stages)
        .chain(Some(Wish::Hours))
        .chain(ends(&[Outcome::Refused, Outcome::Withdrawn, Outcome::Lapsed]))
        .collect()
}

/// Whether the portal may want a reason, and whether it does for all of the cases.
pub fn wants_reason(rules: &[RuleSet], rows: &[CaseRow], wish: Wish) -> Option<bool> {
    match wish {
        Wish::Go(Target::Reopen) => Some(true),
        Wish::Go(Target::End(how)) => (!how.is_success()).then_some(true),
        Wish::Go(Target::Stage(key)) => match direction(rules, rows, key) {
            Ordering::Less => Some(true),
            Ordering::Equal => Some(false),
            Ordering::Greater => None,
        },
        Wish::Hours | Wish::Shelf => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::courses::CourseKind;
    use shared::date::Date;
    use shared::id::{EnrolmentId, TraineeId};

    fn row(set: &RuleSet, stage: StageKey, outcome: Option<Outcome>) -> CaseRow {
        CaseRow {
            id: EnrolmentId(1),
            trainee_id: TraineeId(1),
            trainee: "孔冬志".into(),
            document_masked: String::new(),
            course: String::new(),
            kind: CourseKind::Initial,
            class_code: String::new(),
            rule_set: set.id,
            stage,
            stage_name: LocalText::default(),
            outcome,
            since: Date::parse("2026-11-21").ok(),
            stuck: false,
            shelf: String::new(),
            results: Vec::new(),
            version: 1,
        }
    }

    #[test]
    fn every_wish_has_a_code_of_its_own() {
        let stages = StageKey::ALL.map(|key| Wish::Go(Target::Stage(key)));
        let ends = Outcome::ALL.map(|outcome| Wish::Go(Target::End(outcome)));
        for wish in stages.into_iter().chain(ends).chain([Wish::Go(Target::Reopen), Wish::Hours, Wish::Shelf]) {
            assert_eq!(Wish::from_code(&wish.code()), Some(wish));
        }
        assert_eq!(Wish::from_code("stage:nowhere"), None);
    }

    #[test]
    fn the_next_stage_is_offered_first() {
        let rules = RuleSet::samples();
        let set = RuleSet::sample();
        for (stage, first) in [
            (StageKey::Registered, Target::Stage(StageKey::Papers)),
            (StageKey::Making, Target::Stage(StageKey::Electronic)),
            (StageKey::Ready, Target::End(Outcome::Collected)),
        ] {
            let wishes = wishes(&rules, &[row(&set, stage, None)]);
            assert_eq!(wishes.first(), Some(&Wish::Go(first)));
            assert!(!wishes.contains(&Wish::Go(Target::Stage(stage))));
        }
        let mixed = [row(&set, StageKey::Registered, None), row(&set, StageKey::Practical, None)];
        assert_eq!(wishes(&rules, &mixed).first(), Some(&Wish::Go(Target::Stage(StageKey::Results))));
        let ended = row(&set, StageKey::Done, Some(Outcome::Collected));
        assert_eq!(wishes(&rules, &[ended]), [Wish::Go(Target::Reopen)]);
    }

    #[test]
    fn nothing_that_is_offered_is_refused_for_all() {
        use shared::certificates::case::Case;
        for set in RuleSet::samples() {
            let open = set.stages.iter().filter(|stage| stage.key != StageKey::Done);
            for stage in open {
                let row = row(&set, stage.key, None);
                for wish in wishes(&RuleSet::samples(), std::slice::from_ref(&row)) {
                    let Wish::Go(target) = wish else { continue };
                    let case = Case::Open { stage: stage.stage.position };
                    let reason = wants_reason(&RuleSet::samples(), std::slice::from_ref(&row), wish).is_some();
                    assert!(case.go(&set, target, reason).is_ok(), "{} {stage:?} {wish:?}", set.code);
                }
            }
        }
    }
}
