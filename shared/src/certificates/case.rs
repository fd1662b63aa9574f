//! How a case moves: forward along its way, back with a reason, to an end and, when staff were wrong, open again.

use serde::{Deserialize, Serialize};

use super::exams::Part;
use super::regime::{RuleSet, StageKey, coded};

coded! {
    /// How a case has ended.
    Outcome[5] {
        /// 已领取
        Collected = "collected",
        /// 已邮寄
        Mailed = "mailed",
        /// 不予办理, by the authority.
        Refused = "refused",
        /// 退出, by the trainee.
        Withdrawn = "withdrawn",
        /// 逾期失效
        Lapsed = "lapsed",
    }
}

impl Outcome {
    /// With the certificate in the trainee's hands: the case stands at the last stage.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Collected | Self::Mailed)
    }
}

/// Where a case stands. `stage` is a position in its rule set ([`crate::enrolments::Stage::position`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Case {
    Open {
        stage: i64,
    },
    /// `stage` is the last one after a success, else the one at which it ended.
    Ended {
        stage: i64,
        outcome: Outcome,
    },
}

/// Where staff want a case to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Stage(StageKey),
    End(Outcome),
    /// An end that was a mistake: back to where it was, after a success to the stage before the last.
    Reopen,
}

/// What was done: cases were moved, or what the authority told was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    Went(Target),
    /// A result of this part.
    Scored(Part),
    /// A certificate, with or without a case.
    Certified,
}

/// What a move was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    Forward,
    Back,
    Ended,
    Reopened,
}

/// Why a case does not move. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// It has ended: open it again first.
    Ended,
    /// It has not ended.
    Open,
    /// Its way does not have this stage.
    NotOnItsWay,
    /// It is there already.
    There,
    /// Going back, opening again and every end but a hand-over need a reason, which the trainee reads.
    ReasonNeeded,
    /// The certificate is not at the institution yet.
    NotReady,
}

impl Case {
    pub const fn stage(self) -> i64 {
        match self {
            Self::Open { stage } | Self::Ended { stage, .. } => stage,
        }
    }

