//! Where a thing stands on its way: a line for cards, a list for the page in full.

use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common;

/// How a step relates to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    Done,
    Now,
    Next,
    /// The way has ended here, before its end.
    Ended,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    pub name: AttrValue,
    /// When it happened, or what it means.
    pub note: Option<AttrValue>,
    pub state: StepState,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProgressLineProps {
    pub lang: Lang,
    /// Number of the current step, from 1.
    pub current: usize,
    pub total: usize,
    pub name: AttrValue,
    /// Name of the step after it.
    #[prop_or_default]
    pub next: Option<AttrValue>,
    /// Nobody goes on from here.
    #[prop_or_default]
    pub ended: bool,
}

/// One bar of `total` parts. The bar is decoration; the words beside it say the same.
pub fn progress_line(props: &ProgressLineProps) -> Html {
    let ProgressLineProps { lang, current, total, ended, .. } = *props;
    let part = |number: usize| match number {
        _ if number < current || current == total => Some("done"),
        _ if number == current && !ended => Some("now"),
        _ => None,
    };
    html! {
        <div>
            <div class="line" aria-hidden="true">
                { for (1..=total).map(|number| html! { <i class={part(number)}></i> }) }
            </div>
            <p>
                <span class="muted">{ common::step_of(lang, current, total) }</span>
                <span class="line-name">{ &props.name }</span>
            </p>
            if let Some(next) = &props.next {
                <p class="muted small">{ common::next_step(lang, next) }</p>
            }
        </div>
    }
}

/// [`progress_line`] as a component.
#[component]
pub fn ProgressLine(props: &ProgressLineProps) -> Html {
    progress_line(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StepsProps {
    pub lang: Lang,
    pub steps: Vec<Step>,
}

/// All steps, one below the other.
pub fn steps(props: &StepsProps) -> Html {
    html! {
        <ol>
            { for props.steps.iter().enumerate().map(|(index, step)| step_item(props.lang, index + 1, step)) }
        </ol>
    }
}

/// [`steps`] as a component.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    steps(props)
}

fn step_item(lang: Lang, number: usize, step: &Step) -> Html {
    let (class, said) = match step.state {
        StepState::Done => ("step step-done", common::CommonText::StepDone),
        StepState::Now => ("step step-now", common::CommonText::StepNow),
        StepState::Next => ("step step-next", common::CommonText::StepNext),
        StepState::Ended => ("step", common::CommonText::StepEnded),
    };
    html! {
        <li {class} aria-current={(step.state == StepState::Now).then_some("step")}>
            <span class="step-mark" aria-hidden="true">
                if step.state == StepState::Done { { "✓" } } else { { number } }
            </span>
            <span class="step-name">{ &step.name }</span>
            if let Some(note) = &step.note {
                <span class="step-note">{ note }</span>
            }
            // A note says when or who, the mark is only to be seen.
            <span class="hidden-text">{ said.text(lang) }</span>
        </li>
    }
}
