//! One lesson: the video and what counts of it, what it is about, and what can be said about it.

use shared::lang::Lang;
use shared::lessons::api::{Gate, LessonVideo, NextLesson};
use shared::lessons::chapters::clock;
use yew::prelude::*;
use yew::props;

use super::objections_view::objections_card;
use super::page::{OneLesson, address};
use super::player_view::{counted_card, player};
use super::plays_view::plays_card;
use super::questions_view::questions_card;
use super::words::{facts, gate_message, state_tag};
use crate::i18n::lessons::{self, LessonText};
use crate::ui::{
    self, CardHeadProps, CardProps, DisclosureProps, LinkButtonProps, muted, place_link, place_list, prose, tags,
};

pub fn lesson_view(lang: Lang, one: &OneLesson, phone: &str) -> Html {
    let page = &one.page;
    let row = &page.lesson;
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: row.title.clone(),
        children: html! {
            <>
                <p>{ format!("{} · {}", page.head.course, lessons::number(lang, row.number)) }</p>
                { muted(facts(lang, row).into()) }
                { tags(vec![state_tag(lang, row)]) }
            </>
        }
    }));
    let watch = match one.video() {
        Some(video) => player(lang, one, video),
        // Nothing stands in the way, and yet there is nothing to watch: its file is being changed.
        None if row.gate.is_open() => gate_message(lang, &Gate::Withdrawn, phone),
        None => gate_message(lang, &row.gate, phone),
    };
    let back = props!(LinkButtonProps {
        wide: true,
        href: format!("/lessons/{}", page.head.enrolment_id),
        children: LessonText::BackToList.text(lang)
    });
    html! {
        <>
            { ui::card(&props!(CardProps { children: html! { <>{ head }{ watch }</> } })) }
            { counted_card(lang, one) }
            { chapters(lang, one) }
            { about(lang, one) }
            { next(lang, one, phone) }
            { questions_card(lang, one) }
            { plays_card(lang, &page.plays, one.now) }
            { objections_card(lang, one) }
            { ui::link_button(&back) }
        </>
    }
}

fn chapters(lang: Lang, one: &OneLesson) -> Html {
    if one.page.chapters.is_empty() || one.video().is_none() {
        return Html::default();
    }
    let links = one.page.chapters.iter().map(|chapter| {
        html! { <li>{ place_link(chapter.at_ms, clock(chapter.at_ms), &chapter.title) }</li> }
    });
    ui::card(&props!(CardProps {
        title: LessonText::Chapters.text(lang),
        children: place_list(html! { <>{ for links }</> })
    }))
}

fn about(lang: Lang, one: &OneLesson) -> Html {
    let slides = one.video().map(|video| slides(lang, video)).unwrap_or_default();
    if one.page.summary.is_empty() && slides == Html::default() {
        return Html::default();
    }
    let (title, summary) = match one.page.summary.as_str() {
        "" => (LessonText::Slides, Html::default()),
        summary => (LessonText::Summary, prose(summary)),
    };
    ui::card(&props!(CardProps { title: title.text(lang), children: html! { <>{ summary }{ slides }</> } }))
}

fn slides(lang: Lang, video: &LessonVideo) -> Html {
    if video.slides.is_empty() {
        return Html::default();
    }
    let pictures = video.slides.iter().zip(1..).map(|(address, page)| (address.clone(), lessons::slide(lang, page)));
    ui::disclosure(&props!(DisclosureProps {
        summary: lessons::slides(lang, video.slides.len()),
        children: ui::lazy_pictures(pictures.collect())
    }))
}

fn next(lang: Lang, one: &OneLesson, phone: &str) -> Html {
    let Some(NextLesson { id, title, gate }) = &one.page.next else { return Html::default() };
    let content = if gate.is_open() {
        ui::link_button(&props!(LinkButtonProps { wide: true, href: address(&one.page, *id), children: title.clone() }))
    } else {
        html! { <><p>{ title }</p>{ gate_message(lang, gate, phone) }</> }
    };
    ui::card(&props!(CardProps { title: LessonText::NextTitle.text(lang), children: content }))
}
