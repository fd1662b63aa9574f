//! The lines on top: what to do now, and what to know.

use shared::certificates::case::Outcome;
use shared::certificates::exams::Standing;
use shared::enrolments::NextStep;
use shared::enrolments::api::EnrolmentCard;
use shared::lang::Lang;
use shared::payments;
use yew::prelude::*;
use yew::props;

use crate::i18n::home::HomeText;
use crate::i18n::next_steps as texts;
use crate::i18n::{certificates, common};
use crate::lessons::lessons_button;
use crate::ui::{self, LinkButtonProps, TodoMood, TodoProps, todo_note};

/// `address`: the institution's; empty before it has filled it in.
pub fn next_steps(lang: Lang, card: &EnrolmentCard, address: &str) -> Html {
    card.next_steps.iter().map(|step| line(lang, card, step, address)).collect()
}

fn line(lang: Lang, card: &EnrolmentCard, step: &NextStep, address: &str) -> Html {
    let (mood, label) = match step {
        NextStep::SentBack { .. } => (TodoMood::Act, HomeText::TodoNote),
        NextStep::Retrain { .. } => (TodoMood::Wait, HomeText::TodoNote),
        NextStep::Wait { .. } => (TodoMood::Wait, HomeText::TodoWait),
        NextStep::Ended { outcome, .. } if outcome.is_success() => (TodoMood::Done, HomeText::TodoDone),
        NextStep::Ended { .. } => (TodoMood::Done, HomeText::TodoEnded),
        _ => (TodoMood::Act, HomeText::TodoNow),
    };
    let (text, more) = match step {
        NextStep::Pay { remaining } => {
            let partly_paid = card.dues.standing() == payments::Standing::Partial;
            (texts::pay(lang, *remaining, partly_paid), Html::default())
        }
        NextStep::SentBack { stage, reason } => (certificates::moved_back(lang, stage, reason), Html::default()),
        NextStep::SendItems { items, returned } => (texts::send_items(lang, items, *returned), items_link(lang, card)),
        NextStep::Watch { title } => (texts::watch(lang, title), lessons_button(lang, card.id)),
        NextStep::Retrain { part } => {
            let standing = Standing::Retrain { part: *part };
            (certificates::standing(lang, &standing, false).concat(), Html::default())
        }
        NextStep::MakeUp { part } => (texts::sit_make_up(lang, *part).to_owned(), Html::default()),
        NextStep::SitExam { part, make_up, on, place } => {
            (texts::sit_exam(lang, *part, *make_up, *on, place), Html::default())
        }
        NextStep::Collect { todo, shelf } => (todo.in_lang(lang).to_owned(), where_to_collect(lang, shelf, address)),
        NextStep::Follow { todo } => (todo.in_lang(lang).to_owned(), Html::default()),
        NextStep::Wait { meaning, todo } => {
            (texts::sentences(lang, meaning.in_lang(lang), todo.in_lang(lang)), Html::default())
        }
        // In the words of the way: some end with a proof.
        NextStep::Ended { outcome: Outcome::Collected, .. } => {
            (card.progress.stage.meaning.in_lang(lang).to_owned(), Html::default())
        }
        NextStep::Ended { outcome, reason } => {
            let reason = texts::end_reason(lang, *outcome, reason);
            (texts::ended(lang, *outcome).to_owned(), note(reason.into()))
        }
    };
    // A stage may be without words; an empty text has no node in the HTML, and taking over would add one.
    let text = if text.is_empty() { Html::default() } else { text.into() };
    let children = html! { <>{ text }{ more }</> };
    ui::todo(&props!(TodoProps { mood, label: label.text(lang), children }))
}

fn note(text: AttrValue) -> Html {
    if text.is_empty() { Html::default() } else { todo_note(text.into()) }
}

/// The edge alone makes that page: the browser loads it.
fn items_link(lang: Lang, card: &EnrolmentCard) -> Html {
    ui::link_button(&props!(LinkButtonProps {
        wide: true,
        full_load: true,
        href: format!("/items/{}", card.id),
        children: HomeText::SendItems.text(lang)
    }))
}

fn where_to_collect(lang: Lang, shelf: &str, address: &str) -> Html {
    let (before, after) = certificates::around_shelf(lang);
    let place = if address.is_empty() { String::new() } else { common::address(lang, address) };
    html! {
        <>
            if !shelf.is_empty() {
                { todo_note(html! { <>{ before }<strong>{ shelf.to_owned() }</strong>{ after }</> }) }
            }
            { note(place.into()) }
        </>
    }
}
