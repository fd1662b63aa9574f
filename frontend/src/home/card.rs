//! One enrolment in short: the line that says what to do, the fee in plain words, the certificate's stage.

use shared::enrolments::api::EnrolmentCard;
use shared::enrolments::{NextStep, Progress};
use shared::lang::Lang;
use shared::payments::{Dues, Standing};
use yew::prelude::*;

use crate::i18n::common;
use crate::i18n::home::{self, HomeText};
use crate::ui::{
    Card, CardHead, CellLink, ProgressLine, TagKind, Todo, TodoMood, date_range, money_line, muted, strong_sum, tag,
    tags,
};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EnrolmentSummaryProps {
    pub lang: Lang,
    pub card: EnrolmentCard,
}

/// The card of one enrolment on the first page.
#[component]
pub fn EnrolmentSummary(props: &EnrolmentSummaryProps) -> Html {
    let EnrolmentSummaryProps { lang, card } = props;
    html! {
        <Card>
            <CardHead title={card.course.clone()}>
                { tags(vec![
                    tag(TagKind::Info, common::course_kind(*lang, card.kind)),
                    html! { <span>{ home::class_code(*lang, &card.class_code) }</span> },
                ]) }
                if let Some(from) = card.starts_on {
                    { muted(date_range(*lang, from, card.ends_on)) }
                }
            </CardHead>
            <NextStepLine
                lang={*lang}
                next_step={card.next_step.clone()}
                dues={card.dues}
                progress={card.progress.clone()}
            />
            <FeeSummary lang={*lang} dues={card.dues} />
            <ProgressLine
                lang={*lang}
                current={step_number(&card.progress)}
                total={step_total(&card.progress)}
                name={card.progress.stage.name.in_lang(*lang).to_owned()}
            />
            <CellLink href={format!("/enrolments/{}", card.id)}>{ HomeText::Details.text(*lang) }</CellLink>
        </Card>
    }
}

/// Number of the current stage as people count, from 1.
pub fn step_number(progress: &Progress) -> usize {
    usize::try_from(progress.stage.position).unwrap_or_default() + 1
}

pub fn step_total(progress: &Progress) -> usize {
    usize::try_from(progress.total).unwrap_or_default().max(step_number(progress))
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct NextStepLineProps {
    pub lang: Lang,
    pub next_step: NextStep,
    pub dues: Dues,
    pub progress: Progress,
}

/// The one line: what to do now.
#[component]
pub fn NextStepLine(props: &NextStepLineProps) -> Html {
    let NextStepLineProps { lang, next_step, dues, progress } = props;
    let (mood, label, line) = match next_step {
        NextStep::Pay { remaining } => {
            let partly_paid = dues.standing() == Standing::Partial;
            (TodoMood::Act, HomeText::TodoNow, home::pay(*lang, *remaining, partly_paid))
        }
        NextStep::Follow { todo } => (TodoMood::Act, HomeText::TodoNow, todo.in_lang(*lang).to_owned()),
        NextStep::Wait { meaning } if step_number(progress) == step_total(progress) => {
            (TodoMood::Done, HomeText::TodoDone, meaning.in_lang(*lang).to_owned())
        }
        NextStep::Wait { meaning } => (TodoMood::Wait, HomeText::TodoWait, meaning.in_lang(*lang).to_owned()),
    };
    html! {
        <Todo {mood} label={label.text(*lang)}>
            // A stage may be without words; an empty text has no node in the HTML, and taking over would add one.
            if !line.is_empty() {
                { line }
            }
        </Todo>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FeeSummaryProps {
    pub lang: Lang,
    pub dues: Dues,
}

/// Due, paid and remaining in plain words.
#[component]
pub fn FeeSummary(props: &FeeSummaryProps) -> Html {
    let FeeSummaryProps { lang, dues } = *props;
    let standing = dues.standing();
    html! {
        <div>
            { strong_sum(standing, home::standing(lang, dues).into()) }
            if standing != Standing::Free {
                { money_line(vec![home::due(lang, dues.due), home::paid(lang, dues.paid)]) }
            }
        </div>
    }
}
