//! The list of messages, newest first. Showing it has marked them as read.

use shared::lang::Lang;
use shared::lessons::lesson_address;
use shared::messages::MessageContent;
use shared::messages::api::Message;
use shared::page::Page;
use shared::proofs::api::page_address;
use yew::prelude::*;
use yew::props;

use crate::i18n::common::CommonText;
use crate::i18n::messages::{self, MessagesText};
use crate::i18n::proofs::ProofText;
use crate::route::{CERTIFICATES, MESSAGES};
use crate::ui::{
    self, ButtonRowProps, CardHeadProps, CardProps, CellLinkProps, EmptyProps, HeadingProps, LinkButtonProps, TagKind,
    date, muted, tag, tags,
};

/// `later`: not the first page of the list.
pub fn messages_view(lang: Lang, page: &Page<Message>, later: bool) -> Html {
    let older = page.next.as_ref().map(|after| (format!("{MESSAGES}?after={after}"), MessagesText::Older));
    let newest = later.then(|| (MESSAGES.to_owned(), MessagesText::Newest));
    let links: Vec<Html> = newest.into_iter().chain(older).map(|(href, text)| link(lang, href, text)).collect();
    html! {
        <>
            { ui::heading(&props!(HeadingProps { text: CommonText::NavMessages.text(lang) })) }
            { for page.items.iter().map(|message| card(lang, message)) }
            if page.items.is_empty() {
                { nothing(lang, later) }
            }
            if !links.is_empty() {
                <nav aria-label={CommonText::Pages.text(lang)}>
                    { ui::button_row(&props!(ButtonRowProps { children: links.into_iter().collect::<Html>() })) }
                </nav>
            }
        </>
    }
}

fn link(lang: Lang, href: String, text: MessagesText) -> Html {
    ui::link_button(&props!(LinkButtonProps { href, children: text.text(lang) }))
}

fn card(lang: Lang, message: &Message) -> Html {
    let words = messages::words(lang, &message.content);
    let new = message.new.then(|| tag(TagKind::Act, MessagesText::New.text(lang)));
    let day = date(lang, message.at.day());
    let details =
        link_of(lang, message).map(|(href, children)| ui::cell_link(&props!(CellLinkProps { href, children })));
    let about = (!words.about.is_empty()).then(|| muted(words.about.into()));
    ui::card(&props!(CardProps {
        children: html! {
            <>
                { ui::card_head(&props!(CardHeadProps {
                    title: words.title,
                    children: html! { <>{ tags(new.into_iter().chain([day]).collect()) }{ about.unwrap_or_default() }</> }
                })) }
                { for words.lines.into_iter().map(|line| html! { <p>{ line }</p> }) }
                { details.unwrap_or_default() }
            </>
        }
    }))
}

/// Where there is more, or something to do.
fn link_of(lang: Lang, message: &Message) -> Option<(String, &'static str)> {
    Some(match (&message.content, message.enrolment) {
        (MessageContent::ItemsAsked { .. } | MessageContent::ItemReturned { .. }, Some(id)) => {
            (format!("/items/{id}"), MessagesText::SendItems.text(lang))
        }
        (MessageContent::ProofIssued { proof, .. }, _) => (page_address(*proof), ProofText::Open.text(lang)),
        (MessageContent::CertificateRecorded { .. } | MessageContent::Due { .. }, _) => {
            (CERTIFICATES.to_owned(), MessagesText::Certificates.text(lang))
        }
        (
            MessageContent::ObjectionDecided { lesson_id, .. } | MessageContent::QuestionAnswered { lesson_id, .. },
            Some(id),
        ) => (lesson_address(id, *lesson_id), MessagesText::Lesson.text(lang)),
        (_, Some(id)) => (format!("/enrolments/{id}"), MessagesText::Details.text(lang)),
        (_, None) => return None,
    })
}

fn nothing(lang: Lang, later: bool) -> Html {
    let (title, advice) =
        if later { (MessagesText::NoOlder, None) } else { (MessagesText::EmptyTitle, Some(MessagesText::EmptyAdvice)) };
    let advice = advice.map(|advice| html! { <p>{ advice.text(lang) }</p> });
    ui::card(&props!(CardProps {
        children: ui::empty(&props!(EmptyProps { title: title.text(lang), children: advice.unwrap_or_default() }))
    }))
}
