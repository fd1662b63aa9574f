//! What a link is for, and the way to its file.

use shared::lang::Lang;
use shared::time::Timestamp;
use yew::prelude::*;
use yew::props;

use super::{LinkFile, LinkPage};
use crate::i18n::links::{self, LinkText};
use crate::i18n::my_certificates;
use crate::i18n::proofs::ProofText;
use crate::plain_pages::PlainPage;
use crate::ui::{
    self, ButtonKind, ButtonProps, CallButtonProps, CardHeadProps, CardProps, FormMessageProps, MessageKind, Mood,
    PlainFormProps, ResultFaceProps, link_to_copy, muted, tags, unbroken,
};

pub fn title(file: LinkFile) -> LinkText {
    match file {
        LinkFile::Proof { .. } => LinkText::ProofTitle,
        LinkFile::Calendar { .. } => LinkText::CalendarTitle,
    }
}

pub fn link_view(page: &PlainPage, content: &LinkPage, file: LinkFile, until: Timestamp) -> Html {
    let lang = page.lang;
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: title(file).text(lang),
        children: what_it_is(lang, file)
    }));
    let way = if content.in_wechat {
        html! {
            <>
                { ui::form_message(&props!(FormMessageProps {
                    kind: MessageKind::Act,
                    children: html! { <p><strong>{ LinkText::InWeChat.text(lang) }</strong></p> }
                })) }
                <p>{ LinkText::InWeChatCopy.text(lang) }</p>
                { link_to_copy(content.address) }
            </>
        }
    } else {
        download(page, file)
    };
    let until = format!("{}{}", links::valid_until(lang, until), LinkText::Once.text(lang));
    ui::card(&props!(CardProps { children: html! { <>{ head }{ way }{ muted(until.into()) }</> } }))
}

fn what_it_is(lang: Lang, file: LinkFile) -> Html {
    match file {
        LinkFile::Proof { number } => tags(vec![unbroken(number)]),
        LinkFile::Calendar { operation, next } => html! {
            <>
                { tags(vec![html! { <span>{ operation.to_owned() }</span> }]) }
                <p>{ my_certificates::next_line(lang, next) }</p>
            </>
        },
    }
}

/// Not at once: messengers look at addresses before people do, and the link works only once.
fn download(page: &PlainPage, file: LinkFile) -> Html {
    let lang = page.lang;
    let (act, how) = match file {
        LinkFile::Proof { .. } => (ProofText::Download.text(lang), None),
        LinkFile::Calendar { .. } => (LinkText::CalendarTitle.text(lang), Some(LinkText::CalendarHow.text(lang))),
    };
    let submit =
        ui::button(&props!(ButtonProps { kind: ButtonKind::Primary, wide: true, submit: true, children: act }));
    let how = how.map_or_else(Html::default, |how| html! { <p>{ how }</p> });
    html! { <>{ how }{ ui::plain_form(&props!(PlainFormProps { action: page.path.clone(), children: submit })) }</> }
}

pub fn link_gone(page: &PlainPage) -> Html {
    let call = ui::call_button(&props!(CallButtonProps { lang: page.lang, phone: page.site.phone.clone() }));
    ui::result_face(&props!(ResultFaceProps {
        mood: Mood::Warn,
        title: LinkText::Gone.text(page.lang),
        children: html! { <><p>{ LinkText::GoneAdvice.text(page.lang) }</p>{ call }</> }
    }))
}
