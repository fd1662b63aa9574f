//! The list of messages, newest first. Showing it has marked them as read.

use shared::lang::Lang;
use shared::messages::api::Message;
use shared::page::Page;
use yew::prelude::*;
use yew::props;

use crate::i18n::common::CommonText;
use crate::i18n::messages::{self, MessagesText};
use crate::route::MESSAGES;
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
    let details = message.enrolment.map(|id| {
        ui::cell_link(&props!(CellLinkProps {
            href: format!("/enrolments/{id}"),
            children: MessagesText::Details.text(lang)
        }))
    });
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

fn nothing(lang: Lang, later: bool) -> Html {
    let (title, advice) =
        if later { (MessagesText::NoOlder, None) } else { (MessagesText::EmptyTitle, Some(MessagesText::EmptyAdvice)) };
    let advice = advice.map(|advice| html! { <p>{ advice.text(lang) }</p> });
    ui::card(&props!(CardProps {
        children: ui::empty(&props!(EmptyProps { title: title.text(lang), children: advice.unwrap_or_default() }))
    }))
}
