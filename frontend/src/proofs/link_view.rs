//! The page of a one-time link. WeChat opens it first, where it says how to leave; another browser then finds the button.

use shared::time::Timestamp;
use yew::prelude::*;
use yew::props;

use super::pages::LinkPage;
use crate::i18n::proofs::{self, LinkText, ProofText};
use crate::plain_pages::PlainPage;
use crate::ui::{
    self, ButtonKind, ButtonProps, CallButtonProps, CardHeadProps, CardProps, FormMessageProps, MessageKind, Mood,
    PlainFormProps, ResultFaceProps, link_to_copy, muted, tags, unbroken,
};

pub fn link_view(page: &PlainPage, content: &LinkPage, number: &str, until: Timestamp) -> Html {
    let lang = page.lang;
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: LinkText::Title.text(lang),
        children: tags(vec![unbroken(number)])
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
        // Not at once: messengers look at addresses before people do, and the link works only once.
        let submit = ui::button(&props!(ButtonProps {
            kind: ButtonKind::Primary,
            wide: true,
            submit: true,
            children: ProofText::Download.text(lang)
        }));
        ui::plain_form(&props!(PlainFormProps { action: page.path.clone(), children: submit }))
    };
    let until = format!("{}{}", proofs::link_valid_until(lang, until), LinkText::Once.text(lang));
    ui::card(&props!(CardProps { children: html! { <>{ head }{ way }{ muted(until.into()) }</> } }))
}

pub fn link_gone(page: &PlainPage) -> Html {
    let call = ui::call_button(&props!(CallButtonProps { lang: page.lang, phone: page.site.phone.clone() }));
    ui::result_face(&props!(ResultFaceProps {
        mood: Mood::Warn,
        title: LinkText::Gone.text(page.lang),
        children: html! { <><p>{ LinkText::GoneAdvice.text(page.lang) }</p>{ call }</> }
    }))
}
