//! One enrolment in short: the line that says what to do, the fee in plain words, the certificate's stage.

use shared::enrolments::Progress;
use shared::enrolments::api::EnrolmentCard;
use shared::lang::Lang;
use shared::payments::{Dues, Standing};
use yew::prelude::*;
use yew::props;

use super::next_steps::next_steps;
use crate::i18n::certificates;
use crate::i18n::common;
use crate::i18n::home::{self, HomeText};
use crate::ui::{
    self, CardHeadProps, CardProps, CellLinkProps, ProgressLineProps, TagKind, date_range, money_line, muted,
    strong_sum, tag, tags,
};

/// The card of one enrolment on the first page.
pub fn enrolment_summary(lang: Lang, card: &EnrolmentCard, address: &str) -> Html {
    let dates = card.starts_on.map(|from| muted(date_range(lang, from, card.ends_on)));
    let progress = ui::progress_line(&props!(ProgressLineProps {
        lang,
        current: step_number(&card.progress),
        total: step_total(&card.progress),
        name: certificates::stage_now(lang, &card.progress).to_owned(),
        ended: card.progress.outcome.is_some()
    }));
    // What has ended is with nobody.
    let whom = card.progress.outcome.is_none().then(|| with_whom(lang, &card.progress));
    let details = ui::cell_link(&props!(CellLinkProps {
        href: format!("/enrolments/{}", card.id),
        children: HomeText::Details.text(lang)
    }));
    ui::card(&props!(CardProps {
        children: html! {
            <>
                { ui::card_head(&props!(CardHeadProps {
                    title: card.course.clone(),
                    children: html! { <>{ course_tags(lang, card) }{ dates.unwrap_or_default() }</> }
                })) }
                { next_steps(lang, card, address) }
                { fee_summary(lang, card.dues) }
                <div>{ progress }{ whom.unwrap_or_default() }</div>
                { details }
            </>
        }
    }))
}

/// What kind of course it is, and the class.
pub fn course_tags(lang: Lang, card: &EnrolmentCard) -> Html {
    tags(vec![
        tag(TagKind::Info, common::course_kind(lang, card.kind)),
        html! { <span>{ home::class_code(lang, &card.class_code) }</span> },
    ])
}

fn with_whom(lang: Lang, progress: &Progress) -> Html {
    let overdue = progress.overdue.then(|| tags(vec![tag(TagKind::Warn, HomeText::Overdue.text(lang))]));
    html! { <>{ muted(certificates::with_whom(lang, progress).into()) }{ overdue.unwrap_or_default() }</> }
}

/// Number of the current stage as people count, from 1.
pub fn step_number(progress: &Progress) -> usize {
    usize::try_from(progress.number).unwrap_or_default().max(1)
}

pub fn step_total(progress: &Progress) -> usize {
    usize::try_from(progress.total).unwrap_or_default().max(step_number(progress))
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FeeSummaryProps {
    pub lang: Lang,
    pub dues: Dues,
}

/// [`fee_summary`] as a component.
#[component]
pub fn FeeSummary(props: &FeeSummaryProps) -> Html {
    fee_summary(props.lang, props.dues)
}

/// Due, paid and remaining in plain words.
pub fn fee_summary(lang: Lang, dues: Dues) -> Html {
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
