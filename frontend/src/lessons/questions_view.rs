//! Questions to the teacher about a place of the lesson: the form, the caller's own ones and those that the class sees.

use shared::lang::Lang;
use shared::lessons::api::Question;
use shared::lessons::chapters::clock;
use yew::prelude::*;
use yew::props;

use super::objections_view::MOST_CHARACTERS;
use super::page::{OneLesson, TalkForm};
use crate::i18n::lessons::{self, LessonText};
use crate::ui::{
    self, AnchorProps, ButtonProps, CardProps, DisclosureProps, ErrorSummaryProps, ItemListProps, ItemProps,
    PlainFormProps, PlainTextareaProps, SummaryLine, TagKind, moment, muted, named_part, place_link, tag, tags,
};

pub fn questions_card(lang: Lang, one: &OneLesson) -> Html {
    let questions = &one.page.questions;
    let search = one.search.as_deref().unwrap_or_default();
    let part = format!("{}#{}", one.address(), TalkForm::Ask.part());
    let found = (!search.is_empty()).then(|| {
        let all = ui::anchor(&props!(AnchorProps { href: part.clone(), children: LessonText::SearchAll.text(lang) }));
        html! { <><p><strong>{ lessons::questions_with(lang, search) }</strong></p><p>{ all }</p></> }
    });
    let list = match (questions.is_empty(), search.is_empty()) {
        (true, true) => muted(LessonText::NoQuestions.text(lang).into()),
        (true, false) => muted(LessonText::NothingFound.text(lang).into()),
        (false, _) => {
            let rows = questions.iter().map(|row| question(lang, one, row));
            ui::item_list(&props!(ItemListProps { children: html! { <>{ for rows }</> } }))
        }
    };
    // With nothing to search in, a search would only be in the way.
    let search = (!questions.is_empty() || !search.is_empty())
        .then(|| ui::plain_search(part, LessonText::Search.text(lang), LessonText::SearchGo.text(lang), search));
    let card = ui::card(&props!(CardProps {
        title: LessonText::QuestionsTitle.text(lang),
        children: html! {
            <>{ form(lang, one) }{ search.unwrap_or_default() }{ found.unwrap_or_default() }{ list }</>
        }
    }));
    named_part(TalkForm::Ask.part(), card)
}

fn question(lang: Lang, one: &OneLesson, row: &Question) -> Html {
    let place = clock(row.at_ms);
    let go = match one.video() {
        Some(_) => place_link(row.at_ms, place, LessonText::GoToPlace.text(lang)),
        None => muted(place.into()),
    };
    let mut marks = Vec::new();
    if row.own {
        marks.push(tag(TagKind::Info, LessonText::OwnQuestion.text(lang)));
    }
    if row.own && row.answer.as_ref().is_some_and(|answer| answer.public) {
        marks.push(tag(TagKind::Plain, LessonText::AnswerPublic.text(lang)));
    }
    let answer = match &row.answer {
        Some(answer) => html! { <p>{ format!("{}{}", LessonText::Answer.text(lang), answer.text) }</p> },
        None => muted(LessonText::NoAnswer.text(lang).into()),
    };
    ui::item(&props!(ItemProps {
        title: row.text.clone(),
        aside: moment(row.asked_at),
        children: html! {
            <>
                if !marks.is_empty() { { tags(marks) } }
                { answer }
                { go }
            </>
        }
    }))
}

/// It carries the place where the video stands: the script fills it in.
fn form(lang: Lang, one: &OneLesson) -> Html {
    let refused = one.refused_of(TalkForm::Ask);
    let control = TalkForm::Ask.control();
    let error = refused.map(|refused| refused.why.text(lang));
    let summary = error.map(|text| {
        let lines = vec![SummaryLine { control: control.into(), text: text.into() }];
        ui::error_summary(&props!(ErrorSummaryProps { title: LessonText::MendFirst.text(lang), lines }))
    });
    // Without the script: where the question was, the place that was asked for, or the beginning.
    let at_ms = refused.map(|refused| refused.at_ms).or(one.asked_ms).unwrap_or_default();
    let area = props!(PlainTextareaProps {
        name: "text",
        id: control,
        label: LessonText::AskLabel.text(lang),
        hint: LessonText::AskHint.text(lang),
        value: refused.map(|refused| refused.text.clone()).unwrap_or_default(),
        error: error.map(AttrValue::Static),
        max_length: MOST_CHARACTERS
    });
    let submit = props!(ButtonProps { wide: true, submit: true, children: LessonText::AskSend.text(lang) });
    let form = ui::plain_form(&props!(PlainFormProps {
        action: one.action(TalkForm::Ask),
        idempotency_key: one.ask_key.clone(),
        children: html! {
            <>
                { summary.unwrap_or_default() }
                { ui::place_field(LessonText::AskAt.text(lang), at_ms, clock(at_ms)) }
                { ui::plain_textarea(&area) }
                { ui::button(&submit) }
            </>
        }
    }));
    let form = ui::disclosure(&props!(DisclosureProps {
        summary: LessonText::AskOpen.text(lang),
        open: refused.is_some(),
        children: form
    }));
    named_part(TalkForm::Ask.place(), form)
}
