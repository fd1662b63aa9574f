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
    let steps = stages.iter().map(|step| shown(lang, step, progress, acts)).collect::<Vec<_>>();
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

fn shown(lang: Lang, step: &StageStep, progress: &Progress, acts: Acts) -> Step {
    let now = progress.stage.position;
    let last = progress.outcome.is_some_and(Outcome::is_success);
    let state = match step.stage.position {
        position if position < now || (position == now && last) => StepState::Done,
        position if position == now => StepState::Now,
        _ => StepState::Next,
    };
    if state == StepState::Next {
        let note = acts(lang, step.actor);
        return Step { name: step.stage.name.in_lang(lang).to_owned().into(), note: Some(note.into()), state };
    }
    let day = step.reached_at.map(|at| common::day(lang, at.day(), DayStyle::WithYear));
    let meaning = (step.stage.position == now).then(|| step.stage.meaning.in_lang(lang).to_owned());
    let notes: Vec<String> = day.into_iter().chain(meaning).filter(|note| !note.is_empty()).collect();
    Step {
        name: step.stage.name.in_lang(lang).to_owned().into(),
        note: (!notes.is_empty()).then(|| notes.join(" · ").into()),
        state,
    }
}
