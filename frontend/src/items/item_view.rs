//! One item: where it stands, what was sent, the form to send it, and the way to take the consent back.

use shared::items::ItemKind;
use shared::items::ItemState;
use shared::items::api::{Item, Items, TraineeItem};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::item_form::item_form;
use super::list_view::said;
use super::page::{FormFacts, Refused};
use super::words::own_state_tag;
use crate::i18n::common::day;
use crate::i18n::items::{self, ItemText};
use crate::ui::{
    self, AnchorProps, ButtonKind, ButtonProps, CardHeadProps, CardProps, DayStyle, DisclosureProps, LinkButtonProps,
    PlainFormProps, muted, tags,
};

pub fn item_view(facts: FormFacts<'_>, items: &Items, kind: ItemKind, refused: Option<Refused>) -> Html {
    let lang = facts.lang;
    let Some(item) = items.items.iter().find(|item| item.item.kind == kind) else { return Html::default() };
    let action = format!("/items/{}/{}", items.enrolment_id, kind.code());
    let form = item_form(facts, items, item, &action, refused);
    // What was sent can be replaced before staff have looked; the form is then not what the page is about.
    let form = if !item.can_send {
        Html::default()
    } else if matches!(item.item.state, ItemState::Submitted { .. }) && refused.is_none() {
        let summary = ItemText::SendAnother.text(lang);
        ui::card(&props!(CardProps { children: ui::disclosure(&props!(DisclosureProps { summary, children: form })) }))
    } else {
        ui::card(&props!(CardProps { children: form }))
    };
    let back = props!(LinkButtonProps {
        wide: true,
        href: format!("/items/{}", items.enrolment_id),
        children: ItemText::BackToItems.text(lang)
    });
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: items::kind(lang, kind),
        children: tags(vec![own_state_tag(lang, item)])
    }));
    let asked = if item.can_send { said(lang, &item.item.state) } else { Html::default() };
    html! {
        <>
            { ui::card(&props!(CardProps { children: html! { <>{ head }{ asked }</> } })) }
            { sent(lang, &item.item) }
            { form }
            { consent(facts, item, &action) }
            { ui::link_button(&back) }
        </>
    }
}

/// What the trainee has sent.
fn sent(lang: Lang, item: &Item) -> Html {
    let kept = matches!(item.state, ItemState::Submitted { .. } | ItemState::Accepted { .. });
    let signed = item.signed.map(|signed| {
        let how = if signed.typed { ItemText::SignedTyped } else { ItemText::SignedDrawn };
        let on = day(lang, signed.at.day(), DayStyle::WithYear);
        muted(format!("{} · {on}", how.text(lang)).into())
    });
    let content = match item.file {
        Some(file) if file.content_type.is_picture() => {
            ui::picture(&format!("/files/{}", file.id), ItemText::YourFile.text(lang))
        }
        Some(file) => ui::anchor(&props!(AnchorProps {
            href: format!("/files/{}", file.id),
            full_load: true,
            children: ItemText::OpenFile.text(lang)
        })),
        None if signed.is_some() || !kept => Html::default(),
        None if item.kind.can_be_paper() => muted(ItemText::OnPaper.text(lang).into()),
        None => muted(ItemText::FileGone.text(lang).into()),
    };
    if item.file.is_none() && signed.is_none() && !kept {
        return Html::default();
    }
    ui::card(&props!(CardProps {
        title: ItemText::YourFile.text(lang),
        children: html! { <>{ content }{ signed.unwrap_or_default() }</> }
    }))
}

/// What the trainee has agreed to, and how to take it back. It asks once more inside a disclosure, which needs no script.
fn consent(facts: FormFacts<'_>, item: &TraineeItem, action: &str) -> Html {
    let lang = facts.lang;
    let Some(at) = item.consented_at else { return Html::default() };
    let submit = props!(ButtonProps {
        kind: ButtonKind::Warn,
        wide: true,
        submit: true,
        children: ItemText::WithdrawSubmit.text(lang)
    });
    let form = ui::plain_form(&props!(PlainFormProps {
        action: format!("{action}/withdraw"),
        idempotency_key: AttrValue::from(facts.form_key.to_owned()),
        children: ui::button(&submit)
    }));
    let text = ui::disclosure(&props!(DisclosureProps {
        summary: ItemText::ConsentRead.text(lang),
        children: html! { <p>{ item.consent_text.in_lang(lang).to_owned() }</p> }
    }));
    let withdraw = ui::disclosure(&props!(DisclosureProps {
        summary: ItemText::WithdrawOpen.text(lang),
        children: html! { <><p>{ ItemText::WithdrawMeaning.text(lang) }</p>{ form }</> }
    }));
    let since = items::consented_on(lang, &day(lang, at.day(), DayStyle::WithYear));
    ui::card(&props!(CardProps {
        title: ItemText::ConsentTitle.text(lang),
        children: html! { <>{ muted(since.into()) }{ text }{ withdraw }</> }
    }))
}
