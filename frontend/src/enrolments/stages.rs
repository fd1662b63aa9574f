//! All stages of the certificate's way, with the days that are known.

use shared::certificates::case::Outcome;
use shared::enrolments::Progress;
use shared::enrolments::api::StageStep;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::certificates;
use crate::i18n::common;
use crate::i18n::enrolments::EnrolmentText;
use crate::ui::{self, CardProps, DayStyle, Step, StepState, StepsProps, small};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StagesProps {
    pub lang: Lang,
    pub stages: Vec<StageStep>,
    pub progress: Progress,
    /// The rule that the way follows; empty: not said.
    #[prop_or_default]
    pub rule: AttrValue,
}

/// [`stages`] as a component.
#[component]
pub fn Stages(props: &StagesProps) -> Html {
    stages(props.lang, &props.stages, &props.progress, &props.rule)
}

pub fn stages(lang: Lang, stages: &[StageStep], progress: &Progress, rule: &str) -> Html {
    let steps = stages.iter().map(|step| shown(lang, step, progress)).collect::<Vec<_>>();
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

fn shown(lang: Lang, step: &StageStep, progress: &Progress) -> Step {
    let now = progress.stage.position;
    let last = progress.outcome.is_some_and(Outcome::is_success);
    let state = match step.stage.position {
        position if position < now || (position == now && last) => StepState::Done,
        position if position == now => StepState::Now,
        _ => StepState::Next,
    };
    if state == StepState::Next {
        let note = certificates::acts(lang, step.actor);
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
