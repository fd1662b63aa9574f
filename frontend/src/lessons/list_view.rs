//! The lessons of an enrolment: what to watch next, how far one has come, and each of them.

use shared::lang::Lang;
use shared::lessons::api::{LessonRow, Lessons};
use yew::prelude::*;
use yew::props;

use super::words::{facts, gate_message, is_begun, state_tag, uncounted};
use crate::i18n::common::course_kind;
use crate::i18n::home::class_code;
use crate::i18n::lessons::{self, LessonText};
use crate::ui::{
    self, ButtonKind, CardHeadProps, CardProps, EmptyProps, LinkButtonProps, TagKind, muted, small, tag, tags,
};

pub fn list_view(lang: Lang, lessons: &Lessons, phone: &str) -> Html {
    let back = props!(LinkButtonProps {
        wide: true,
        href: format!("/enrolments/{}", lessons.head.enrolment_id),
        children: LessonText::BackToEnrolment.text(lang)
    });
    html! {
        <>
            { head(lang, lessons) }
            if lessons.lessons.is_empty() {
                { empty(lang) }
            }
            { for lessons.lessons.iter().map(|row| lesson_card(lang, lessons, row, phone)) }
            { ui::link_button(&back) }
        </>
    }
}

fn empty(lang: Lang) -> Html {
    ui::empty(&props!(EmptyProps {
        title: LessonText::Empty.text(lang),
        children: muted(LessonText::EmptyAdvice.text(lang).into())
    }))
}

fn head(lang: Lang, lessons: &Lessons) -> Html {
    let of = &lessons.head;
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: LessonText::Title.text(lang),
        children: html! {
            <>
                <p>{ format!("{} · {}", of.trainee.name, of.course) }</p>
                { tags(vec![
                    tag(TagKind::Info, course_kind(lang, of.course_kind)),
                    html! { <span>{ class_code(lang, &of.class_code) }</span> },
                ]) }
            </>
        }
    }));
    let hours = lessons::hours(lang, of);
    let progress = if of.due_seconds > 0 {
        ui::amount_bar(hours, of.done_seconds.min(of.due_seconds), of.due_seconds)
    } else {
        html! { <p>{ hours }</p> }
    };
    let next = match lessons.next.and_then(|id| lessons.lessons.iter().find(|row| row.id == id)) {
        Some(row) => ui::link_button(&props!(LinkButtonProps {
            kind: ButtonKind::Primary,
            wide: true,
            href: format!("/lessons/{}/{}", of.enrolment_id, row.id),
            children: lessons::go_on(lang, &row.title, is_begun(row))
        })),
        None if lessons.lessons.is_empty() => Html::default(),
        None if !lessons.lessons.iter().any(|row| row.gate.is_open()) => {
            html! { <p>{ LessonText::NoneOpen.text(lang) }</p> }
        }
        None => html! { <p>{ LessonText::AllDone.text(lang) }</p> },
    };
    let children = html! {
        <>{ head }{ next }{ progress }{ small(lessons::class_hour(lang, of.class_minutes).into()) }</>
    };
    ui::card(&props!(CardProps { children }))
}

fn lesson_card(lang: Lang, lessons: &Lessons, row: &LessonRow, phone: &str) -> Html {
    let mut marks = vec![state_tag(lang, row)];
    if row.preview && !row.finished {
        marks.push(tag(TagKind::Info, LessonText::Preview.text(lang)));
    }
    let head = ui::card_head(&props!(CardHeadProps {
        title: format!("{} {}", lessons::number(lang, row.number), row.title),
        children: html! { <>{ muted(facts(lang, row).into()) }{ tags(marks) }</> }
    }));
    let counted = (is_begun(row) && !row.finished).then(|| {
        let of = lessons::counted_of(lang, row.credit.counted_ms, row.required_ms);
        html! { <p>{ of }</p> }
    });
    let not = uncounted(lang, row.credit).map(|not| small(not.into()));
    let text = match (row.gate.is_open(), row.finished) {
        (true, false) => LessonText::Watch,
        (true, true) => LessonText::WatchAgain,
        // What was recorded, objections and questions stand there too.
        (false, _) => LessonText::Look,
    };
    let is_next = lessons.next == Some(row.id);
    let go = props!(LinkButtonProps {
        kind: if is_next { ButtonKind::Primary } else { ButtonKind::Default },
        wide: true,
        href: format!("/lessons/{}/{}", lessons.head.enrolment_id, row.id),
        children: text.text(lang)
    });
    let shown = row.gate.is_open() || is_begun(row);
    ui::card(&props!(CardProps {
        children: html! {
            <>
                { head }
                { counted.unwrap_or_default() }
                { not.unwrap_or_default() }
                { gate_message(lang, &row.gate, phone) }
                if shown { { ui::link_button(&go) } }
            </>
        }
    }))
}
