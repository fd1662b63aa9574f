//! The video with what the player says, and what is counted.

use shared::lang::Lang;
use shared::lessons::api::{Gate, LessonVideo, NextLesson};
use shared::lessons::player::{PlayerLine, Reason};
use yew::prelude::*;
use yew::props;

use super::page::{OneLesson, address};
use crate::i18n::lesson_reasons;
use crate::i18n::lessons::{self, LessonText};
use crate::i18n::player::{self as words, PlayerText};
use crate::ui::{
    self, ButtonKind, CardProps, DisclosureProps, LinkButtonProps, PlayerFacts, PlayerSays, PresenceProps, VideoProps,
    live_time, timed_line, timed_lines,
};

pub fn player(lang: Lang, one: &OneLesson, video: &LessonVideo) -> Html {
    let says = PlayerLine::ALL.map(|line| PlayerSays {
        code: line.code(),
        text: words::line(lang, line, &words::megabytes(video.bytes), &words::speed(one.page.watching.speed_percent)),
        button: line.goes_on().then(|| words::button(line).text(lang)),
        trouble: line.is_trouble(),
    });
    let text = |text: PlayerText| AttrValue::Static(text.text(lang));
    html! {
        <>
            { ui::video(&video_props(lang, one, video)) }
            { ui::player_status(PlayerText::Off.text(lang), says.into()) }
            { after_the_end(lang, one) }
            { ui::presence_dialog(&props!(PresenceProps {
                title: text(PlayerText::CheckTitle),
                why: text(PlayerText::CheckWhy),
                left: text(PlayerText::CheckLeft),
                seconds: text(PlayerText::CheckSeconds),
                here: text(PlayerText::CheckHere)
            })) }
        </>
    }
}

fn video_props(lang: Lang, one: &OneLesson, video: &LessonVideo) -> VideoProps {
    let page = &one.page;
    let asked = one.asked_ms.map(|ms| ms.clamp(0, page.lesson.length_ms));
    // Only for a place that was asked for, and so without scripts: the engines of some phones hand the whole address to
    // a player of their own, which knows no fragments.
    let address = match asked {
        Some(ms) => format!("{}#t={}", video.source.address, ms / 1000),
        None => video.source.address.clone(),
    };
    let captions = video.has_captions.then(|| {
        let file = format!("{}/captions.vtt", one.address());
        (AttrValue::from(file), AttrValue::Static(PlayerText::Captions.text(lang)))
    });
    let last_at = page.plays.iter().map(|play| play.last_at.0).max();
    VideoProps {
        address: address.into(),
        label: format!("{}：{}", PlayerText::Video.text(lang), page.lesson.title).into(),
        poster: video.poster.clone().map(AttrValue::from),
        captions,
        width: video.width,
        height: video.height,
        facts: PlayerFacts {
            enrolment: page.head.enrolment_id.0,
            lesson: page.lesson.id.0,
            length_ms: page.lesson.length_ms,
            place_ms: asked.unwrap_or(page.lesson.place_ms),
            place_at: last_at.unwrap_or_default(),
            asked: asked.is_some(),
            beat_seconds: page.watching.beat_seconds,
            speed_percent: page.watching.speed_percent,
            bytes: video.bytes,
            now: one.now.0,
            expires: video.source.expires_at.0,
            finished: page.lesson.finished,
        },
    }
}

/// The way on, where everybody looks when the video ends. What another gate holds back stands further down.
fn after_the_end(lang: Lang, one: &OneLesson) -> Html {
    let Some(NextLesson { id, title, gate }) = &one.page.next else { return Html::default() };
    let needs_finished = match gate {
        Gate::Open => false,
        Gate::After { title } if *title == one.page.lesson.title => true,
        _ => return Html::default(),
    };
    let go = ui::link_button(&props!(LinkButtonProps {
        kind: ButtonKind::Primary,
        wide: true,
        href: address(&one.page, *id),
        children: format!("{}：{title}", LessonText::NextTitle.text(lang))
    }));
    let ready = html! { <><p><strong>{ PlayerText::NextReady.text(lang) }</strong></p>{ go }</> };
    ui::after_the_end(needs_finished, ready)
}

/// What is counted and what is not; the script keeps it right while the video plays.
pub fn counted_card(lang: Lang, one: &OneLesson) -> Html {
    let (row, units) = (&one.page.lesson, lessons::time_units(lang));
    let uncounted = row.credit.uncounted;
    let reasons =
        Reason::ALL.map(|why| timed_line(why.code(), lesson_reasons::reason(lang, why), why.of(uncounted), units));
    let rules = lesson_reasons::rules(lang, one.page.watching);
    let rules = ui::disclosure(&props!(DisclosureProps {
        summary: LessonText::Rules.text(lang),
        children: html! { <ul>{ for rules.into_iter().map(|line| html! { <li>{ line }</li> }) }</ul> }
    }));
    ui::card(&props!(CardProps {
        children: html! {
            <>
                <p>
                    <strong>
                        { format!("{} ", LessonText::Counted.text(lang)) }
                        { live_time("counted", row.credit.counted_ms, units) }
                    </strong>
                </p>
                <p>{ lessons::required(lang, row.required_ms, row.length_ms) }</p>
                { timed_lines(
                    "player-uncounted",
                    LessonText::Uncounted.text(lang),
                    Reason::noticeable(uncounted).next().is_some(),
                    html! { <>{ for reasons }</> },
                ) }
                { rules }
            </>
        }
    }))
}
