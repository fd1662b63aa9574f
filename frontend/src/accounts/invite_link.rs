//! A one-time link, shown once.

use shared::lang::Lang;
use shared::staff::api::SavedStaff;
use yew::prelude::*;
use yew_router::Routable as _;

use crate::i18n::common::CommonText;
use crate::i18n::staff::{AccountText, invite_advice};
use crate::staff::{StaffRoute, copy_text, origin};
use crate::ui::{Button, ButtonKind, CopyLine, FormMessage, MessageKind};

#[derive(Clone, PartialEq, Properties)]
pub struct InviteLinkProps {
    pub lang: Lang,
    pub saved: SavedStaff,
    pub on_close: Callback<()>,
}

#[component]
pub fn InviteLink(props: &InviteLinkProps) -> Html {
    let lang = props.lang;
    let copied = use_state(|| None::<bool>);
    let Some(token) = &props.saved.invite_token else { return Html::default() };
    let link = AttrValue::from(format!("{}{}#{token}", origin(), StaffRoute::Invite.to_path()));
    let on_copy = {
        let (link, copied) = (link.clone(), copied.clone());
        Callback::from(move |()| {
            let copied = copied.clone();
            copy_text(&link, move |worked| copied.set(Some(worked)));
        })
    };
    html! {
        <>
            <p>{ invite_advice(lang, &props.saved.account.name) }</p>
            <CopyLine text={link} button={AccountText::Copy.text(lang)} {on_copy} />
            <FormMessage kind={if *copied == Some(true) { MessageKind::Good } else { MessageKind::Act }}>
                { match *copied {
                    Some(true) => AccountText::Copied.text(lang),
                    Some(false) => AccountText::CopyByHand.text(lang),
                    None => AccountText::ShownOnce.text(lang),
                } }
            </FormMessage>
            <Button kind={ButtonKind::Primary} onclick={props.on_close.reform(|_: MouseEvent| ())}>
                { CommonText::Close.text(lang) }
            </Button>
        </>
    }
}
