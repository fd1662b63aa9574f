//! What to do now, in a line or two: the answer that a trainee opens the portal for.

use super::api::HistoryEvent;
use super::{Progress, Stage};
use crate::certificates::case::Outcome;
use crate::certificates::exams::{ExamDate, ExamResult, Part, Standing, standing};
use crate::certificates::regime::{RuleSet, StageActor, StageKey};
use crate::certificates::waiting::{Announced, awaited};
use crate::date::Date;
use crate::flat::flat_enum;
use crate::items::ItemKind;
use crate::lang::LocalText;
use crate::money::Money;
use crate::payments::{self, Dues};

flat_enum! {
    /// One line on top: what to do now, or what to know.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum NextStep tagged "step" {
        /// Pay what remains.
        Pay { remaining: Money },
        /// The case was sent back to this stage.
        SentBack { stage: LocalText, reason: String },
        /// Send what was asked for, or correct what was returned.
        SendItems { items: Vec<ItemKind>, returned: bool },
        /// Watch this lesson next: it is open and not finished.
        Watch { title: String },
        /// No make-up was left: the training is repeated.
        Retrain { part: Part },
        /// A part of the exam was failed and may be sat once more, nobody knows when.
        MakeUp { part: Part },
        /// Sit this exam. `place`: time and place as the examining body writes them.
        SitExam { part: Part, make_up: bool, on: Date, place: String },
        /// Collect what lies at the institution; `shelf` is empty where that is not known.
        Collect { todo: LocalText, shelf: String },
        /// What the stage asks for.
        Follow { todo: LocalText },
        /// Nothing: the stage only wants waiting. `todo` says how one waits well.
        Wait { meaning: LocalText, todo: LocalText },
        /// Nothing any more: the case has ended. `reason`: why, or the mailing number; empty after a hand-over.
        Ended { outcome: Outcome, reason: String },
    }
    fields {
        remaining: Money,
        stage: LocalText,
        reason: String,
        items: Vec<ItemKind>,
        returned: bool,
        title: String,
        part: Part,
        make_up: bool,
        on: Date,
        place: String,
        todo: LocalText,
        shelf: String,
        meaning: LocalText,
        outcome: Outcome,
    }
}

impl NextStep {
    /// Whether the trainee has to do something.
    pub const fn is_to_do(&self) -> bool {
        !matches!(self, Self::SentBack { .. } | Self::Retrain { .. } | Self::Wait { .. } | Self::Ended { .. })
    }
}

/// How a case stands to its exam.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Exam {
    /// No part of it comes next.
    #[default]
    NotNow,
    /// It comes next, and its day is not known.
    Undated,
    /// Today or later.
    Ahead(ExamDate),
    /// Its day is over, and no result has come.
    Over,
}

impl Exam {
    pub fn of(rules: &RuleSet, at: i64, results: &[ExamResult], told: &[Announced], today: Date) -> Self {
        let key = rules.stage(at).map(|stage| stage.key);
        let is_next = matches!(key, Some(StageKey::Scheduled | StageKey::Theory | StageKey::Practical))
            && matches!(standing(rules, results, today), Standing::Sit { .. });
        match awaited(rules, at, results, told, today) {
            Some(exam) if exam.on >= today => Self::Ahead(exam),
            Some(_) => Self::Over,
            None if is_next => Self::Undated,
            None => Self::NotNow,
        }
    }
}

/// What is known of a case besides its money and its stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// What moved it last.
    pub moved: Option<HistoryEvent>,
    pub asked: Vec<ItemKind>,
    pub returned: Vec<ItemKind>,
    /// The lesson that comes next, while the training goes on.
    pub lesson: Option<String>,
    /// Absent without results.
    pub standing: Option<Standing>,
    pub exam: Exam,
    /// Present where the stage is that of collecting.
    pub shelf: Option<String>,
}

