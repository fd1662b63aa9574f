//! All items of a case: what is wanted, what stands how.

use shared::items::ItemState;
use shared::items::api::{Items, TraineeItem};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::words::own_state_tag;
use crate::i18n::common::course_kind;
use crate::i18n::home::class_code;
use crate::i18n::items::{self, ItemText};
use crate::ui::{
    self, ButtonKind, CardHeadProps, CardProps, EmptyProps, FormMessageProps, LinkButtonProps, MessageKind, TagKind,
    muted, tag, tags,
};

pub fn list_view(lang: Lang, items: &Items) -> Html {
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: ItemText::Title.text(lang),
        children: html! {
            <>
                <p>{ format!("{} · {}", items.trainee.name, items.course) }</p>
                { tags(vec![
                    tag(TagKind::Info, course_kind(lang, items.course_kind)),
                    html! { <span>{ class_code(lang, &items.class_code) }</span> },
                ]) }
                { muted(ItemText::Why.text(lang).into()) }
            </>
        }
    }));
    let nothing = || ui::empty(&props!(EmptyProps { title: ItemText::NothingNeeded.text(lang) }));
    let back = props!(LinkButtonProps {
        wide: true,
        href: format!("/enrolments/{}", items.enrolment_id),
        children: ItemText::BackToEnrolment.text(lang)
    });
    html! {
        <>
            { ui::card(&props!(CardProps { children: head })) }
            if items.items.is_empty() { { nothing() } }
            { for items.items.iter().map(|item| item_card(lang, items, item)) }
            { ui::link_button(&back) }
        </>
    }
}

fn item_card(lang: Lang, items: &Items, item: &TraineeItem) -> Html {
    let kind = item.item.kind;
    let with_trainee = item.item.state.is_with_trainee();
    let over = with_trainee && !item.can_send;
    let go = props!(LinkButtonProps {
        wide: true,
        kind: if with_trainee { ButtonKind::Primary } else { ButtonKind::Default },
        href: format!("/items/{}/{}", items.enrolment_id, kind.code()),
        children: if with_trainee { ItemText::Open.text(lang) } else { ItemText::Look.text(lang) }
    });
    ui::card(&props!(CardProps {
        title: items::kind(lang, kind),
        children: html! {
            <>
                { tags(vec![own_state_tag(lang, item)]) }
                if !over {
                    { said(lang, &item.item.state) }
                    { ui::link_button(&go) }
                }
            </>
        }
    }))
}

/// What staff have said about it.
pub fn said(lang: Lang, state: &ItemState) -> Html {
    let line =
        |kind: MessageKind, children: Html| ui::form_message(&props!(FormMessageProps { kind, quiet: true, children }));
    match state {
        ItemState::Asked { .. } => line(MessageKind::Act, ItemText::AskedFor.text(lang).into()),
        ItemState::Returned { reason, .. } => {
            line(MessageKind::Act, format!("{}{reason}", ItemText::ReturnedBecause.text(lang)).into())
        }
        ItemState::Missing | ItemState::Submitted { .. } | ItemState::Accepted { .. } => Html::default(),
    }
}
