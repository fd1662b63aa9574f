//! One question with its answer.

use shared::lang::Lang;
use shared::lessons::api::{Answer, StaffQuestion};
use shared::time::Timestamp;
use yew::prelude::*;

use crate::i18n::lesson_talk::{self, QuestionText};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, CardHead, Stack, TagKind, moment, muted, prose, tag, tags};

#[derive(Clone, PartialEq, Properties)]
pub struct QuestionCardProps {
    pub lang: Lang,
    pub question: StaffQuestion,
    pub now: Timestamp,
    pub on_answer: Callback<()>,
}

#[component]
pub fn QuestionCard(props: &QuestionCardProps) -> Html {
    let QuestionCardProps { lang, question, now, on_answer } = props;
    let lang = *lang;
    let answer = question.question.answer.as_ref();
    let age = html! { <span>{ lesson_talk::age(lang, question.question.asked_at, *now) }</span> };
    let overdue = question.overdue.then(|| tag(TagKind::Warn, QuestionText::Overdue.text(lang)));
    let (kind, act) = match answer {
        None => (ButtonKind::Primary, QuestionText::Answer),
        Some(_) => (ButtonKind::Default, QuestionText::Correct),
    };
    html! {
        <Card>
            <CardHead title={lesson_talk::place(lang, &question.lesson, question.question.at_ms)}>
                { tags(overdue.into_iter().chain([age]).collect()) }
                { muted(format!("{} · {} · {}", question.trainee_name, question.class_code, question.course).into()) }
            </CardHead>
            <Stack>
                { prose(&question.question.text) }
                { answer.map(|answer| answer_view(lang, answer)).unwrap_or_default() }
                <ButtonRow>
                    <Button {kind} onclick={on_answer.reform(|_: MouseEvent| ())}>{ act.text(lang) }</Button>
                </ButtonRow>
            </Stack>
        </Card>
    }
}

fn answer_view(lang: Lang, answer: &Answer) -> Html {
    let seen = if answer.public {
        tag(TagKind::Info, QuestionText::IsPublic.text(lang))
    } else {
        tag(TagKind::Plain, QuestionText::IsPrivate.text(lang))
    };
    html! {
        <>
            { tags(vec![html! { <strong>{ QuestionText::Answer.text(lang) }</strong> }, seen, moment(answer.at)]) }
            { prose(&answer.text) }
        </>
    }
}