/// Decides the lines, the most urgent first; never none. Money comes first, because nothing moves without it. What the stage
/// says in general is left out where something more pressing is asked for.
pub fn next_steps(dues: Dues, progress: &Progress, facts: Facts) -> Vec<NextStep> {
    let mut steps = Vec::new();
    let owes = matches!(dues.standing(), payments::Standing::Unpaid | payments::Standing::Partial);
    // Whoever has withdrawn is not asked for money by a machine.
    if owes && progress.outcome.is_none_or(Outcome::is_success) {
        steps.push(NextStep::Pay { remaining: dues.remaining() });
    }
    if let Some(outcome) = progress.outcome {
        let reason = match facts.moved {
            // Who signed is nobody's business here.
            Some(HistoryEvent::Ended { reason, .. }) if outcome != Outcome::Collected => reason,
            _ => String::new(),
        };
        steps.push(NextStep::Ended { outcome, reason });
        return steps;
    }
    if let Some(HistoryEvent::MovedBack { stage, reason }) = &facts.moved {
        steps.push(NextStep::SentBack { stage: stage.clone(), reason: reason.clone() });
    }
    for (items, returned) in [(&facts.returned, true), (&facts.asked, false)] {
        if !items.is_empty() {
            steps.push(NextStep::SendItems { items: items.clone(), returned });
        }
    }
    if let Some(title) = &facts.lesson {
        steps.push(NextStep::Watch { title: title.clone() });
    }
    let has_to_do = steps.iter().any(NextStep::is_to_do);
    let of_stage = of_stage(&progress.stage, progress.actor, facts);
    let is_left_out = match of_stage {
        NextStep::Follow { .. } => owes,
        NextStep::Wait { .. } => has_to_do,
        _ => false,
    };
    if !is_left_out {
        steps.push(of_stage);
    }
    steps
}

