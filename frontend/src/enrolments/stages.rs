//! All stages of the certificate's way, with the days that are known.

use shared::certificates::case::Outcome;
use shared::certificates::regime::StageActor;
use shared::enrolments::Progress;
use shared::enrolments::api::StageStep;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::enrolments::EnrolmentText;
use crate::i18n::{certificates, common};
use crate::ui::{self, CardProps, DayStyle, Step, StepState, StepsProps, small};

/// Who acts, in words that depend on who reads them.
type Acts = fn(Lang, StageActor) -> &'static str;

/// `rule`: the one that the way follows; empty: not said.
pub fn stages(lang: Lang, stages: &[StageStep], progress: &Progress, rule: &str, acts: Acts) -> Html {
    let last = stages.last().map(|step| step.stage.position);
    let acts = |step: &StageStep| {
        // Nobody has anything to do at the end of the way, nor after the end of a case.
        let waits = progress.outcome.is_none() && Some(step.stage.position) != last;
        waits.then(|| acts(lang, step.actor).into())
    };
    let steps = stages.iter().map(|step| shown(lang, step, progress, acts(step))).collect::<Vec<_>>();
    ui::card(&props!(CardProps {
        title: EnrolmentText::Stages.text(lang),
        children: html! {
            <>
                { ui::steps(&props!(StepsProps { lang, steps })) }
                if !rule.is_empty() {
                    { small(certificates::rule(lang, rule).into()) }
                }
            </>
        }
    }))
}

fn shown(lang: Lang, step: &StageStep, progress: &Progress, acts: Option<AttrValue>) -> Step {
    let now = progress.stage.position;
    let state = match (step.stage.position, progress.outcome) {
        (position, _) if position > now => StepState::Next,
        (position, None) if position == now => StepState::Now,
        (position, Some(outcome)) if position == now && !outcome.is_success() => StepState::Ended,
        _ => StepState::Done,
    };
    if state == StepState::Next {
        return Step { name: step.stage.name.in_lang(lang).to_owned().into(), note: acts, state };
    }
    let is_here = step.stage.position == now;
    let day = step.reached_at.map(|at| common::day(lang, at.day(), DayStyle::WithYear));
    let means = is_here && progress.outcome.is_none_or(|outcome| outcome == Outcome::Collected);
    let meaning = means.then(|| step.stage.meaning.in_lang(lang).to_owned());
    let notes: Vec<String> = day.into_iter().chain(meaning).filter(|note| !note.is_empty()).collect();
    let name = if is_here { certificates::stage_now(lang, progress) } else { step.stage.name.in_lang(lang) };
    Step { name: name.to_owned().into(), note: (!notes.is_empty()).then(|| notes.join(" · ").into()), state }
}
