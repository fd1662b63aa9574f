//! Objections to what was counted: the form, until when it can be sent, and what staff have answered.

use shared::error::ErrorCode;
use shared::lang::Lang;
use shared::lessons::api::{Decided, Objection};
use yew::prelude::*;
use yew::props;

use super::page::{NotTaken, OneLesson, TalkForm};
use crate::i18n::errors;
use crate::i18n::lessons::{self, LessonText};
use crate::ui::{
    self, ButtonProps, CardProps, DisclosureProps, ErrorSummaryProps, FormMessageProps, ItemListProps, ItemProps,
    MessageKind, PlainFormProps, PlainTextareaProps, SummaryLine, TagKind, moment, muted, named_part, prose, small,
    tag, tags,
};

/// As the contract says.
pub const MOST_CHARACTERS: u16 = 500;

pub fn objections_card(lang: Lang, one: &OneLesson) -> Html {
    let objections = &one.page.objections;
    let late = one.refused_of(TalkForm::Object).filter(|refused| refused.why == NotTaken::TooLate);
    // The page may have been read before the time was over, and the form sent after.
    let form = match (late, one.page.objection_until.filter(|until| one.now < *until)) {
        (Some(late), _) => too_late(lang, &late.text),
        (None, Some(until)) => html! {
            <>{ small(lessons::object_until(lang, &until.to_minute_text()).into()) }{ form(lang, one) }</>
        },
        (None, None) => muted(LessonText::ObjectOver.text(lang).into()),
    };
    let list = if objections.is_empty() {
        Html::default()
    } else {
        let rows = objections.iter().map(|row| objection(lang, row));
        ui::item_list(&props!(ItemListProps { children: html! { <>{ for rows }</> } }))
    };
    let card = ui::card(&props!(CardProps {
        title: LessonText::ObjectTitle.text(lang),
        children: html! { <>{ list }{ named_part(TalkForm::Object.place(), form) }</> }
    }));
    named_part(TalkForm::Object.part(), card)
}

fn objection(lang: Lang, row: &Objection) -> Html {
    let (kind, state, answer) = match &row.decided {
        Decided::Open { due_at } => {
            let until = lessons::answered_until(lang, &due_at.to_minute_text());
            (TagKind::Act, format!("{} · {until}", LessonText::ObjectOpenState.text(lang)), None)
        }
        Decided::Granted { granted_ms, reason, .. } => {
            (TagKind::Good, lessons::granted(lang, *granted_ms), Some(reason))
        }
        Decided::Refused { reason, .. } => {
            (TagKind::Plain, LessonText::ObjectRefused.text(lang).to_owned(), Some(reason))
        }
    };
    let said = answer.map(|reason| format!("{}{reason}", LessonText::StaffSaid.text(lang)));
    ui::item(&props!(ItemProps {
        title: row.text.clone(),
        aside: moment(row.at),
        children: html! {
            <>
                { tags(vec![tag(kind, state)]) }
                if let Some(said) = said { <p>{ said }</p> }
            </>
        }
    }))
}

/// It came too late: that, and what was typed, to be told in another way.
fn too_late(lang: Lang, typed: &str) -> Html {
    let words = errors::error(lang, ErrorCode::TooLate);
    let message = ui::form_message(&props!(FormMessageProps {
        kind: MessageKind::Act,
        children: html! { <><p>{ words.title }</p><p>{ words.advice }</p></> }
    }));
    html! { <>{ message }{ small(LessonText::ObjectTyped.text(lang).into()) }{ prose(typed) }</> }
}

fn form(lang: Lang, one: &OneLesson) -> Html {
    let refused = one.refused_of(TalkForm::Object);
    let control = TalkForm::Object.control();
    let error = refused.map(|refused| refused.why.text(lang));
    let summary = error.map(|text| {
        let lines = vec![SummaryLine { control: control.into(), text: text.into() }];
        ui::error_summary(&props!(ErrorSummaryProps { title: LessonText::MendFirst.text(lang), lines }))
    });
    let area = props!(PlainTextareaProps {
        name: "text",
        id: control,
        label: LessonText::ObjectLabel.text(lang),
        hint: LessonText::ObjectHint.text(lang),
        value: refused.map(|refused| refused.text.clone()).unwrap_or_default(),
        error: error.map(AttrValue::Static),
        max_length: MOST_CHARACTERS
    });
    let submit = props!(ButtonProps { wide: true, submit: true, children: LessonText::ObjectSend.text(lang) });
    let form = ui::plain_form(&props!(PlainFormProps {
        action: one.action(TalkForm::Object),
        idempotency_key: one.object_key.clone(),
        children: html! {
            <>{ summary.unwrap_or_default() }{ ui::plain_textarea(&area) }{ ui::button(&submit) }</>
        }
    }));
    ui::disclosure(&props!(DisclosureProps {
        summary: LessonText::ObjectOpen.text(lang),
        open: refused.is_some(),
        children: form
    }))
}