fn of_stage(stage: &Stage, actor: StageActor, facts: Facts) -> NextStep {
    let (meaning, todo) = (stage.meaning.clone(), stage.todo.clone());
    let make_up = match facts.standing {
        Some(Standing::Retrain { part }) => return NextStep::Retrain { part },
        Some(Standing::Sit { part, make_up: true, .. }) => Some(part),
        _ => None,
    };
    if let Some(HistoryEvent::TrainingRepeated { part }) = facts.moved {
        return NextStep::Retrain { part };
    }
    match (facts.exam, make_up, facts.shelf) {
        (Exam::Ahead(ExamDate { part, on, place }), ..) => {
            NextStep::SitExam { part, make_up: make_up == Some(part), on, place }
        }
        (Exam::Over, ..) => NextStep::Wait { meaning, todo: LocalText::default() },
        (_, Some(part), _) => NextStep::MakeUp { part },
        (Exam::Undated, ..) if !todo.zh.is_empty() => NextStep::Follow { todo },
        (.., Some(shelf)) => NextStep::Collect { todo, shelf },
        _ if actor == StageActor::Trainee && !todo.zh.is_empty() => NextStep::Follow { todo },
        _ => NextStep::Wait { meaning, todo },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(zh: &str) -> LocalText {
        LocalText { zh: zh.to_owned(), en: String::new() }
    }

    fn progress(actor: StageActor, todo: &str) -> Progress {
        let stage =
            Stage { position: 130, name: text("培训中"), meaning: text("正在培训。"), todo: text(todo) };
        Progress { stage, number: 4, total: 14, actor, outcome: None, since: None, stuck: false, overdue: false }
    }

    fn dues(paid: i64) -> Dues {
        Dues { due: Money::from_fen(98_000), paid: Money::from_fen(paid) }
    }

    /// The step by its name; items by whether they were returned.
    fn names(steps: &[NextStep]) -> String {
        let name = |step: &NextStep| match step {
            NextStep::Pay { .. } => "pay",
            NextStep::SentBack { .. } => "sent back",
            NextStep::SendItems { returned: false, .. } => "send",
            NextStep::SendItems { returned: true, .. } => "correct",
            NextStep::Watch { .. } => "watch",
            NextStep::Retrain { .. } => "retrain",
            NextStep::MakeUp { .. } => "make up",
            NextStep::SitExam { make_up: false, .. } => "sit",
            NextStep::SitExam { make_up: true, .. } => "sit again",
            NextStep::Collect { .. } => "collect",
            NextStep::Follow { .. } => "follow",
            NextStep::Wait { .. } => "wait",
            NextStep::Ended { .. } => "ended",
        };
        steps.iter().map(name).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn every_state_has_its_lines() {
        use StageActor::{Institution, Trainee};
        let make_up = Some(Standing::Sit { part: Part::Theory, make_up: true, kept_until: None });
        let ahead = |part| Exam::Ahead(ExamDate { part, on: Date::FIRST, place: String::new() });
        let nothing = Facts::default;
        let asked = || Facts { asked: vec![ItemKind::Photo], ..nothing() };
        let back = HistoryEvent::MovedBack { stage: text("资料审核"), reason: "看不清".to_owned() };
        let back = || Facts { moved: Some(back.clone()), ..nothing() };
        let lesson = || Facts { lesson: Some("触电急救".to_owned()), ..nothing() };
        let repeated = Some(HistoryEvent::TrainingRepeated { part: Part::Theory });
        for (paid, actor, todo, facts, expected) in [
            (0, Trainee, "上课", nothing(), "pay"),
            (98_000, Trainee, "上课", nothing(), "follow"),
            (98_000, Trainee, "", nothing(), "wait"),
            // Somebody else acts: what the stage asks for is how one waits.
            (98_000, Institution, "保持电话畅通", nothing(), "wait"),
            (0, Institution, "", asked(), "pay, send"),
            (98_000, Institution, "", asked(), "send"),
            (98_000, Trainee, "上课", asked(), "send, follow"),
            (
                98_000,
                Trainee,
                "上课",
                Facts { returned: vec![ItemKind::Education], ..asked() },
                "correct, send, follow",
            ),
            (98_000, Trainee, "上课", lesson(), "watch, follow"),
            (98_000, Institution, "", lesson(), "watch"),
            (0, Trainee, "上课", lesson(), "pay, watch"),
            (98_000, Institution, "", back(), "sent back, wait"),
            (0, Trainee, "上课", back(), "pay, sent back"),
            (98_000, Trainee, "考试", Facts { standing: make_up, ..nothing() }, "make up"),
            (98_000, Institution, "考试", Facts { exam: Exam::Undated, ..nothing() }, "follow"),
            (98_000, Institution, "", Facts { exam: ahead(Part::Theory), ..nothing() }, "sit"),
            (0, Trainee, "", Facts { exam: ahead(Part::Theory), standing: make_up, ..nothing() }, "pay, sit again"),
            (98_000, Trainee, "", Facts { exam: ahead(Part::Practical), standing: make_up, ..nothing() }, "sit"),
            // Sat, and the result is awaited.
            (98_000, Trainee, "考试", Facts { exam: Exam::Over, standing: make_up, ..nothing() }, "wait"),
            (98_000, Trainee, "上课", Facts { moved: repeated, ..nothing() }, "retrain"),
            (
                98_000,
                Trainee,
                "",
                Facts { standing: Some(Standing::Retrain { part: Part::Theory }), ..nothing() },
                "retrain",
            ),
            (98_000, Trainee, "领取", Facts { shelf: Some(String::new()), ..nothing() }, "collect"),
            (0, Trainee, "领取", Facts { shelf: Some("A-1".to_owned()), ..nothing() }, "pay, collect"),
        ] {
            let steps = next_steps(dues(paid), &progress(actor, todo), facts.clone());
            assert_eq!(names(&steps), expected, "{paid} {actor:?} {todo} {facts:?}");
        }
    }

    #[test]
    fn an_ended_case_says_why_and_asks_for_nothing_but_money() {
        let ended = |outcome, paid| {
            let moved = Some(HistoryEvent::Ended { outcome, reason: "说明".to_owned() });
            let facts = Facts { moved, asked: vec![ItemKind::Photo], ..Facts::default() };
            let progress = Progress { outcome: Some(outcome), ..progress(StageActor::Trainee, "上课") };
            next_steps(dues(paid), &progress, facts)
        };
        for outcome in Outcome::ALL {
            let steps = ended(outcome, 0);
            assert_eq!(names(&steps), if outcome.is_success() { "pay, ended" } else { "ended" });
            // Who signed for it is not said.
            let reason = if outcome == Outcome::Collected { "" } else { "说明" }.to_owned();
            assert_eq!(steps.last(), Some(&NextStep::Ended { outcome, reason }));
            assert!(ended(outcome, 98_000).iter().all(|step| !step.is_to_do()));
        }
    }

    #[test]
    fn an_exam_is_undated_then_ahead_then_over() {
        let rules = RuleSet::sample();
        let day = |text: &str| Date::parse(text).unwrap_or(Date::FIRST);
        let today = day("2026-11-21");
        let at = |key| rules.stage_of(key).map_or(0, |stage| stage.stage.position);
        let told = |on| vec![Announced { part: Part::Theory, on: day(on), place: String::new(), missed: false }];
        let passed = |part| ExamResult { part, score: None, passed: true, on: day("2026-11-01") };
        let set = |on| Exam::Ahead(ExamDate { part: Part::Theory, on: day(on), place: String::new() });
        for (key, results, told, expected) in [
            (StageKey::Training, vec![], vec![], Exam::NotNow),
            (StageKey::Scheduled, vec![], vec![], Exam::Undated),
            (StageKey::Scheduled, vec![], told("2026-11-22"), set("2026-11-22")),
            (StageKey::Scheduled, vec![], told("2026-11-21"), set("2026-11-21")),
            (StageKey::Theory, vec![], told("2026-11-20"), Exam::Over),
            (StageKey::Practical, vec![passed(Part::Theory)], vec![], Exam::Undated),
            (StageKey::Practical, vec![passed(Part::Theory), passed(Part::Practical)], vec![], Exam::NotNow),
        ] {
            assert_eq!(Exam::of(&rules, at(key), &results, &told, today), expected, "{key:?} {told:?}");
        }
    }
}