    pub const fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Open { .. } => None,
            Self::Ended { outcome, .. } => Some(outcome),
        }
    }

    /// The case as two columns.
    pub const fn from_columns(stage: i64, outcome: Option<Outcome>) -> Self {
        match outcome {
            None => Self::Open { stage },
            Some(outcome) => Self::Ended { stage, outcome },
        }
    }

    /// The case after a move, and what the move was. `has_reason`: a reason was given.
    ///
    /// The last stage is reached by a hand-over only, and going there is one: [`Outcome::Collected`]. A stage may be left
    /// out: authorities do so. A success needs the certificate at the institution, where the way has that stage.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn go(self, rules: &RuleSet, target: Target, has_reason: bool) -> Result<(Self, Moved), Refusal> {
        match (self, target) {
            (Self::Ended { .. }, Target::Stage(_) | Target::End(_)) => Err(Refusal::Ended),
            (Self::Open { .. }, Target::Reopen) => Err(Refusal::Open),
            (Self::Ended { stage, outcome }, Target::Reopen) if has_reason => {
                let before = rules.stages.iter().rev().find(|before| before.stage.position < stage);
                let back = before.filter(|_| outcome.is_success()).map_or(stage, |before| before.stage.position);
                Ok((Self::Open { stage: back }, Moved::Reopened))
            }
            (Self::Open { .. }, Target::Stage(StageKey::Done)) => {
                self.go(rules, Target::End(Outcome::Collected), has_reason)
            }
            (Self::Open { stage }, Target::Stage(key)) => {
                let to = rules.stage_of(key).ok_or(Refusal::NotOnItsWay)?.stage.position;
                match to.cmp(&stage) {
                    core::cmp::Ordering::Equal => Err(Refusal::There),
                    core::cmp::Ordering::Greater => Ok((Self::Open { stage: to }, Moved::Forward)),
                    core::cmp::Ordering::Less if has_reason => Ok((Self::Open { stage: to }, Moved::Back)),
                    core::cmp::Ordering::Less => Err(Refusal::ReasonNeeded),
                }
            }
            (Self::Open { stage }, Target::End(outcome)) if outcome.is_success() => {
                let ready = rules.stage_of(StageKey::Ready).map_or(stage, |ready| ready.stage.position);
                if stage < ready {
                    return Err(Refusal::NotReady);
                }
                let last = rules.stages.last().map_or(stage, |last| last.stage.position);
                Ok((Self::Ended { stage: last, outcome }, Moved::Ended))
            }
            (Self::Open { stage }, Target::End(outcome)) if has_reason => {
                Ok((Self::Ended { stage, outcome }, Moved::Ended))
            }
            // Opening again and an end without the certificate.
            (Self::Ended { .. }, Target::Reopen) | (Self::Open { .. }, Target::End(_)) => Err(Refusal::ReasonNeeded),
        }
    }

    /// The case that a history tells of: for each event the stage reached and the outcome (`Some("")`: open again).
    pub fn replay<'a>(first: i64, history: impl IntoIterator<Item = (Option<i64>, Option<&'a str>)>) -> Self {
        history.into_iter().fold(Self::Open { stage: first }, |case, (stage, outcome)| {
            let stage = stage.unwrap_or(case.stage());
            let outcome = match outcome {
                Some(code) => Outcome::from_code(code),
                None => case.outcome(),
            };
            Self::from_columns(stage, outcome)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every state of every way × every target, with and without a reason: the whole table obeys these rules.
    #[test]
    fn every_move_of_every_way_keeps_the_rules() {
        let mut seen = 0;
        for rules in RuleSet::samples() {
            let first = rules.stages.first().unwrap().stage.position;
            let last = rules.stages.last().unwrap().stage.position;
            let ready = rules.stage_of(StageKey::Ready).unwrap().stage.position;
            let open = rules.stages.iter().map(|stage| Case::Open { stage: stage.stage.position });
            let ended = rules
                .stages
                .iter()
                .flat_map(|stage| Outcome::ALL.map(|outcome| Case::Ended { stage: stage.stage.position, outcome }));
            let targets: Vec<Target> = StageKey::ALL
                .map(Target::Stage)
                .into_iter()
                .chain(Outcome::ALL.map(Target::End))
                .chain([Target::Reopen])
                .collect();
            for case in open.chain(ended) {
                for target in &targets {
                    for reason in [false, true] {
                        seen += 1;
                        let result = case.go(&rules, *target, reason);
                        match (case, *target, result) {
                            (Case::Ended { .. }, Target::Stage(_) | Target::End(_), result) => {
                                assert_eq!(result, Err(Refusal::Ended));
                            }
                            (Case::Open { .. }, Target::Reopen, result) => assert_eq!(result, Err(Refusal::Open)),
                            (Case::Open { stage }, Target::Stage(key), Ok((Case::Open { stage: to }, moved))) => {
                                assert_eq!(rules.stage_of(key).unwrap().stage.position, to);
                                assert_ne!(to, stage);
                                assert_eq!(moved, if to > stage { Moved::Forward } else { Moved::Back });
                                assert!(to > stage || reason, "back without a reason");
                                assert_ne!(key, StageKey::Done);
                            }
                            (
                                Case::Open { stage },
                                Target::Stage(StageKey::Done) | Target::End(_),
                                Ok((Case::Ended { stage: at, outcome }, moved)),
                            ) => {
                                assert_eq!(moved, Moved::Ended);
                                if outcome.is_success() {
                                    assert!(stage >= ready && at == last);
                                } else {
                                    assert!(reason && at == stage);
                                }
                            }
                            (Case::Ended { stage, outcome }, Target::Reopen, Ok((after, moved))) => {
                                assert!(reason);
                                assert_eq!(moved, Moved::Reopened);
                                assert_eq!(after.outcome(), None);
                                let expected = if outcome.is_success() && stage > first {
                                    after.stage() < stage
                                } else {
                                    after.stage() == stage
                                };
                                assert!(expected, "{case:?} {after:?}");
                            }
                            (_, _, Err(_)) => {}
                            other => panic!("{other:?}"),
                        }
                    }
                }
            }
        }
        assert!(seen > 5_000, "{seen}");
    }

    #[test]
    fn what_is_refused_says_why() {
        let rules = RuleSet::sample();
        let at = |key| Case::Open { stage: rules.stage_of(key).unwrap().stage.position };
        for (case, target, refusal) in [
            (at(StageKey::Theory), Target::Stage(StageKey::Training), Refusal::ReasonNeeded),
            (at(StageKey::Theory), Target::Stage(StageKey::Theory), Refusal::There),
            (at(StageKey::Making), Target::Stage(StageKey::Done), Refusal::NotReady),
            (at(StageKey::Making), Target::End(Outcome::Mailed), Refusal::NotReady),
            (at(StageKey::Making), Target::End(Outcome::Refused), Refusal::ReasonNeeded),
            (at(StageKey::Making), Target::Reopen, Refusal::Open),
        ] {
            assert_eq!(case.go(&rules, target, false), Err(refusal), "{target:?}");
        }
        let retraining =
            RuleSet::samples().into_iter().find(|rules| rules.stage_of(StageKey::Theory).is_none()).unwrap();
        let first = Case::Open { stage: retraining.stages.first().unwrap().stage.position };
        assert_eq!(first.go(&retraining, Target::Stage(StageKey::Theory), true), Err(Refusal::NotOnItsWay));
    }

    #[test]
    fn a_history_leads_to_its_state() {
        let case = Case::replay(
            100,
            [(Some(130), None), (Some(120), None), (Some(230), Some("collected")), (Some(220), Some(""))],
        );
        assert_eq!(case, Case::Open { stage: 220 });
        assert_eq!(
            Case::replay(100, [(None, Some("withdrawn"))]),
            Case::Ended { stage: 100, outcome: Outcome::Withdrawn }
        );
    }
}
