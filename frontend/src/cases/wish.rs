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

/// What is offered for some cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The usual one first: what comes next, what is entered here, how cases end.
    pub usual: Vec<Wish>,
    /// Stages that are seldom meant: those beyond the next, those behind.
    pub others: Vec<Wish>,
}

impl Offered {
    pub fn has(&self, wish: Wish) -> bool {
        self.usual.contains(&wish) || self.others.contains(&wish)
    }
}

/// The stages that a case would leave out on its way forward to this one.
pub fn skipped(rules: &[RuleSet], row: &CaseRow, key: StageKey) -> Vec<StageKey> {
    let way = |set: &RuleSet| {
        let (from, to) = (set.stage_of(row.stage)?.stage.position, set.stage_of(key)?.stage.position);
        let between = set.stages.iter().filter(|stage| stage.stage.position > from && stage.stage.position < to);
        Some(between.map(|stage| stage.key).collect())
    };
    set_of(rules, row).and_then(way).unwrap_or_default()
}

/// What is offered for these cases. What the portal would refuse for each of them is left out.
pub fn wishes(rules: &[RuleSet], rows: &[CaseRow]) -> Offered {
    let ends = |outcomes: &[Outcome]| outcomes.iter().map(|how| Wish::Go(Target::End(*how))).collect::<Vec<_>>();
    let ended = rows.iter().filter(|row| row.outcome.is_some()).count();
    if ended > 0 && ended == rows.len() {
        return Offered { usual: vec![Wish::Go(Target::Reopen)], others: Vec::new() };
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
    let next = stages.first().copied().filter(|key| direction(rules, rows, *key) == Ordering::Greater);
    let stage = |key: StageKey| Wish::Go(Target::Stage(key));
    let hand_over = if ready { ends(&[Outcome::Collected, Outcome::Mailed]) } else { Vec::new() };
    let shelf = open().all(|row| row.stage == StageKey::Ready).then_some(Wish::Shelf);
    let usual = hand_over.into_iter().chain(shelf).chain(next.map(stage)).chain(Some(Wish::Hours)).chain(ends(&[
        Outcome::Refused,
        Outcome::Withdrawn,
        Outcome::Lapsed,
    ]));
    Offered { usual: usual.collect(), others: stages.into_iter().filter(|key| Some(*key) != next).map(stage).collect() }
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
            hours_done: 0,
            lessons_seconds: 0,
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
            assert_eq!(wishes.usual.first(), Some(&Wish::Go(first)));
            assert!(!wishes.has(Wish::Go(Target::Stage(stage))));
            // One stage stands with what is usual, all others apart.
            let is_stage = |wish: &&Wish| matches!(wish, Wish::Go(Target::Stage(_)));
            assert!(wishes.usual.iter().filter(is_stage).count() <= 1);
            assert!(wishes.others.iter().all(|wish| is_stage(&wish)) && !wishes.others.is_empty());
        }
        let mixed = [row(&set, StageKey::Registered, None), row(&set, StageKey::Practical, None)];
        assert_eq!(wishes(&rules, &mixed).usual.first(), Some(&Wish::Go(Target::Stage(StageKey::Results))));
        let ended = row(&set, StageKey::Done, Some(Outcome::Collected));
        assert_eq!(wishes(&rules, &[ended]).usual, [Wish::Go(Target::Reopen)]);
    }

    #[test]
    fn stages_that_are_left_out_are_known() {
        let (rules, set) = (RuleSet::samples(), RuleSet::sample());
        let from = row(&set, StageKey::Registered, None);
        assert_eq!(skipped(&rules, &from, StageKey::Papers), []);
        let keys: Vec<StageKey> = set.stages.iter().map(|stage| stage.key).collect();
        let (_, beyond) = keys.split_first().unwrap();
        for (left_out, key) in beyond.iter().enumerate() {
            assert_eq!(skipped(&rules, &from, *key), beyond[..left_out]);
            assert_eq!(skipped(&rules, &row(&set, *key, None), StageKey::Registered), []);
        }
    }

    #[test]
    fn nothing_that_is_offered_is_refused_for_all() {
        use shared::certificates::case::Case;
        for set in RuleSet::samples() {
            let open = set.stages.iter().filter(|stage| stage.key != StageKey::Done);
            for stage in open {
                let row = row(&set, stage.key, None);
                let Offered { usual, others } = wishes(&RuleSet::samples(), std::slice::from_ref(&row));
                for wish in usual.into_iter().chain(others) {
                    let Wish::Go(target) = wish else { continue };
                    let case = Case::Open { stage: stage.stage.position };
                    let reason = wants_reason(&RuleSet::samples(), std::slice::from_ref(&row), wish).is_some();
                    assert!(case.go(&set, target, reason).is_ok(), "{} {stage:?} {wish:?}", set.code);
                }
            }
        }
    }
}
